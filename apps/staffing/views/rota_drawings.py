"""A rota's calendar as it is drawn: a line a person, a bar a shift, exact to the minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from apps.core.markup import fill
from apps.staffing.models import Shift
from apps.staffing.queries.rota_calendar import RotaCalendar, Row, View
from apps.staffing.rules.rotations import instant, wall

DAY = timedelta(days=1)
HOURS_BETWEEN_TICKS = 3
SHOWN_FROM = {View.DAY: 8.0, View.WEEK: 7.0, View.MONTH: 9.0, View.QUARTER: 9.0}
LINE = '<line class="rota-line" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>'
SHADE = '<rect class="{}" x="{}%" width="{}%" height="100%"{}/>'
LABEL = '<text class="rota-label" x="{}%" y="15" dx="4">{}</text>'
SHIFT = (
    '<a class="rota-shift {}" href="{}" data-shift="{}" data-version="{}" data-starts="{}"'
    ' data-ends="{}" data-person="{}" data-name="{}" aria-label="{}"><title>{}</title>'
    '<svg x="{}%" y="3" width="{}%" height="24"><rect width="100%" height="100%" rx="4"/>'
    '<text x="6" y="16">{}</text></svg></a>'
)


@dataclass(frozen=True)
class Line:
    """A person's line, drawn."""

    row: Row
    drawing: SafeString


def header(page: RotaCalendar) -> SafeString:
    """The days or hours above the lines."""
    labels = "".join(
        fill(LABEL, _percent(page.share(at)), text) for at, text in _ticks(page)
    )
    return mark_safe(_lines(page) + labels)  # noqa: S308 (each part is escaped)


def lines(page: RotaCalendar) -> list[Line]:
    """Everybody's line."""
    ground = _weekends(page) + _lines(page) + _now(page)
    return [Line(row, mark_safe(ground + _bars(page, row))) for row in page.rows]  # noqa: S308 (each part is escaped)


def gap_line(page: RotaCalendar) -> SafeString:
    """When nobody is on."""
    parts = [_weekends(page), _lines(page)]
    for one in page.gaps:
        said = (
            f"Nobody is on from {_clock(page, one.starts)} to {_clock(page, one.ends)}"
        )
        title = fill("><title>{}</title></rect", said)
        box = fill(SHADE, "rota-gap", *_place(page, one.starts, one.ends), "")
        parts.append(box.replace("/>", f"{title}>"))
    return mark_safe("".join(parts))  # noqa: S308 (each part is escaped)


def _bars(page: RotaCalendar, row: Row) -> str:
    away = [
        fill(SHADE, "rota-away", *_place(page, since, until), "").replace(
            "/>", "><title>Away</title></rect>"
        )
        for since, until in row.away
    ]
    return "".join(away) + "".join(_bar(page, row, one) for one in row.shifts)


def _bar(page: RotaCalendar, row: Row, shift: Shift) -> str:
    x, width = _place(page, shift.starts_at, shift.ends_at)
    since, until = _clock(page, shift.starts_at), _clock(page, shift.ends_at)
    said = f"{row.person}: {since} to {until}"
    text = _short(page, shift) if float(width) >= SHOWN_FROM[page.view] else ""
    called = f"{text} {said}".lstrip()
    return fill(
        SHIFT,
        _tone(page, shift),
        reverse("staffing:shift", args=[shift.pk]),
        *(shift.pk, shift.version, shift.starts_at.isoformat()),
        *(shift.ends_at.isoformat(), row.person.pk, row.person),
        *(called, said, x, width, text),
    )


def _tone(page: RotaCalendar, shift: Shift) -> str:
    if shift.ends_at <= page.now:
        return "rota-over"
    return "rota-mine" if shift.person_id == page.me else "rota-coming"


def _short(page: RotaCalendar, shift: Shift) -> str:
    since, until = wall(shift.starts_at, page.zone), wall(shift.ends_at, page.zone)
    if until - since >= DAY:
        return f"{since:%a %H:%M}–{until:%a %H:%M}"
    return f"{since:%H:%M}–{until:%H:%M}"


def _clock(page: RotaCalendar, at: datetime) -> str:
    local = wall(at, page.zone)
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def _place(page: RotaCalendar, since: datetime, until: datetime) -> tuple[str, str]:
    begin = max(page.share(since), 0.0)
    end = min(page.share(until), 100.0)
    return _percent(begin), _percent(max(end - begin, 0.2))


def _percent(share: float) -> str:
    return f"{share:.3f}"


def _ticks(page: RotaCalendar) -> Iterator[tuple[datetime, str]]:
    """Where a line stands and what is written beside it."""
    local, end = wall(page.starts_at, page.zone), wall(page.ends_at, page.zone)
    step = DAY
    if page.view == View.DAY:
        step = timedelta(hours=HOURS_BETWEEN_TICKS)
    elif page.view == View.QUARTER:
        step = 7 * DAY
        local += (7 - local.weekday()) % 7 * DAY
    while local < end:
        yield instant(local, page.zone), _tick_text(page.view, local)
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


def _lines(page: RotaCalendar) -> str:
    return "".join(fill(LINE, _percent(page.share(at))) for at, _ in _ticks(page))


def _weekends(page: RotaCalendar) -> str:
    """Saturdays and Sundays, shaded."""
    if page.view == View.DAY:
        return ""
    found = []
    day = datetime.combine(page.first_on, time())
    end = wall(page.ends_at, page.zone)
    while day < end:
        if day.weekday() in {5, 6}:
            since, until = instant(day, page.zone), instant(day + DAY, page.zone)
            found.append(fill(SHADE, "rota-weekend", *_place(page, since, until), ""))
        day += DAY
    return "".join(found)


def _now(page: RotaCalendar) -> str:
    if not page.starts_at <= page.now < page.ends_at:
        return ""
    at = _percent(page.share(page.now))
    return fill(LINE.replace("rota-line", "rota-now"), at)
