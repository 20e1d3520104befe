"""A team's calendar as it is drawn: a line a person, a bar a shift, a letter and tone a rota."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.markup import fill
from apps.staffing.models import Rota, Shift
from apps.staffing.queries.rota_calendar import Row
from apps.staffing.queries.rotas import span_of
from apps.staffing.queries.team_calendar import TeamCalendar
from apps.staffing.rules.calendar import lanes
from apps.staffing.views.calendar_drawings import (
    LANE,
    SHOWN_FROM,
    GapLine,
    Line,
    away,
    clock,
    gap_line,
    ground,
    place,
    short,
)

TONES = 6
LETTER_FROM, LETTER_TAKES = 1.4, 4.0
BAR = (
    '<a class="rota-shift {}" href="{}"{} aria-label="{}"><title>{}</title>'
    '<svg x="{}%" y="{}" width="{}%" height="24"><rect width="100%" height="100%" rx="4"/>'
    '<text x="5" y="16">{}</text></svg></a>'
)
MOVABLE = (
    ' data-shift="{}" data-version="{}" data-starts="{}" data-ends="{}" data-person="{}"'
    ' data-name="{}"'
)


@dataclass(frozen=True)
class Key:
    """How a rota is told from the others."""

    rota: Rota
    letter: str
    tone: int


def keys_of(page: TeamCalendar) -> list[Key]:
    """A letter and a tone for each rota of the team."""
    letters = ascii_uppercase
    return [
        Key(one, letters[at % len(letters)], at % TONES)
        for at, one in enumerate(page.rotas)
    ]


def gap_lines(page: TeamCalendar) -> list[GapLine]:
    """When nobody is on which rota."""
    letters = {one.rota.pk: one.letter for one in keys_of(page)}
    return [
        gap_line(page.window, f"Nobody, {letters[rota.pk]}", gaps)
        for rota, gaps in page.gaps
    ]


def lines(page: TeamCalendar) -> list[Line]:
    """Everybody's line; shifts at the same time stand below each other."""
    under = ground(page.window)
    keys = {one.rota.pk: one for one in keys_of(page)}
    found = []
    for row in page.rows:
        on = lanes([span_of(one) for one in row.shifts])
        bars = "".join(
            _bar(page, row, one, lane, keys)
            for one, lane in zip(row.shifts, on, strict=True)
        )
        drawing = SafeString(under + away(page.window, row) + bars)
        found.append(Line(row, drawing, LANE * (max(on, default=0) + 1)))
    return found


def _bar(
    page: TeamCalendar, row: Row, shift: Shift, lane: int, keys: Mapping[int, Key]
) -> str:
    window, key = page.window, keys.get(shift.rota_id)
    x, width = place(window, shift.starts_at, shift.ends_at)
    since, until = clock(window, shift.starts_at), clock(window, shift.ends_at)
    said = f"{row.person}, {shift.rota}: {since} to {until}"
    text = _text(page, shift, key, float(width))
    movable = fill(
        MOVABLE,
        *(shift.pk, shift.version, shift.starts_at.isoformat()),
        *(shift.ends_at.isoformat(), row.person.pk, row.person),
    )
    return fill(
        BAR,
        _tone(page, shift, key),
        reverse("staffing:shift", args=[shift.pk]),
        movable if key else "",
        *(f"{text} {said}".lstrip(), said, x, 3 + LANE * lane, width, text),
    )


def _text(page: TeamCalendar, shift: Shift, key: Key | None, width: float) -> str:
    """The rota's letter, with the times where they fit."""
    letter = key.letter if key else ""
    if width >= SHOWN_FROM[page.window.view] + LETTER_TAKES:
        return f"{letter} {short(page.window, shift)}".strip()
    return letter if width >= LETTER_FROM else ""


def _tone(page: TeamCalendar, shift: Shift, key: Key | None) -> str:
    tone = f"rota-tone-{key.tone}" if key else "rota-elsewhere"
    if shift.ends_at <= page.window.now:
        return f"{tone} rota-over"
    return f"{tone} rota-mine" if shift.person_id == page.me else f"{tone} rota-coming"
