"""The columns of coverage rules, gaps and call-outs, and the heat map's rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core import markup
from apps.core.charts.figure import joined
from apps.core.lists import Column
from apps.staffing.models import CoverageRule, Gap
from apps.staffing.queries.heat import Cell, Line, Mark
from apps.staffing.rules.windows import print_windows

RED = {Mark.SHORT, Mark.UNSKILLED}
TOLD = {
    Mark.QUIET: "nothing is asked",
    Mark.MET: "as many as asked",
    Mark.SPARE: "more than asked",
    Mark.SHORT: "too few people",
    Mark.UNSKILLED: "enough people, too few with the skill",
}


def asked(rule: CoverageRule) -> str:
    """What a rule asks, in words."""
    people = f"{rule.people} {'people' if rule.people > 1 else 'person'}"
    if rule.skill is None:
        return people
    return f"{people} with {rule.skill} at level {rule.level}"


def _rule(one: CoverageRule) -> SafeString:
    return markup.fill('<a href="{}">{}</a>', one.get_absolute_url(), one.name)


def _open_gaps(one: Any) -> object:
    if not one.open_gaps:
        return markup.badge("None", "green")
    query = f"{reverse('staffing:gaps')}?rota={one.rota.slug}"
    words = markup.badge(one.open_gaps, "red")
    return markup.fill('<a href="{}">{}</a>', query, words)


RULES = [
    Column("name", "Rule", lambda one: one.name, sort="name", cell=_rule, is_head=True),
    Column("rota", "Rota", lambda one: one.rota.name, sort="rota__name"),
    Column("asked", "Asks for", asked),
    Column("hours", "Hours", lambda one: "; ".join(print_windows(one.windows))),
    Column("from", "From", lambda one: one.from_on, sort="from_on"),
    Column(
        "gaps",
        "Open gaps",
        lambda one: one.open_gaps,
        sort="open_gaps",
        cell=_open_gaps,
    ),
]


def local(at: datetime, zone: str) -> str:
    """An instant by the clock there."""
    return f"{at.astimezone(ZoneInfo(zone)):%a %-d %b %Y %H:%M}"


def when(gap: Gap) -> str:
    """From when to when, by the rota's clock."""
    zone = gap.rule.rota.time_zone
    starts, ends = local(gap.starts_at, zone), local(gap.ends_at, zone)
    is_one_day = starts[:-5] == ends[:-5]
    return f"{starts} to {ends[-5:] if is_one_day else ends}"


def short(gap: Gap) -> SafeString:
    """How many are short, and of what."""
    words = f"{gap.short} short"
    if gap.has_heads:
        return markup.badge(f"{words} of the skill", "red", "certificate")
    return markup.badge(words, "red")


def _gap(one: Gap) -> SafeString:
    return markup.fill('<a href="{}">{}</a>', one.get_absolute_url(), when(one))


GAPS = [
    Column("when", "When", when, sort="starts_at", cell=_gap, is_head=True),
    Column("rota", "Rota", lambda one: one.rule.rota.name, sort="rule__rota__name"),
    Column("rule", "Rule", lambda one: one.rule.name, sort="rule__name"),
    Column("asked", "Asks for", lambda one: asked(one.rule)),
    Column("short", "Short", lambda one: one.short, sort="short", cell=short),
    Column("cause", "Why", lambda one: one.cause),
    Column("found", "Found", lambda one: one.found_at, sort="found_at"),
    Column("closed", "Closed", lambda one: one.closed_at, only_exported=True),
]


def _call(one: Any) -> str:
    return f"{(one.ends_at - one.starts_at).total_seconds() / 3600:.2g} h"


CALL_OUTS = [
    Column(
        "person",
        "Person",
        lambda one: one.person.name,
        sort="person__name",
        is_head=True,
    ),
    Column("rota", "Rota", lambda one: one.rota.name, sort="rota__name"),
    Column("at", "Called", lambda one: one.starts_at, sort="starts_at"),
    Column("long", "For", _call),
    Column("reason", "What for", lambda one: one.reason),
]


def draw_heat(lines: Sequence[Line], links: str = "") -> SafeString:
    """The rows of a map: a line each, an hour a cell; a red one says how many of how many.

    With `links` each line's name leads there with its key.
    """
    return joined(*(_line(one, links) for one in lines))


def _line(line: Line, links: str) -> SafeString:
    name: object = line.label
    if links:
        name = markup.fill('<a href="{}{}">{}</a>', links, line.key, line.label)
    cells = [_cell(line.label, at, one) for at, one in enumerate(line.cells)]
    return markup.fill(
        '<tr><th scope="row">{}</th>{}</tr>\n', name, SafeString("".join(cells))
    )


def _cell(label: str, hour: int, cell: Cell) -> SafeString:
    mark = cell.mark
    shown = f"{cell.able}/{cell.needed}" if mark in RED else str(cell.able)
    told = (
        f"{label} {hour:02}:00: {cell.heads} on shift, {cell.able} able,"
        f" {cell.needed} asked: {TOLD[mark]}"
    )
    return markup.fill('<td class="cover-{}" title="{}">{}</td>', mark, told, shown)


def draw_hours(lines: Sequence[Line]) -> SafeString:
    """The heading: as many hours as the longest line has."""
    count = max((len(one.cells) for one in lines), default=24)
    return joined(
        *(markup.fill('<th scope="col">{}</th>', f"{at:02}") for at in range(count))
    )
