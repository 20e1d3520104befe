"""A secret that a sender can give only in an address is in no line of the log."""

import json
import logging
import logging.config
import secrets

import pytest
import structlog

from portal.logs import logging_of


def line_of(message: str, *args: object) -> str:
    """What the log says, in the form that production writes."""
    asked = logging_of("INFO")["formatters"]["json"]
    rest = {name: value for name, value in asked.items() if name != "()"}
    formatter = structlog.stdlib.ProcessorFormatter(**rest)
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, message, args, None
    )
    return json.loads(formatter.format(record))["event"]


@pytest.mark.parametrize("before", ["/integrations/in/5b1c/", "/staffing/feeds/"])
@pytest.mark.parametrize("after", ["", "/", ".ics"])
def test_a_secret_in_an_address_is_left_out(before, after):
    secret = f"inb_{secrets.token_urlsafe(32)}A1"

    said = line_of("Internal Server Error: %s", f"{before}{secret}{after}")

    assert secret not in said
    assert said.startswith(f"Internal Server Error: {before}…")


def test_an_address_that_people_read_is_kept():
    address = "/knowledge/articles/openshift/how-to-restart-a-deployment-of-the-payments-engine/"

    assert line_of("Not Found: %s", address) == f"Not Found: {address}"
