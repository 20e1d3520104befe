"""What the head of a document says of it, told into our words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

MOST_LABEL, MOST_LABELS, MOST_TITLE, MOST_DAYS = 40, 30, 200, 1825
KINDS = {
    "runbook": ("runbook", "playbook", "sop"),
    "how_to": ("how_to", "howto", "guide", "tutorial", "task", "procedure"),
    "known_error": ("known_error", "knownerror", "known_issue", "ke"),
    "faq": ("faq", "question"),
    "rca": ("rca", "postmortem", "post_mortem", "incident_review"),
    "policy": ("policy", "standard"),
    "training": ("training", "course", "lesson"),
}
BY_WORD = {word: kind for kind, words in KINDS.items() for word in words}
NAMES = {
    "title": ("title",),
    "slug": ("slug",),
    "kind": ("kind", "type", "article_type"),
    "labels": ("labels", "tags", "keywords", "label", "tag"),
    "owner": ("owner", "owner_email", "maintainer"),
    "team": ("team", "owner_team"),
    "platforms": ("platforms", "platform"),
    "applications": ("applications", "application"),
    "review_days": ("review_days", "review_interval"),
    "review_on": ("review_on", "review_date", "next_review"),
    "source_path": ("source_path",),
    "source_commit": ("source_commit",),
    "standing": ("standing",),
    "format": ("format",),
    "version": ("version",),
    "retired_because": ("retired_because",),
}
OURS = "portal-article"
FIELDS = {said: name for name, several in NAMES.items() for said in several}


@dataclass(frozen=True)
class Said:
    """What a document says of itself. Empty where it says nothing."""

    title: str = ""
    slug: str = ""
    kind: str = ""
    labels: tuple[str, ...] = ()
    owner: str = ""
    team: str = ""
    platforms: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    review_days: int | None = None
    review_on: date | None = None
    source_path: str = ""
    source_commit: str = ""
    standing: str = ""
    format: str = ""
    version: str = ""
    retired_because: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether it was written by our export: its text is taken as it stands."""
        return self.format == OURS


class _Untold(Exception):
    """A value that says nothing to us."""


def told(given: Mapping[str, Any]) -> tuple[Said, list[str], list[str]]:
    """What is said; the names that say nothing to us; what is wrong with known ones."""
    known: dict[str, Any] = {}
    strange, wrong = [], []
    for written, value in given.items():
        name = FIELDS.get(written.strip().lower().replace("-", "_"))
        if name is None:
            strange.append(written)
        elif name not in known and value is not None and value != "":
            try:
                known[name] = READ[name](value)
            except _Untold as error:
                wrong.append(f"“{written}” {error}")
    return Said(**known), strange, wrong


def _text(value: Any) -> str:
    if isinstance(value, str | int | float | date):
        return " ".join(str(value).split())
    raise _Untold("is no text.")


def _title(value: Any) -> str:
    return (value if isinstance(value, str) else _text(value))[:MOST_TITLE]


def _kind(value: Any) -> str:
    word = re.sub(r"[^a-z]+", "_", _text(value).lower()).strip("_")
    if word not in BY_WORD:
        raise _Untold(f"names no kind of article: {word}.")
    return BY_WORD[word]


def _several(value: Any) -> tuple[str, ...]:
    rows = value if isinstance(value, list | tuple) else _text(value).split(",")
    words = (_text(one) for one in rows)
    return tuple(dict.fromkeys(word for word in words if word))


def _labels(value: Any) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(one.lower() for one in _several(value)))
    if any(len(one) > MOST_LABEL for one in found) or len(found) > MOST_LABELS:
        raise _Untold(f"holds a label longer than {MOST_LABEL} letters, or too many.")
    return found


def _days(value: Any) -> int:
    words = re.fullmatch(r"(\d{1,5})( ?d(ays)?)?", _text(value))
    if not words or not 1 <= int(words[1]) <= MOST_DAYS:
        raise _Untold(f"is no number of days from 1 to {MOST_DAYS}.")
    return int(words[1])


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError as error:
        raise _Untold("is no date; write it as 2026-11-30.") from error


READ: dict[str, Callable[[Any], Any]] = {
    **{one.name: _text for one in fields(Said)},
    "title": _title,
    "kind": _kind,
    "labels": _labels,
    "platforms": _several,
    "applications": _several,
    "review_days": _days,
    "review_on": _day,
}
