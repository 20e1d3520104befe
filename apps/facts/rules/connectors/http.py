"""An endpoint of an application: does it answer, how fast, how long is its certificate good."""

from datetime import datetime

from cryptography import x509

from apps.facts.rules.asking import (
    OK,
    Answered,
    Asked,
    Place,
    Question,
    Reading,
    expect_answer,
    let_in,
)
from apps.facts.rules.kinds import Fault

CERTIFICATE = "http.certificate_days"
DAY = 86_400


def ask(place: Place, asked: Asked, now: datetime) -> Question:
    """A GET of the path, with the credentials only where they belong.

    A query that is an address of its own is asked without them.
    """
    where = asked.lines[0] if asked.lines else "/"
    is_own = "://" in where
    url = where if is_own else place.address(where)
    if asked.name == CERTIFICATE:
        return Question(url, is_certificate=True)
    return Question(url, {} if is_own else let_in(place))


def read(asked: Asked, answered: Answered, now: datetime) -> list[Reading]:
    """Healthy is an answer of 200 to 299, which holds the words of the second line."""
    if asked.name == CERTIFICATE:
        return [Reading(CERTIFICATE, _days(answered, now))]
    is_up = answered.status in OK
    if is_up and len(asked.lines) > 1:
        is_up = asked.lines[1].encode() in answered.body
    readings = [Reading("http.up", is_up)]
    if answered.status:
        readings.append(Reading("http.latency", round(answered.seconds * 1000)))
    return readings


def _days(answered: Answered, now: datetime) -> int:
    """Whole days until it ends; below nothing once it has."""
    expect_answer(answered)
    try:
        ends = x509.load_der_x509_certificate(answered.body).not_valid_after_utc
    except (ValueError, x509.InvalidVersion):
        raise Fault("The certificate cannot be read.") from None
    return int((ends - now).total_seconds() // DAY)
