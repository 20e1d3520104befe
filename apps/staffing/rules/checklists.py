"""Checklists of joiners, movers and leavers: how steps are written, and when they are due."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

STEP = re.compile(r"([+\-−]?\d{1,3})\s*\|\s*([^|]+?)\s*\|\s*(.+)")
LONGEST_TITLE = 200


class Owner(Enum):
    """Who does a step, as a template says it; each person's list then names somebody."""

    PERSON = "person"
    LINE_MANAGER = "line_manager"
    TEAM_MANAGER = "team_manager"
    STARTER = "starter"

    @property
    def label(self) -> str:
        """In words."""
        return {
            "person": "the person",
            "line_manager": "line manager",
            "team_manager": "team manager",
            "starter": "who starts it",
        }[self.value]


@dataclass(frozen=True)
class Step:
    """A step of a template: days before (negative) or after the day, by whom, what."""

    days: int
    owner: Owner
    title: str


def read_steps(text: str) -> list[Step]:
    """One step a line, such as "-5 | line manager | Order a laptop".

    ValueError names the first line that is none.
    """
    lines = [(n, one.strip()) for n, one in enumerate(text.splitlines(), start=1)]
    return [_step(number, line) for number, line in lines if line]


def _step(number: int, line: str) -> Step:
    by_label = {one.label: one for one in Owner}
    match = STEP.fullmatch(line)
    if not match:
        raise ValueError(
            f"Line {number}: write days | who | what, such as"
            " -5 | line manager | Order a laptop."
        )
    days, who, title = match.groups()
    if who.lower() not in by_label:
        raise ValueError(f"Line {number}: who is one of {', '.join(by_label)}.")
    if len(title) > LONGEST_TITLE:
        raise ValueError(
            f"Line {number}: what to do has at most {LONGEST_TITLE} letters."
        )
    return Step(int(days.replace("−", "-")), by_label[who.lower()], title)


def written(steps: Iterable[Step]) -> str:
    """The same steps as text that `read_steps` reads."""
    return "\n".join(f"{one.days} | {one.owner.label} | {one.title}" for one in steps)


def due_day(day: date, days: int) -> date:
    """The day a step is due: so many calendar days after the day, never on a weekend.

    A step before the day moves back to Friday, one on or after it on to Monday.
    """
    due = day + timedelta(days=days)
    over = due.weekday() - 4
    if over <= 0:
        return due
    return due - timedelta(days=over) if days < 0 else due + timedelta(days=3 - over)


@dataclass(frozen=True)
class Progress:
    """How far a checklist is."""

    done: int
    total: int
    overdue: int

    @property
    def percent(self) -> float:
        """Steps done out of all, in %; 100 where there are none."""
        return self.done * 100 / self.total if self.total else 100.0

    @property
    def is_done(self) -> bool:
        """Nothing is left to do."""
        return self.done == self.total


def progress(steps: Sequence[tuple[date, bool]], today: date) -> Progress:
    """Of steps as (due day, done): one is overdue from the day after it was due."""
    done = sum(is_done for _, is_done in steps)
    overdue = sum(due < today for due, is_done in steps if not is_done)
    return Progress(done, len(steps), overdue)
