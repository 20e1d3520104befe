"""Pages of rows as ServiceNow and Jira give them: what to ask, what came, what is next.

Both order rows by their last update, and neither stands still while it is read: a row
that is updated meanwhile leaves its place and comes again at the end, and all behind it
move up. So each page is asked for by the time of the last row, not by counting; only
where many rows bear the same time is counted among these, and then the last known row
is asked for again: where it is not found in its place, these are read anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OVERLAP = timedelta(minutes=5)
MOST_RECENT = 5_000


class BadAnswer(Exception):
    """What came is not what the system is documented to give; the words say how."""


@dataclass(frozen=True)
class Cursor:
    """How far has been read: all rows updated before `at`, and `skip` of those since.

    `anchor` is the place of the last of them. `token` is Jira Cloud's own mark; it goes
    with the question that it was given for, of rows updated since `asked`.
    """

    at: datetime | None = None
    skip: int = 0
    anchor: str = ""
    token: str = ""
    asked: datetime | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Cursor":
        """As it was kept; nothing is the very beginning."""
        return cls(
            _instant(data.get("at")),
            int(data.get("skip", 0)),
            str(data.get("anchor", "")),
            str(data.get("token", "")),
            _instant(data.get("asked")),
        )

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        told = {"at": self.at, "asked": self.asked}
        return asdict(self) | {
            name: at.isoformat() if at else None for name, at in told.items()
        }

    def for_a_new_run(self) -> "Cursor":
        """A little further back: clocks differ, and transactions end late."""
        return Cursor(self.at - OVERLAP) if self.at else Cursor()

    @property
    def offset(self) -> int:
        """How many rows to pass over: all but the last known one."""
        return max(0, self.skip - 1)


def _instant(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Row:
    """A row of the other system: its key there, when it last changed, its values."""

    key: str
    updated_at: datetime
    values: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where it stands in the order; updated, it has left it."""
        return f"{self.updated_at.isoformat()} {self.key}"


@dataclass(frozen=True)
class Page:
    """What one answer holds. `total` is how many there are from its beginning on."""

    rows: Sequence[Row]
    is_last: bool
    token: str = ""
    total: int | None = None


@dataclass(frozen=True)
class Step:
    """What to do with a page: the rows that are new, and where to go on."""

    rows: Sequence[Row]
    cursor: Cursor
    is_done: bool


def step(cursor: Cursor, page: Page, unit: timedelta) -> Step:
    """Where a page leads. `unit` is the finest time that the system can be asked for."""
    if page.token:
        at = page.rows[-1].updated_at if page.rows else cursor.at
        asked = cursor.asked if cursor.token else cursor.at
        return Step(page.rows, Cursor(at, token=page.token, asked=asked), is_done=False)
    is_lost = cursor.token and not page.rows and not page.is_last
    if is_lost or (cursor.skip and not _is_in_place(cursor, page)):
        return Step([], Cursor(cursor.at), is_done=False)
    rows = page.rows[1:] if cursor.skip else page.rows
    if not rows:
        return Step([], Cursor(cursor.at), is_done=True)
    last = rows[-1].updated_at
    if page.is_last:
        return Step(rows, Cursor(last), is_done=True)
    base = floor(last, unit)
    if cursor.at is not None and base <= floor(cursor.at, unit):
        skip, base = cursor.skip + len(rows), floor(cursor.at, unit)
    else:
        skip = sum(one.updated_at >= base for one in rows)
    return Step(rows, Cursor(base, skip, rows[-1].place), is_done=False)


def _is_in_place(cursor: Cursor, page: Page) -> bool:
    return bool(page.rows) and page.rows[0].place == cursor.anchor


def floor(at: datetime, unit: timedelta) -> datetime:
    """The instant without what is finer than the unit."""
    return at - timedelta(seconds=at.timestamp() % unit.total_seconds())


def fresh(rows: Sequence[Row], recent: Mapping[str, str]) -> list[Row]:
    """Those that were not read before as they are: an overlap brings many twice."""
    return [one for one in rows if recent.get(one.key) != _mark(one)]


def remembered(recent: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """What rows within the overlap were like, by key; the newest, and not too many."""
    told = dict(recent) | {one.key: _mark(one) for one in rows}
    if not told:
        return {}
    newest = datetime.fromisoformat(max(told.values()).partition("|")[0])
    since = (newest - OVERLAP - MINUTE).isoformat()
    kept = [(key, mark) for key, mark in told.items() if mark >= since]
    return dict(sorted(kept, key=lambda one: one[1])[-MOST_RECENT:])


def _mark(row: Row) -> str:
    """When it was updated, and what it held: a row may change twice in a second."""
    held = "\0".join(f"{name}\0{value}" for name, value in sorted(row.values.items()))
    digest = blake2b(held.encode(), digest_size=8).hexdigest()
    return f"{row.updated_at.isoformat()}|{digest}"


def flat(value: object) -> str:
    """A value as the text that an export would show: a thing by its name, a list joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, map(flat, value)))
    if isinstance(value, Mapping):
        names = ("name", "value", "displayName", "key")
        return next((flat(value[one]) for one in names if value.get(one)), "")
    return ""
