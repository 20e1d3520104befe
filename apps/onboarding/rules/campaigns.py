"""Campaigns: what of a target is met, and how what is open burns down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MOST_POINTS = 60
LEFT_OUT = "excluded"
MET = {"accepted", "not_applicable"}


@dataclass(frozen=True)
class Moved:
    """A target that became something on a day; in the order in which they did."""

    target: int
    on: date
    state: str


@dataclass(frozen=True)
class Point:
    """A day of a burn-down: how many are open at its end, and how many should be."""

    on: date
    open_count: int | None
    ideal: float


def target_state(assessment: str, *, is_waiver_live: bool) -> str:
    """What a target is by the state of its criterion: met, waived or open."""
    if assessment in MET:
        return "met"
    return "waived" if assessment == "waived" and is_waiver_live else "open"


def ideal(total: int, first: date, due: date, day: date) -> float:
    """How many would be open at the end of a day if as many closed each day.

    All on the first day, none from the due day on; to one decimal.
    """
    span = (due - first).days
    if day >= due or span <= 0:
        return 0.0
    left = (due - max(day, first)).days
    return round(total * left / span, 1)


def burn_down(
    moves: Iterable[Moved], first: date, due: date, today: date
) -> list[Point]:
    """Open targets by day, from the first to the due day or today, whichever is later.

    What is left out by now was never in: it is in no day's number. A day that has not
    come has no number. Of a long campaign every so many days are shown, 60 at most, and
    always today and the last.
    """
    told = list(moves)
    now = {one.target: one.state for one in told}
    counted = {target for target, state in now.items() if state != LEFT_OUT}
    days = [
        first + timedelta(days=at)
        for at in range((max(due, today, first) - first).days + 1)
    ]
    opened = _open_by_day([one for one in told if one.target in counted], days, today)
    step = -(-len(days) // MOST_POINTS)
    shown = {*days[::step], days[-1], today}
    return [
        Point(day, opened.get(day), ideal(len(counted), first, due, day))
        for day in days
        if day in shown
    ]


def _open_by_day(
    told: list[Moved], days: Iterable[date], today: date
) -> Mapping[date, int]:
    """How many are open at the end of each day that has come; moves are in order."""
    is_open: set[int] = set()
    found: dict[date, int] = {}
    at = 0
    for day in days:
        if day > today:
            break
        while at < len(told) and told[at].on <= day:
            move = is_open.add if told[at].state == "open" else is_open.discard
            move(told[at].target)
            at += 1
        found[day] = len(is_open)
    return found
