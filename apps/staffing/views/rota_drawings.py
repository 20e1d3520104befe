"""A rota's calendar as it is drawn: a line a person, a bar a shift."""

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.markup import fill
from apps.staffing.models import Shift
from apps.staffing.queries.rota_calendar import RotaCalendar, Row
from apps.staffing.views.calendar_drawings import (
    SHOWN_FROM,
    Line,
    away,
    clock,
    ground,
    place,
    short,
)

SHIFT = (
    '<a class="rota-shift {}" href="{}" data-shift="{}" data-version="{}" data-starts="{}"'
    ' data-ends="{}" data-person="{}" data-name="{}" aria-label="{}"><title>{}</title>'
    '<svg x="{}%" y="3" width="{}%" height="24"><rect width="100%" height="100%" rx="4"/>'
    '<text x="6" y="16">{}</text></svg></a>'
)


def lines(page: RotaCalendar) -> list[Line]:
    """Everybody's line."""
    under = ground(page.window)
    return [
        Line(row, SafeString(under + away(page.window, row) + _bars(page, row)))
        for row in page.rows
    ]


def _bars(page: RotaCalendar, row: Row) -> str:
    return "".join(_bar(page, row, one) for one in row.shifts)


def _bar(page: RotaCalendar, row: Row, shift: Shift) -> str:
    window = page.window
    x, width = place(window, shift.starts_at, shift.ends_at)
    since, until = clock(window, shift.starts_at), clock(window, shift.ends_at)
    said = f"{row.person}: {since} to {until}"
    text = short(window, shift) if float(width) >= SHOWN_FROM[window.view] else ""
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
    if shift.ends_at <= page.window.now:
        return "rota-over"
    return "rota-mine" if shift.person_id == page.me else "rota-coming"
