"""The real event log of a ServiceNow instance, read without the portal's importer."""

import csv
import gzip
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).parents[2]
NAME = "incidents/servicenow_event_log.csv.gz"
WHOLE = Path(os.environ.get("REAL_DATA", "nowhere")) / NAME
of_the_whole = pytest.mark.skipif(
    not WHOLE.exists(), reason=f"REAL_DATA names no folder with {NAME}"
)
EXTRACT = ROOT / "tests" / "data" / "incidents" / "event_log_extract.csv"
LONDON = ZoneInfo("Europe/London")
RESOLVED = {"Resolved", "Closed"}
Span = tuple[str, datetime, datetime | None]


@dataclass(frozen=True)
class Incident:
    """An incident of the log: when it was opened, answered, resolved, and its states."""

    number: str
    opened: datetime
    answered: datetime | None
    resolved: datetime | None
    spans: tuple[Span, ...]

    def in_states(self, states: set[str]) -> list[tuple[datetime, datetime | None]]:
        """The spans it spent in these."""
        return [(a, b) for state, a, b in self.spans if state in states]

    def at(self, now: datetime) -> "Incident":
        """As it stood then."""

        def known(one: datetime | None) -> datetime | None:
            return one if one and one <= now else None

        spans = tuple((s, a, known(b)) for s, a, b in self.spans if a <= now)
        return Incident(
            self.number, self.opened, known(self.answered), known(self.resolved), spans
        )


def instant(text: str) -> datetime | None:
    """A day-first time of London; `?` is unknown."""
    if text == "?":
        return None
    day, month, year, hour, minute = map(int, re.findall(r"\d+", text))
    return datetime(year, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def incidents(path: Path) -> Iterator[Incident]:
    """Every incident of a log."""
    rows = defaultdict(list)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["number"]].append(row)
    for number, events in rows.items():
        yield _incident(number, events)


def _incident(number: str, events: list[dict[str, str]]) -> Incident:
    last = events[-1]
    opened = instant(last["opened_at"])
    changes = []
    for event in sorted(events, key=lambda one: instant(one["sys_updated_at"])):
        at, state = instant(event["sys_updated_at"]), event["incident_state"]
        if not changes or changes[-1][0] != state:
            changes.append((state, at))
    ends = [at for _, at in changes[1:]]
    spans = [
        (state, at, end)
        for (state, at), end in zip(changes, [*ends, None], strict=True)
        if end is None or at < end
    ]
    answered = [at for state, at in changes if state != "New"]
    found = [instant(last["resolved_at"]), instant(last["closed_at"])]
    resolved = min(filter(None, found), default=None)
    return Incident(
        number,
        opened,
        max(answered[0], opened) if answered else None,
        max(resolved, opened) if resolved else None,
        tuple(spans),
    )
