"""The columns of lists of absences and of balances, and the calendar's picture."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from apps.core import markup
from apps.core.charts.figure import joined
from apps.core.lists import Column
from apps.staffing.models import Absence
from apps.staffing.queries.absence_calendar import Day, Month
from apps.staffing.states import AbsenceState

TONES = {AbsenceState.ASKED: "amber"}
MARKS = {"away": "A", "asked": "?", "holiday": "H", "off": "", "": ""}
HALVES = {"am": "½ ", "pm": " ½", "": ""}


def _person(one: Absence) -> SafeString:
    return markup.fill('<a href="{}">{}</a>', one.get_absolute_url(), one.person)


def _state(one: Absence) -> SafeString:
    state = AbsenceState(one.state)
    tone = TONES.get(state) or markup.STATE_TONES.get(state, "grey")
    return markup.badge(state.label, tone)


def _days(one: Any) -> str:
    first = f"{one.first_on:%-d %b %Y}{' from noon' if one.from_noon else ''}"
    if one.first_on == one.last_on:
        return f"{first}{' until noon' if one.until_noon else ''}"
    return f"{first} to {one.last_on:%-d %b %Y}{' noon' if one.until_noon else ''}"


ABSENCES = [
    Column(
        "person",
        "Person",
        lambda one: one.person.name,
        sort="person__name",
        cell=_person,
        is_head=True,
    ),
    Column("when", "When", _days, sort="first_on"),
    Column("first", "First day", lambda one: one.first_on, only_exported=True),
    Column("last", "Last day", lambda one: one.last_on, only_exported=True),
    Column("kind", "Kind", lambda one: one.said_kind),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        sort="state",
        cell=_state,
    ),
    Column("note", "Note", lambda one: one.said_note, only_exported=True),
    Column("asked", "Asked", lambda one: one.asked_at, sort="asked_at"),
]


def draw_month(month: Month) -> SafeString:
    """The rows of the month: a person a line, a day a cell; each says what it is."""
    return joined(*(_row(person, days) for person, days in month.rows))


def _row(person: Any, days: Sequence[Day]) -> SafeString:
    cells = [
        markup.fill(
            '<td class="cover-day cover-{}" title="{}">{}</td>',
            one.kind or "in",
            f"{person}, {one.day:%a %-d %b}: {one.words}",
            f"{HALVES[one.half]}{MARKS[one.kind]}".strip(),
        )
        for one in days
    ]
    return markup.fill('<tr><th scope="row">{}</th>{}</tr>', person, joined(*cells))


def draw_heads(days: Sequence[date]) -> SafeString:
    """The heading of the month: its days."""
    return joined(
        *(
            markup.fill(
                '<th scope="col"><abbr title="{}">{}</abbr></th>',
                f"{one:%A %-d %B}",
                one.day,
            )
            for one in days
        )
    )
