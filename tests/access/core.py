"""The API's description."""

from tests.access import EVERYBODY_IN, Row

TABLE = {
    "core:api_docs": Row(EVERYBODY_IN),
    "core:schema": Row("UOOOOOOOO", "U--------"),
}
