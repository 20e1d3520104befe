"""The columns of lists of rotas and swaps."""

from collections.abc import Mapping

from apps.core.lists import Column
from apps.core.markup import badge, link, show_time
from apps.staffing.models import Rota
from apps.staffing.queries.oncall import Duty, Turn


def names(turn: Turn | None) -> str:
    """Who is on, in a line."""
    return ", ".join(map(str, turn.people)) if turn else ""


def columns_of(duties: Mapping[int, Duty]) -> list[Column]:
    """The list of rotas, with who is on by `duties`, which the page fills."""

    def now(one: Rota) -> str:
        return names(duties[one.pk].now) if one.pk in duties else ""

    def cell(one: Rota) -> object:
        if one.retired_on:
            return badge("Retired")
        return now(one) or badge("Nobody", "amber", "alert-triangle")

    def after(one: Rota) -> Turn | None:
        return duties[one.pk].next if one.pk in duties else None

    return [
        Column(
            "name",
            "Rota",
            lambda one: one.name,
            "name",
            cell=lambda one: link(one.get_absolute_url(), one.name),
            is_head=True,
        ),
        Column("team", "Team", lambda one: one.team.name, "team__name"),
        Column("kind", "Kind", lambda one: one.get_kind_display(), "kind"),
        Column("now", "On now", now, cell=cell),
        Column("next", "Next", lambda one: names(after(one))),
        Column(
            "next_at",
            "From",
            lambda one: found.starts_at if (found := after(one)) else None,
            cell=lambda one: (
                show_time(found.starts_at) if (found := after(one)) else ""
            ),
        ),
        Column("zone", "Zone", lambda one: one.time_zone, "time_zone"),
    ]
