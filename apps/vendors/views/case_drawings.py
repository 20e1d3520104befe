"""A ticket's facts, its states and its clocks, drawn in Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.safestring import SafeString

from apps.calendars.rules import working_intervals
from apps.core.charts import Axis, Band, Mark, Table, timeline
from apps.core.lists import Column, draw_rows, draw_value
from apps.core.markup import fill, minute_text, show_time, span_text
from apps.vendors.models import LevelVersion, ServiceLevel, StateSpan, Ticket
from apps.vendors.queries.case import Opened
from apps.vendors.queries.ticket_page import Clock, TicketPage
from apps.vendors.rules.explaining import (
    Explanation,
    Kind,
    Line,
    line_words,
    reading_words,
)
from apps.vendors.rules.wording import span_words
from apps.vendors.states import Outcome

SHADED_DAYS = 200
MARGIN = 0.03
Start, Stop = LevelVersion.Start, LevelVersion.Stop
KEY = (
    ("open", "Working time"),
    ("spent", "Counted"),
    ("over", "Counted, over the target"),
    ("paused", "Paused"),
    ("closed", "Closed day"),
)
YES_OR_NO = {True: "Yes", False: "No", None: None}


@dataclass(frozen=True)
class DrawnClock:
    """A clock with its picture and its words."""

    clock: Clock
    sum: str
    lines: list[str]
    picture: SafeString | str
    starts: str
    pauses: str

    @property
    def tone(self) -> str:
        """Of the outcome's badge."""
        tones = {Outcome.MET: "green", Outcome.BREACHED: "red", Outcome.RUNNING: "blue"}
        return tones.get(self.clock.outcome, "grey")


def draw_facts(ticket: Ticket) -> SafeString:
    """What is known of a ticket, as a list of terms."""
    facts = [
        ("Type", ticket.type),
        ("Priority", ticket.priority or "unknown"),
        ("State", ticket.state),
        ("Group", ticket.group),
        ("Category", ticket.category),
        ("Configuration item", ticket.item),
        ("Requester's location", ticket.location),
        ("Opened", show_time(ticket.opened_at)),
        ("First response", show_time(ticket.first_response_at)),
        ("Resolved", show_time(ticket.resolved_at)),
        ("Closed", show_time(ticket.closed_at)),
        ("Reopened", f"{ticket.reopen_count}×"),
        ("Reassigned", f"{ticket.reassignment_count}×"),
        ("Satisfaction, of 5", ticket.satisfaction),
        ("Fixed the first time", YES_OR_NO[ticket.was_fixed_first_time]),
        ("Change was compliant", YES_OR_NO[ticket.was_compliant]),
        ("The source says the SLA was met", YES_OR_NO[ticket.made_sla]),
    ]
    rows = (
        fill("<div><dt>{}</dt><dd>{}</dd></div>", name, draw_value(value))
        for name, value in facts
        if value not in ("", None)
    )
    return SafeString("".join(rows))


def _lasted(span: StateSpan) -> str:
    if span.ended_at is None:
        return "until now"
    return span_text((span.ended_at - span.started_at) / timedelta(seconds=1))


SPANS = [
    Column("state", "State", lambda one: one.state, is_head=True),
    Column("from", "From", lambda one: one, cell=lambda one: show_time(one.started_at)),
    Column("to", "To", lambda one: one, cell=lambda one: show_time(one.ended_at)),
    Column("lasted", "Lasted", _lasted),
]


def draw_spans(page: TicketPage) -> SafeString:
    """The states it went through."""
    return draw_rows(page.spans, SPANS)


def draw_clocks(page: TicketPage) -> list[DrawnClock]:
    """Each level's clock, in the order of the levels."""
    zone = timezone.get_current_timezone()
    return [_draw(one, page.now, zone) for one in page.clocks]


def _draw(clock: Clock, now: datetime, zone: tzinfo) -> DrawnClock:
    opened, told = clock.opened, clock.explanation
    if opened is None or told is None:
        counted = clock.level.get_measure_display().lower()
        words = f"Counted as {'good' if clock.outcome == Outcome.MET else 'missed'}"
        return DrawnClock(clock, f"{words}: {counted}.", [], "", "", "")
    version = opened.version
    return DrawnClock(
        clock,
        reading_words(opened.reading, opened.case.target_seconds, zone),
        [line_words(one, zone) for one in told.lines],
        _picture(clock, opened, told, now, zone),
        _course(clock.level, version),
        ", ".join(dict.fromkeys(version.pause_states)) or "never",
    )


def _course(level: ServiceLevel, version: LevelVersion) -> str:
    """From what to what the clock runs, in words."""
    stop = version.stops_when
    begins = "opened"
    if version.starts_when == Start.STATE:
        begins = f"first entering {' or '.join(version.start_states)}"
    ends = version.get_stops_when_display().lower()
    if stop == Stop.STATE:
        ends = f"first entering {' or '.join(version.stop_states)}"
    elif level.measure == ServiceLevel.Measure.RESPONSE or stop == Stop.RESPONDED:
        ends = "the first response, or to the resolution if that came first,"
    return f"from {begins} to {ends}"


def _picture(
    clock: Clock, opened: Opened, told: Explanation, now: datetime, zone: tzinfo
) -> SafeString:
    case, reading = opened.case, opened.reading
    until = case.stop or max(now, case.start)
    last = max(until, reading.due_at or until)
    margin = max((last - case.start) * MARGIN, timedelta(minutes=10))
    axis = Axis(case.start - margin, last + margin, zone)
    bands = [*_behind(opened, told, axis), *_bars(told, reading.due_at)]
    kinds = {one.kind for one in bands}
    rows = [_row(one, zone) for one in told.lines]
    total = ["In all", "", span_words(told.total(Kind.COUNTED))]
    rows.append([*total, span_words(told.total(Kind.PAUSED))])
    return timeline(
        f"The clock of {clock.level.name}",
        axis,
        bands,
        list(_marks(opened, now)),
        table=Table(["When", "What", "Counted", "Not counted"], rows),
        name=clock.level.slug,
        names=[one for one in KEY if one[0] in kinds],
        description=reading_words(reading, case.target_seconds, zone),
    )


def _row(line: Line, zone: tzinfo) -> list[object]:
    when, _, what = line_words(line, zone).rpartition(": ")
    counted = span_words(line.seconds) if line.kind is Kind.COUNTED else ""
    paused = span_words(line.seconds) if line.kind is Kind.PAUSED else ""
    return [when, what, counted, paused]


def _behind(opened: Opened, told: Explanation, axis: Axis) -> Iterator[Band]:
    """Working time, unless it is too fine to be seen, and closed days."""
    if (axis.ends - axis.begins).days <= SHADED_DAYS:
        for a, b in working_intervals(opened.schedule, axis.begins, axis.ends):
            yield Band("open", a, b, "Working time")
    for day, name in told.closed:
        zone = ZoneInfo(opened.schedule.in_force(day).zone)
        start, end = (
            datetime.combine(one, time(0), zone)
            for one in (day, day + timedelta(days=1))
        )
        yield Band("closed", start, end, name)


def _bars(told: Explanation, due: datetime | None) -> Iterator[Band]:
    """What counted, parted where the target was reached, and what did not."""
    for a, b in told.counted:
        edge = min(max(due or b, a), b)
        if a < edge:
            yield Band("spent", a, edge, "Counted")
        if edge < b:
            yield Band("over", edge, b, "Counted, over the target")
    for one in told.paused:
        yield Band("paused", one.start, one.end, f"Paused: {one.state}")


def _marks(opened: Opened, now: datetime) -> Iterator[Mark]:
    case, reading = opened.case, opened.reading
    if reading.due_at:
        yield Mark(reading.due_at, f"Target {_short(reading.due_at)}", 0)
    if case.stop:
        yield Mark(case.stop, f"Stopped {_short(case.stop)}", 1)
    else:
        yield Mark(now, "Now", 1)


def _short(instant: datetime) -> str:
    return minute_text(timezone.localtime(instant))
