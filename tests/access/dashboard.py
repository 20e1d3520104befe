"""Home and the palette."""

from tests.access import EVERYBODY_IN, Row

TABLE = {
    "dashboard:home": Row(EVERYBODY_IN),
    "dashboard:vendors": Row(EVERYBODY_IN),
    "dashboard:palette": Row(EVERYBODY_IN, query={"q": "pay"}),
}
