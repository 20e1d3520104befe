"""The windows of a calendar of shifts: a day, a week, a month or a quarter by somebody's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from apps.staffing.rules.rotations import instant, wall
from apps.staffing.rules.rotations.months import add_months
from apps.staffing.rules.spans import Span

DAY = timedelta(days=1)


class View(StrEnum):
    """How much a calendar shows at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


STEP_MINUTES = {View.DAY: 30, View.WEEK: 60, View.MONTH: 720, View.QUARTER: 1440}


@dataclass(frozen=True)
class Window:
    """The time that a calendar shows, by whose clock, and what is to come in it."""

    view: View
    zone: ZoneInfo
    first_on: date
    starts_at: datetime
    ends_at: datetime
    now: datetime

    @classmethod
    def around(cls, day: date, view: View, zone: ZoneInfo, now: datetime) -> "Window":
        """The window that a day lies in."""
        first = begin_of(day, view)
        ends = moved(first, view, 1)
        a, b = (instant(datetime.combine(one, time()), zone) for one in (first, ends))
        return cls(view, zone, first, a, b, now)

    @property
    def before(self) -> date:
        """The first day of the window before."""
        return moved(self.first_on, self.view, -1)

    @property
    def after(self) -> date:
        """The first day of the window after."""
        return moved(self.first_on, self.view, 1)

    @property
    def title(self) -> str:
        """What is shown, such as "November 2026"."""
        last = wall(self.ends_at, self.zone).date() - DAY
        match self.view:
            case View.DAY:
                return f"{self.first_on:%A} {self.first_on.day} {self.first_on:%B %Y}"
            case View.WEEK:
                year, week, _ = self.first_on.isocalendar()
                return f"Week {week} of {year}, from {self.first_on.day} {self.first_on:%B}"
            case View.MONTH:
                return f"{self.first_on:%B %Y}"
            case View.QUARTER:
                return f"{self.first_on:%B} to {last:%B %Y}"

    @property
    def step_minutes(self) -> int:
        """How far one press of a key moves a shift."""
        return STEP_MINUTES[self.view]

    def share(self, at: datetime) -> float:
        """Where an instant lies, in per cent of the window."""
        whole = (self.ends_at - self.starts_at).total_seconds()
        return (at - self.starts_at).total_seconds() / whole * 100


def begin_of(day: date, view: View) -> date:
    """The first day of the window that a day lies in."""
    match view:
        case View.DAY:
            return day
        case View.WEEK:
            return day - day.weekday() * DAY
        case View.MONTH:
            return day.replace(day=1)
        case View.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def moved(first: date, view: View, by: int) -> date:
    """The first day so many windows on."""
    match view:
        case View.DAY:
            return first + by * DAY
        case View.WEEK:
            return first + 7 * by * DAY
        case View.MONTH:
            return add_months(datetime.combine(first, time()), by).date()
        case View.QUARTER:
            return add_months(datetime.combine(first, time()), 3 * by).date()


def lanes(spans: Sequence[Span]) -> list[int]:
    """On which of several lines each is drawn, so that none covers another; the lowest free.

    Spans that only touch share a line.
    """
    ends: list[datetime] = []
    found = [0] * len(spans)
    for at, one in sorted(enumerate(spans), key=lambda row: row[1].starts):
        free = [lane for lane, until in enumerate(ends) if until <= one.starts]
        lane = free[0] if free else len(ends)
        if lane == len(ends):
            ends.append(one.ends)
        ends[lane], found[at] = one.ends, lane
    return found
