"""What calendars of shifts are drawn of, exact to the minute: ground, labels, places, words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.safestring import SafeString

from apps.core.markup import fill
from apps.staffing.models import Shift
from apps.staffing.queries.rota_calendar import Row
from apps.staffing.rules.calendar import DAY, View, Window
from apps.staffing.rules.rotations import instant, wall
from apps.staffing.rules.spans import Span

HOURS_BETWEEN_TICKS = 3
SHOWN_FROM = {View.DAY: 8.0, View.WEEK: 7.0, View.MONTH: 9.0, View.QUARTER: 9.0}
LANE = 30
LINE = '<line class="rota-line" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>'
SHADE = '<rect class="{}" x="{}%" width="{}%" height="100%"{}/>'
LABEL = '<text class="rota-label" x="{}%" y="15" dx="4">{}</text>'


@dataclass(frozen=True)
class Line:
    """A person's line, drawn, and how high it is."""

    row: Row
    drawing: SafeString
    height: int = LANE


@dataclass(frozen=True)
class GapLine:
    """When nobody is on, drawn, and of what."""

    label: str
    drawing: SafeString


def header(window: Window) -> SafeString:
    """The days or hours above the lines."""
    labels = "".join(
        fill(LABEL, percent(window.share(at)), text) for at, text in _ticks(window)
    )
    return SafeString(_lines(window) + labels)


def ground(window: Window) -> str:
    """What lies under every line: weekends, days, now."""
    return _weekends(window) + _lines(window) + _now(window)


def gap_line(window: Window, label: str, gaps: Iterable[Span]) -> GapLine:
    """When nobody is on."""
    parts = [_weekends(window), _lines(window)]
    for one in gaps:
        since, until = clock(window, one.starts), clock(window, one.ends)
        box = fill(SHADE, "rota-gap", *place(window, one.starts, one.ends), "")
        parts.append(_titled(box, f"Nobody is on from {since} to {until}"))
    return GapLine(label, SafeString("".join(parts)))


def away(window: Window, row: Row) -> str:
    """When somebody is away."""
    return "".join(
        _titled(fill(SHADE, "rota-away", *place(window, since, until), ""), "Away")
        for since, until in row.away
    )


def _titled(box: str, words: str) -> str:
    return box.replace("/>", fill("><title>{}</title></rect>", words))


def short(window: Window, shift: Shift) -> str:
    """A shift's times, as they stand in its bar."""
    since, until = wall(shift.starts_at, window.zone), wall(shift.ends_at, window.zone)
    if until - since >= DAY:
        return f"{since:%a %H:%M}–{until:%a %H:%M}"
    return f"{since:%H:%M}–{until:%H:%M}"


def clock(window: Window, at: datetime) -> str:
    """An instant in words, by the window's clock."""
    local = wall(at, window.zone)
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def place(window: Window, since: datetime, until: datetime) -> tuple[str, str]:
    """Where a stretch of time begins and how wide it is, in per cent."""
    begin = max(window.share(since), 0.0)
    end = min(window.share(until), 100.0)
    return percent(begin), percent(max(end - begin, 0.2))


def percent(share: float) -> str:
    """As attributes have it."""
    return f"{share:.3f}"


def _ticks(window: Window) -> Iterator[tuple[datetime, str]]:
    """Where a line stands and what is written beside it."""
    local, end = wall(window.starts_at, window.zone), wall(window.ends_at, window.zone)
    step = DAY
    if window.view == View.DAY:
        step = timedelta(hours=HOURS_BETWEEN_TICKS)
    elif window.view == View.QUARTER:
        step = 7 * DAY
        local += (7 - local.weekday()) % 7 * DAY
    while local < end:
        yield instant(local, window.zone), _tick_text(window.view, local)
        local += step


def _tick_text(view: View, local: datetime) -> str:
    match view:
        case View.DAY:
            return f"{local:%H:%M}"
        case View.WEEK:
            return f"{local:%a} {local.day}"
        case View.MONTH:
            return str(local.day)
        case View.QUARTER:
            return f"{local.day} {local:%b}"


def _lines(window: Window) -> str:
    return "".join(fill(LINE, percent(window.share(at))) for at, _ in _ticks(window))


def _weekends(window: Window) -> str:
    """Saturdays and Sundays, shaded."""
    if window.view == View.DAY:
        return ""
    found = []
    day = datetime.combine(window.first_on, time())
    end = wall(window.ends_at, window.zone)
    while day < end:
        if day.weekday() in {5, 6}:
            since, until = instant(day, window.zone), instant(day + DAY, window.zone)
            found.append(fill(SHADE, "rota-weekend", *place(window, since, until), ""))
        day += DAY
    return "".join(found)


def _now(window: Window) -> str:
    if not window.starts_at <= window.now < window.ends_at:
        return ""
    at = percent(window.share(window.now))
    return fill(LINE.replace("rota-line", "rota-now"), at)
