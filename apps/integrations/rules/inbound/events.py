"""What a payload says in our words, whoever sent it."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

LONGEST_NAME = 40
LONGEST_VALUE = 1_000
MOST_FIELDS = 400
DEEPEST = 6
EPOCH_YEAR = 1970
FRACTION = re.compile(r"(\.\d{6})\d+")


class Unreadable(Exception):
    """It can't be read. The words go to whoever looks after the endpoint."""


@dataclass(frozen=True)
class Incoming:
    """An alert that fires or ends, or a record as it is now.

    `started_at` is None where the sender does not say it: then it began when it was
    first heard of. So is `heard_at`, how new it is: then when it was received.
    `fields` are what a mapping can name.
    """

    fingerprint: str
    number: str
    title: str
    started_at: datetime | None
    is_over: bool
    ended_at: datetime | None = None
    heard_at: datetime | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Given:
    """A fact, evidence or a deployment, told about an application by its code."""

    what: str
    application: str
    values: Mapping[str, str]
    at: datetime | None = None


@dataclass(frozen=True)
class Reading:
    """All that one delivery says, and what its reader should be told about it."""

    events: tuple[Incoming, ...] = ()
    given: tuple[Given, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """What an endpoint says of its payloads beside the mapping.

    `identity` names the fields that tell one trouble from another where the sender has
    no fingerprint (Splunk); `application` the one that holds an application's code.
    """

    identity: tuple[str, ...] = ()
    application: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Options":
        """As it was kept; what is missing is as usual."""
        names = data.get("identity") or ()
        return cls(tuple(map(str, names)), str(data.get("application") or ""))

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"identity": list(self.identity), "application": self.application}


Reader = Callable[[Mapping[str, Any], Options], Reading]


def parse(body: bytes) -> Mapping[str, Any]:
    """The JSON object that was sent. Unreadable if it is none."""
    if not body.strip():
        raise Unreadable("The body is empty.")
    try:
        found = json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Unreadable("The body is not UTF-8.") from None
    except RecursionError:
        raise Unreadable("The body is nested too deeply.") from None
    except ValueError as error:
        raise Unreadable(f"The body is not JSON: {error}."[:200]) from None
    if not isinstance(found, dict):
        raise Unreadable("The body is JSON, but no object.")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def flatten(value: object, path: str = "") -> dict[str, str]:
    """Every plain value by its path, such as `labels.severity`, as text.

    Of a list of names its first is taken by the path, and all of it by `path.all`. What is
    deeper, longer or more than anybody maps is cut.
    """
    found: dict[str, str] = {}
    _flatten(value, path, found, DEEPEST)
    return found


def _flatten(value: object, path: str, found: dict[str, str], depth: int) -> None:
    if len(found) >= MOST_FIELDS or depth < 0:
        return
    if isinstance(value, Mapping):
        for key, one in value.items():
            inner = f"{path}.{text(key)}" if path else text(key)
            _flatten(one, inner[:200], found, depth - 1)
    elif isinstance(value, list):
        if value:
            _flatten(value[0], path, found, depth - 1)
        plain = [text(one) for one in value if not isinstance(one, dict | list)]
        if len(plain) > 1:
            found[f"{path}.all"] = ", ".join(plain)[:LONGEST_VALUE]
    elif path:
        found[path] = text(value)[:LONGEST_VALUE]


def text(value: object) -> str:
    """A plain value of JSON as text; nothing for null. PostgreSQL keeps no NUL."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()


def instant(value: object) -> datetime | None:
    """RFC 3339, or ISO 8601 as Jira writes it; None for nothing and for the year 1.

    Unreadable if it is something else. A time without a zone is UTC.
    """
    given = text(value).strip()
    if not given:
        return None
    try:
        found = datetime.fromisoformat(FRACTION.sub(r"\1", given))
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC) if found.year > EPOCH_YEAR else None
    except (ValueError, OverflowError):
        raise Unreadable(f"“{given[:40]}” is no date and time.") from None


def written(moment: datetime | None) -> str:
    """An instant as mappings read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def short(name: str) -> str:
    """A name that fits our columns and means the same: long ones by their hash."""
    fits = len(name) <= LONGEST_NAME and name.isprintable()
    return name if fits else digest([name])


def digest(parts: list[str]) -> str:
    """Sixteen signs that stand for these texts."""
    told = json.dumps(parts, ensure_ascii=True).encode()
    return hashlib.sha256(told).hexdigest()[:16]
