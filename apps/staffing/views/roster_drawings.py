"""The matrix and the org chart, drawn in Python."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.markup import avatar, escaped
from apps.staffing.models import Level
from apps.staffing.queries.matrix import Cell, Line, Matrix
from apps.staffing.queries.people import Chart, Place
from apps.staffing.queries.skills import Branch, Depth

OPEN_LEVELS = 2
TICK = (
    '<td><input class="form-check-input" type="checkbox" name="person" value="{}"'
    ' aria-label="Tick {}"></td>'
)


@cache
def draw_cell(cell: Cell) -> str:
    """One cell: the number says it, the colour repeats it; few differ, so each is kept."""
    level, own, needed = cell
    css = f"portal-heat portal-heat-{'none' if level is None else level}"
    shown = "" if level is None else str(level)
    told = [f"confirmed {Level(level).label.lower()}"] if level is not None else []
    if own is not None and own != level:
        shown += f"<small>{own}?</small>"
        told.append(f"says {own}, to be confirmed")
    if needed > (level or 0):
        css += " portal-heat-short"
        told.append(f"{needed} is needed")
    hidden = f'<span class="visually-hidden">{needed} needed</span>'
    mark = hidden if needed > (level or 0) else ""
    title = f' title="{", ".join(told)}"' if told else ""
    return f'<td class="{css}"{title}>{shown}{mark}</td>'


def draw_heads(found: Matrix, query: str, sort: str) -> SafeString:
    """A column a skill, its branch above its name; a click sorts by it."""
    return SafeString("".join(_head(one, query, sort) for one in found.columns))


def draw_groups(found: Matrix) -> SafeString:
    """Above the skills the branch they hang on; no head above those that hang on none."""
    groups = groupby(found.columns, lambda one: one.path.rpartition(" / ")[0])
    return SafeString(
        "".join(_group(branch, len(list(some))) for branch, some in groups)
    )


def _group(branch: str, width: int) -> str:
    if not branch:
        return f'<td colspan="{width}"></td>'
    said = f"<span>{escaped(branch)}</span>"
    return f'<th scope="colgroup" colspan="{width}">{said}</th>'


def _head(one: Branch, query: str, sort: str) -> str:
    is_sorted = one.skill.slug == sort
    aria = ' aria-sort="descending"' if is_sorted else ""
    kept = f"{escaped(query)}&amp;" if query else ""
    above = escaped(one.path.rpartition(" / ")[0])
    return (
        f'<th scope="col"{aria}><a href="?{kept}sort={one.skill.slug}" title="{above}">'
        f"<span>{escaped(one.skill.name)}</span></a></th>"
    )


def draw_lines(lines: Sequence[Line], *, has_ticks: bool) -> SafeString:
    """A row a person."""
    return SafeString("".join(_line(one, has_ticks=has_ticks) for one in lines))


def _line(one: Line, *, has_ticks: bool) -> str:
    person = one.person
    name = escaped(person.name)
    teams = escaped(", ".join(posting.team.name for posting in person.current))
    url = _person_url(person.pk)
    tick = TICK.format(person.pk, name) if has_ticks else ""
    cells = "".join([draw_cell(cell) for cell in one.cells])
    return (
        f'<tr>{tick}<th scope="row"><a href="{url}">{name}</a>'
        f'<span class="text-secondary small fw-normal d-block">{teams}</span></th>'
        f"{cells}</tr>\n"
    )


def _person_url(pk: int) -> str:
    return _people() + f"{pk}/"


@cache
def _people() -> str:
    return reverse("staffing:people")


def draw_depths(found: Sequence[Depth]) -> SafeString:
    """The last row: how many can do each alone, of all people asked for."""
    return SafeString("".join(map(_depth, found)))


def _depth(one: Depth) -> str:
    if one.is_single_point:
        return (
            f'<td class="portal-thin" title="Only {escaped(one.only)}">1'
            '<span class="visually-hidden"> single point of failure</span></td>'
        )
    if not one.people:
        return '<td class="portal-nobody" title="Nobody">0</td>'
    return f"<td>{one.people}</td>"


def draw_chart(chart: Chart) -> SafeString:
    """The line of managers as nested lists, the two highest floors open."""
    return SafeString(_floor(chart.tops, 0))


def _floor(places: Sequence[Place], height: int) -> str:
    items = "".join(f"<li>{_place(one, height)}</li>" for one in places)
    css = "portal-org" if not height else "portal-org-below"
    return f'<ul class="{css}">{items}</ul>'


def _place(one: Place, height: int) -> str:
    person = one.person
    current = getattr(person, "current", [])
    roles = ", ".join(str(p.role) for p in current if p.role)
    teams = ", ".join(p.team.name for p in current)
    told = " · ".join(filter(None, [roles, teams, person.location]))
    drawn = (
        f"{avatar(person, 'avatar-xs')} "
        f'<a href="{_person_url(person.pk)}">{escaped(person.name)}</a>'
        f'<span class="text-secondary small d-block">{escaped(told) or "&nbsp;"}</span>'
    )
    card = f'<span class="portal-org-card">{drawn}</span>'
    if not one.below:
        return card
    is_open = " open" if height < OPEN_LEVELS else ""
    count = f"{one.count} below"
    label = f'<span class="visually-hidden">Show or hide the </span>{count}'
    return (
        f"{card}<details{is_open}><summary>{label}"
        f'<span class="visually-hidden"> {escaped(person.name)}</span></summary>'
        f"{_floor(one.below, height + 1)}</details>"
    )
