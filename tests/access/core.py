"""The API's description."""

from tests.access import EVERYBODY_IN, NO_SUCH_METHOD, Row

TABLE = {
    "core:api_docs": Row(EVERYBODY_IN),
    "core:api_section": Row(EVERYBODY_IN, args=lambda world: ["applications"]),
    "core:keep": Row(
        NO_SUCH_METHOD,
        "LKKKKKKKK",
        args=lambda w: ["a-form"],
        data=lambda w: {"value": "half a sen"},
    ),
    "core:schema": Row("UOOOOOOOO", "U--------"),
}
