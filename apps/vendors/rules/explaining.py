"""A clock explained: lines whose seconds sum to what `clock.read_clock` says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from apps.calendars.rules import Schedule, working_intervals, working_seconds
from apps.vendors.rules.availability import Span
from apps.vendors.rules.clock import Case, Reading
from apps.vendors.rules.wording import span_words
from apps.vendors.states import Outcome

ALONE = 5
DAY = timedelta(days=1)


class Kind(StrEnum):
    """What a line of the arithmetic speaks of."""

    COUNTED = "counted"
    PAUSED = "paused"
    CLOSED = "closed"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Pause:
    """A part of the clock's run in which it stood still; no two overlap."""

    start: datetime
    end: datetime
    state: str


@dataclass(frozen=True)
class Line:
    """A line of the arithmetic. `seconds` of working time: counted, or paused away."""

    kind: Kind
    spans: tuple[Span, ...]
    seconds: int = 0
    why: str = ""
    days: int = 1

    @property
    def start(self) -> datetime:
        """Where it begins."""
        return self.spans[0][0]


@dataclass(frozen=True)
class Explanation:
    """How a clock came to its reading.

    `counted` and `paused` are what `lines` sum up, span by span; `closed` are the days
    without working time on which there usually is some, with their names.
    """

    lines: tuple[Line, ...]
    counted: tuple[Span, ...]
    paused: tuple[Pause, ...]
    closed: tuple[tuple[date, str], ...]

    def total(self, kind: Kind) -> int:
        """Working seconds of all lines of a kind."""
        return sum(one.seconds for one in self.lines if one.kind is kind)


def explain(
    schedule: Schedule,
    case: Case,
    now: datetime,
    states: Sequence[str] = (),
    days: Mapping[date, str] | None = None,
) -> Explanation:
    """The lines of a clock's arithmetic, in order.

    `states` names the case's pauses, one for one; `days` names closed days. The lines
    that are counted sum to the reading's elapsed seconds, those paused to its paused
    seconds.
    """
    until = case.stop or max(now, case.start)
    pauses = tuple(_apart(case, states, until))
    free = list(_between(case.start, pauses, until))
    counted = [one for a, b in free for one in working_intervals(schedule, a, b)]
    closed = tuple(_closed_days(schedule, case.start, until, days or {}))
    lines = [
        *(line for a, b in free for line in _counted_lines(schedule, a, b)),
        *(_paused_line(schedule, one) for one in pauses),
        *(_closed_line(schedule, day, name) for day, name in closed),
        *_waiting(free, counted),
    ]
    lines.sort(key=lambda one: one.start)
    return Explanation(tuple(lines), tuple(counted), pauses, closed)


def _apart(case: Case, states: Sequence[str], until: datetime) -> Iterator[Pause]:
    """The pauses within the run; where two overlap the earlier one has it."""
    named = [*states, *[""] * (len(case.pauses) - len(states))]
    rows = [
        (max(a, case.start), min(b or until, until), state)
        for (a, b), state in zip(case.pauses, named, strict=True)
    ]
    reached = case.start
    for a, b, state in sorted(rows):
        begin = max(a, reached)
        if begin < b:
            yield Pause(begin, b, state)
            reached = b


def _between(
    start: datetime, pauses: Iterable[Pause], until: datetime
) -> Iterator[Span]:
    """The parts of the run in which the clock is not paused."""
    cursor = start
    for one in pauses:
        if cursor < one.start:
            yield cursor, one.start
        cursor = one.end
    if cursor < until:
        yield cursor, until


def _waiting(free: Sequence[Span], counted: Sequence[Span]) -> Iterator[Line]:
    """Where the clock was started out of hours: how long it had to wait for them."""
    if not free:
        return
    start, end = free[0]
    reached = min(counted[0][0], end) if counted else end
    if int(start.timestamp()) < int(reached.timestamp()):
        yield Line(Kind.OUTSIDE, ((start, reached),))


def _counted_lines(schedule: Schedule, start: datetime, end: datetime) -> list[Line]:
    """A line a day; where nothing interrupts many, one for those in the middle."""
    intervals = working_intervals(schedule, start, end)
    zone = _zone(schedule, start)
    by_day = groupby(intervals, key=lambda one: one[0].astimezone(zone).date())
    lines = [_counted(tuple(spans)) for _, spans in by_day]
    if len(lines) <= ALONE:
        return lines
    first, *middle, last = lines
    whole = Line(
        Kind.COUNTED,
        ((middle[0].spans[0][0], middle[-1].spans[-1][1]),),
        sum(one.seconds for one in middle),
        days=len(middle),
    )
    return [first, whole, last]


def _counted(spans: tuple[Span, ...]) -> Line:
    seconds = sum(int(b.timestamp()) - int(a.timestamp()) for a, b in spans)
    return Line(Kind.COUNTED, spans, seconds)


def _paused_line(schedule: Schedule, pause: Pause) -> Line:
    seconds = working_seconds(schedule, pause.start, pause.end)
    return Line(Kind.PAUSED, ((pause.start, pause.end),), seconds, pause.state)


def _closed_days(
    schedule: Schedule, start: datetime, end: datetime, names: Mapping[date, str]
) -> Iterator[tuple[date, str]]:
    """Days in the run that are closed though their weekday is worked."""
    zone = _zone(schedule, start)
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    while day <= last:
        hours = schedule.in_force(day)
        is_usual = hours.is_around_the_clock or hours.weekly.get(day.weekday())
        if is_usual and hours.special.get(day) == ():
            yield day, names.get(day, "closed by the calendar")
        day += DAY


def _closed_line(schedule: Schedule, day: date, name: str) -> Line:
    zone = ZoneInfo(schedule.in_force(day).zone)
    edges = (datetime.combine(one, time(0), zone) for one in (day, day + DAY))
    start, end = edges
    return Line(Kind.CLOSED, ((start, end),), why=name)


def _zone(schedule: Schedule, instant: datetime) -> ZoneInfo:
    return ZoneInfo(schedule.in_force(instant.date()).zone)


def line_words(line: Line, zone: tzinfo) -> str:
    """A line of the arithmetic as a sentence, its times in this zone."""
    if line.kind is Kind.CLOSED:
        return f"{_day(line.start)}: {line.why}, nothing counts"
    when = ", ".join(_spans_text(line.spans, zone))
    if line.kind is Kind.OUTSIDE:
        return f"{when}: outside working hours, nothing counts"
    if line.kind is Kind.PAUSED:
        state = f" ({line.why})" if line.why else ""
        return f"{when}: paused{state}; {_paused_words(line.seconds)}"
    days = f", {line.days} working days" if line.days > 1 else ""
    return f"{when}{days}: {span_words(line.seconds)} counted"


def _paused_words(seconds: int) -> str:
    if not seconds:
        return "none of it working time"
    return f"{span_words(seconds)} of it working time, not counted"


def _spans_text(spans: Iterable[Span], zone: tzinfo) -> Iterator[str]:
    """Each with its day, unless it is the day of the one before."""
    shown = None
    for a, b in spans:
        start, end = a.astimezone(zone), b.astimezone(zone)
        if start.date() != end.date():
            yield f"{_day(start)} {_clock(start)} – {_day(end)} {_clock(end)}"
        elif start.date() == shown:
            yield f"{_clock(start)}–{_clock(end)}"
        else:
            yield f"{_day(start)} {_clock(start)}–{_clock(end)}"
        shown = end.date()


def _day(instant: datetime) -> str:
    return f"{instant:%a} {instant.day} {instant:%b}"


def _clock(instant: datetime) -> str:
    return f"{instant:%H:%M:%S}" if instant.second else f"{instant:%H:%M}"


def reading_words(reading: Reading, target: int | None, zone: tzinfo) -> str:
    """What the lines come to, against the target."""
    elapsed = span_words(reading.elapsed_seconds)
    if target is None:
        return f"{elapsed} of working time; this level has no target."
    said = f"{elapsed} of {span_words(target)} of working time"
    if reading.outcome is Outcome.BREACHED:
        over = span_words(reading.elapsed_seconds - target)
        due = f"; the target was reached {_at(reading.due_at, zone)}"
        return f"{said}: breached by {over}{due if reading.due_at else ''}."
    left = span_words(target - reading.elapsed_seconds)
    if reading.outcome is Outcome.MET:
        return f"{said}: met with {left} left."
    if reading.is_paused:
        return f"{said}: running, {left} left; it stands still now."
    due = f"; due {_at(reading.due_at, zone)}" if reading.due_at else ""
    return f"{said}: running, {left} left{due}."


def _at(instant: datetime | None, zone: tzinfo) -> str:
    local = instant.astimezone(zone) if instant else None
    return f"{_day(local)} {local.year} {_clock(local)}" if local else ""
