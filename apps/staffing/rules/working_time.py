"""Working time: where shifts break the limits of rest, hours and nights.

Source: Directive 2003/88/EC, articles 3, 5, 6, 8 and 16; a country may set its own limits.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from apps.staffing.rules.intervals import (
    HOUR,
    Interval,
    by_person,
    clipped,
    hours,
    instant,
    local_days,
    without,
)
from apps.staffing.rules.spans import Span

WEEK = timedelta(days=7)
DAY_HOURS = 24.0
WORKING_DAYS = 6


class Breach(StrEnum):
    """Which limit."""

    REST = "rest"
    WEEKLY_REST = "weekly_rest"
    WEEKLY_HOURS = "weekly_hours"
    NIGHTS = "nights"
    NIGHT_WORK = "night_work"


@dataclass(frozen=True)
class Limits:
    """What a country allows; hours are those that really pass.

    A night is worked by whom at least `night_share` hours of it are worked between
    `night_from` and `night_until`, by the clock where they are.
    """

    rest: float = 11
    weekly_rest: float = 24
    weekly_hours: float = 48
    reference_weeks: int = 17
    consecutive_nights: int = 5
    night_work: float = 8
    night_reference_weeks: int = 17
    night_from: time = time(23)
    night_until: time = time(6)
    night_share: float = 3


@dataclass(frozen=True, order=True)
class BreachOf:
    """Somebody's limit that is broken: from when to when, by how much.

    `value` and `limit` are hours, of `nights` a count. Rest below its limit is broken,
    everything else above it.
    """

    starts: datetime
    person: int
    kind: Breach
    ends: datetime
    value: float
    limit: float


@dataclass(frozen=True)
class Worked:
    """One person's work, with what is read off it once."""

    person: int
    blocks: list[Interval]
    limits: Limits
    zone: ZoneInfo
    away: Collection[date] = ()
    nights: list[date] = field(default_factory=list)


def breaches(
    shifts: Sequence[Span],
    limits: Limits,
    zone: ZoneInfo,
    away: Mapping[int, Collection[date]] | None = None,
) -> list[BreachOf]:
    """Where these shifts break the limits, in the order of time.

    Of each person all that counts must be given: other rotas too, and as many weeks
    before as the averages look back. `away` holds the days of leave, which no average
    counts. Shifts that overlap or touch are one stretch of work.
    """
    found: list[BreachOf] = []
    for person, blocks in by_person(shifts).items():
        days = (away or {}).get(person, ())
        nights = worked_nights(blocks, limits, zone)
        one = Worked(person, blocks, limits, zone, days, nights)
        for judge in (_rest, _weekly_rest, _weekly_hours, _nights, _night_work):
            found += judge(one)
    return sorted(found)


def night_of(day: date, limits: Limits, zone: ZoneInfo) -> Interval:
    """The night that begins on the evening of a day."""
    starts, ends = (
        one.hour * 60 + one.minute for one in (limits.night_from, limits.night_until)
    )
    until = ends + 24 * 60 if ends <= starts else ends
    return instant(day, starts, zone), instant(day, until, zone)


def worked_nights(
    blocks: Sequence[Interval], limits: Limits, zone: ZoneInfo
) -> list[date]:
    """The evenings whose nights were worked for the share that makes it night work."""
    found: set[date] = set()
    for starts, ends in blocks:
        for day in local_days(starts - timedelta(days=1), ends, zone):
            part = clipped(blocks, *night_of(day, limits, zone))
            if hours(part) >= limits.night_share:
                found.add(day)
    return sorted(found)


def _rest(one: Worked) -> Iterator[BreachOf]:
    """Eleven hours in a row of each 24 from the start of work (article 3)."""
    for at, (starts, ends) in enumerate(one.blocks):
        left = max(0.0, DAY_HOURS - hours([(starts, ends)]))
        after = one.blocks[at + 1] if at + 1 < len(one.blocks) else None
        between = hours([(ends, after[0])]) if after else DAY_HOURS
        rest = min(left, between)
        if rest < one.limits.rest:
            until = after[0] if after and between <= left else ends
            yield _breach(one, Breach.REST, (ends, until), rest, one.limits.rest)


def _breach(
    one: Worked, kind: Breach, when: Interval, value: float, limit: float
) -> BreachOf:
    return BreachOf(when[0], one.person, kind, when[1], round(value, 2), limit)


def _weeks(one: Worked) -> list[date]:
    """The Mondays of the weeks in which there is work."""
    days = {
        day for starts, ends in one.blocks for day in local_days(starts, ends, one.zone)
    }
    return sorted({day - timedelta(days=day.weekday()) for day in days})


def week_of(monday: date, zone: ZoneInfo, *, count: int = 1) -> Interval:
    """So many weeks that end with the one of this Monday, by the clock there."""
    first = monday - WEEK * (count - 1)
    return instant(first, 0, zone), instant(monday + WEEK, 0, zone)


def _weekly_rest(one: Worked) -> Iterator[BreachOf]:
    """A whole day in a row of each week from Monday (article 5)."""
    for monday in _weeks(one):
        week = week_of(monday, one.zone)
        free = without([week], _near(one.blocks, week))
        longest = max((hours([part]) for part in free), default=0.0)
        if longest < one.limits.weekly_rest:
            limit = one.limits.weekly_rest
            yield _breach(one, Breach.WEEKLY_REST, week, longest, limit)


def _near(blocks: Sequence[Interval], when: Interval) -> list[Interval]:
    """The stretches of work in a time, clipped to it."""
    first = max(0, bisect_left(blocks, (when[0], when[0])) - 1)
    last = bisect_left(blocks, (when[1], when[1]))
    return clipped(blocks[first:last], *when)


def average_hours(
    blocks: Sequence[Interval],
    monday: date,
    weeks: int,
    zone: ZoneInfo,
    away: Collection[date] = (),
) -> float:
    """Hours a week over so many weeks that end with this one; leave is left out.

    The hours ÷ (weeks − days of leave ÷ 7), of at least one week (article 16 b).
    """
    when = week_of(monday, zone, count=weeks)
    first, last = monday - WEEK * (weeks - 1), monday + WEEK
    missed = sum(first <= day < last for day in away)
    return hours(_near(blocks, when)) / max(1.0, weeks - missed / 7)


def _weekly_hours(one: Worked) -> Iterator[BreachOf]:
    """No more than 48 hours a week on average (article 6)."""
    limits = one.limits
    for monday in _weeks(one):
        mean = average_hours(
            one.blocks, monday, limits.reference_weeks, one.zone, one.away
        )
        if mean > limits.weekly_hours:
            week = week_of(monday, one.zone)
            yield _breach(one, Breach.WEEKLY_HOURS, week, mean, limits.weekly_hours)


def _nights(one: Worked) -> Iterator[BreachOf]:
    """No more nights in a row than allowed."""
    run: list[date] = []
    for day in [*one.nights, date.max]:
        if run and day - run[-1] != timedelta(days=1):
            yield from _run(one, run)
            run = []
        run.append(day)


def _run(one: Worked, run: list[date]) -> Iterator[BreachOf]:
    limit = one.limits.consecutive_nights
    if len(run) > limit:
        first = night_of(run[limit], one.limits, one.zone)
        last = night_of(run[-1], one.limits, one.zone)
        yield _breach(one, Breach.NIGHTS, (first[0], last[1]), len(run), limit)


def _night_work(one: Worked) -> Iterator[BreachOf]:
    """Of who works nights, no more than 8 hours a day on average (article 8).

    A week has six such days, the day of weekly rest being left out.
    """
    limits = one.limits
    mondays = {day - timedelta(days=day.weekday()) for day in one.nights}
    for monday in sorted(mondays):
        weekly = average_hours(
            one.blocks, monday, limits.night_reference_weeks, one.zone, one.away
        )
        if weekly / WORKING_DAYS > limits.night_work:
            week = week_of(monday, one.zone)
            value = weekly / WORKING_DAYS
            yield _breach(one, Breach.NIGHT_WORK, week, value, limits.night_work)


def earliest_start(called_out: Sequence[Interval], limits: Limits) -> datetime | None:
    """When the next shift may begin after these call-outs: the last one's end and the rest."""
    if not called_out:
        return None
    return max(ends for _, ends in called_out) + timedelta(seconds=limits.rest * HOUR)


WORDS = {
    Breach.REST: "only {value:g} h of rest, {limit:g} are due",
    Breach.WEEKLY_REST: "only {value:g} h of rest in a row that week, {limit:g} are due",
    Breach.WEEKLY_HOURS: "{value:g} h a week on average, {limit:g} are allowed",
    Breach.NIGHTS: "{value:g} nights in a row, {limit:g} are allowed",
    Breach.NIGHT_WORK: "{value:g} h a day on average with nights, {limit:g} are allowed",
}


def said(one: BreachOf, zone: ZoneInfo) -> str:
    """A breach in words, by the clock where the person is."""
    at = one.starts.astimezone(zone)
    words = WORDS[one.kind].format(value=one.value, limit=one.limit)
    return f"{at:%a %-d %b %H:%M}: {words}"
