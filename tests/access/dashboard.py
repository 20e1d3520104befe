"""Home and the palette."""

from tests.access import EVERYBODY_IN, Row
from tests.access.knowledge_meaning import SEES

TABLE = {
    "dashboard:home": Row(EVERYBODY_IN),
    "dashboard:vendors": Row(EVERYBODY_IN),
    "dashboard:link_rate": Row(SEES),
    "dashboard:palette": Row(EVERYBODY_IN, query={"q": "pay"}),
}
