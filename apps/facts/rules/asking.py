"""A question to a system of the bank and its answer, as plain values."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from apps.facts.rules.kinds import Fault

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
HOLDERS = re.compile(r"\{(application|platform|environment)\}")
LONGEST_HEADER = 4000
OK = range(200, 300)
SAID = {
    400: "It did not understand the question (400).",
    401: "It does not accept the credentials (401).",
    403: "The credentials do not allow this (403).",
    404: "It knows no such thing (404).",
    422: "It cannot carry out the question (422).",
    429: "It was asked too often (429).",
}
J = TypeVar("J")


@dataclass(frozen=True)
class Place:
    """A connector: where it is, how one is let in, what its kind needs besides."""

    url: str
    secret: str = field(default="", repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
    session_token: str = field(default="", repr=False)

    def address(self, path: str) -> str:
        """Its address with the path behind it."""
        return f"{self.url.rstrip('/')}/{path.lstrip('/')}"


@dataclass(frozen=True)
class About:
    """The application that is asked about, and where it runs."""

    application: str
    platform: str = ""
    environment: str = ""


@dataclass(frozen=True)
class Asked:
    """What a check asks, with the placeholders filled in."""

    name: str
    query: str = ""
    objective: Decimal | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of the query that say something."""
        return [line.strip() for line in self.query.splitlines() if line.strip()]


@dataclass(frozen=True)
class Question:
    """What is sent: a GET without a body, a POST with one; or only a look at a certificate."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = None
    is_certificate: bool = False


@dataclass(frozen=True)
class Answered:
    """What came back; a status of 0 where nobody answered, and `words` say why."""

    status: int
    body: bytes = b""
    seconds: float = 0
    words: str = ""


@dataclass(frozen=True)
class Reading:
    """What one answer says of one fact; `url` is where a person can see it."""

    name: str
    value: object
    url: str = ""


def fill(text: str, about: About) -> str:
    """The text with its placeholders filled; Fault where a name could mean more than a name."""

    def value(found: re.Match[str]) -> str:
        filled = str(getattr(about, found[1]))
        if not SAFE.fullmatch(filled):
            raise Fault(f"The {found[1]}'s name cannot be put into a question.")
        return filled

    return HOLDERS.sub(value, text)


def let_in(place: Place) -> dict[str, str]:
    """The header that lets the portal in: a bearer token, or user and password."""
    if not place.secret:
        return {}
    if not place.secret.isprintable() or len(place.secret) > LONGEST_HEADER:
        raise Fault("The secret holds signs that no header can carry.")
    if user := place.settings.get("user", ""):
        pair = base64.b64encode(f"{user}:{place.secret}".encode()).decode()
        return {"Authorization": f"Basic {pair}"}
    if not place.secret.isascii():
        raise Fault("The secret holds signs that no header can carry.")
    return {"Authorization": f"Bearer {place.secret}"}


def expect_answer(answered: Answered) -> None:
    """Fault unless it answered and said yes; what its body says is not repeated."""
    status = answered.status
    if not status:
        raise Fault(answered.words or "Nobody answered.")
    if status in OK:
        return
    if status in SAID:
        raise Fault(SAID[status])
    if status in range(300, 400):
        raise Fault(f"It sends the portal elsewhere ({status}): give the last address.")
    raise Fault(f"It answered with an error ({status}).")


def as_json(answered: Answered) -> Any:
    """The answer read as JSON; numbers stay what they are. Fault for all else."""
    expect_answer(answered)
    return parse_json(answered.body)


def parse_json(body: bytes) -> Any:
    """JSON of any depth and size; Fault for what is none."""
    try:
        return json.loads(body, parse_float=str)
    except (ValueError, RecursionError):
        raise Fault("The answer is not in JSON: is this the right address?") from None


def part(data: Any, name: str, kind: type[J]) -> J:
    """One member of an object of the answer, of this kind; a Fault names what is missing."""
    found = data.get(name) if isinstance(data, Mapping) else None
    if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
        raise Fault(f"The answer lacks “{name}”, or it is not what it should be.")
    return found


def items(data: Any) -> Sequence[Any]:
    """The answer as a list; Fault where it is none."""
    if not isinstance(data, list):
        raise Fault("The answer is not a list.")
    return data
