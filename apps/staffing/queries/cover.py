"""Cover as it stands: rules, published shifts, who is away, who can do what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.staffing.models import CoverageRule, Holding, Person, Rota, Shift
from apps.staffing.queries.away import away_spans
from apps.staffing.rules import cover
from apps.staffing.rules.cover import GapOf, Need, Window
from apps.staffing.rules.intervals import minute_of
from apps.staffing.rules.spans import Span

Levels = Mapping[tuple[int, int], int]


def levels_of(skills: Collection[int], least: int = 0) -> dict[tuple[int, int], int]:
    """(Person, skill) → confirmed level, of these skills, from a level on. One query."""
    rows = Holding.objects.filter(skill__in=skills, level__gte=least).order_by()
    return {
        (person, skill): level or 0
        for person, skill, level in rows.values_list("person_id", "skill_id", "level")
    }


def need_of(rule: CoverageRule, levels: Levels) -> Need:
    """A coverage rule as the rules read it."""
    qualified = None
    if rule.skill_id is not None:
        qualified = frozenset(
            person
            for (person, skill), level in levels.items()
            if skill == rule.skill_id and level >= rule.level
        )
    return Need(
        rule.pk,
        rule.people,
        tuple(window_of(one) for one in rule.windows),
        ZoneInfo(rule.rota.time_zone),
        rule.from_on,
        rule.until_on,
        qualified,
    )


def window_of(one: Mapping[str, str | int]) -> Window:
    """A window as it is kept: its weekday, from and until."""
    return Window(
        int(one["weekday"]), minute_of(str(one["from"])), minute_of(str(one["until"]))
    )


def needs_of(rules: Iterable[CoverageRule]) -> list[Need]:
    """The rules, with who is qualified for each. One query."""
    found = list(rules)
    levels = levels_of({one.skill_id for one in found if one.skill_id})
    return [need_of(one, levels) for one in found]


def spans_of(shifts: Iterable[Shift]) -> list[Span]:
    """Shifts as the rules read them."""
    return [Span(one.person_id, one.starts_at, one.ends_at) for one in shifts]


def published(
    rotas: Collection[int], starts: datetime, ends: datetime
) -> dict[int, list[Shift]]:
    """The published shifts of each rota that touch [starts, ends). One query."""
    rows = Shift.objects.filter(
        rota__in=rotas, starts_at__lt=ends, ends_at__gt=starts
    ).select_related("person")
    found: dict[int, list[Shift]] = defaultdict(list)
    for one in rows:
        found[one.rota_id].append(one)
    return found


def people_on(shifts: Mapping[int, Sequence[Shift]]) -> list[Person]:
    """Everybody on these shifts, once."""
    found = {one.person_id: one.person for theirs in shifts.values() for one in theirs}
    return list(found.values())


def gaps(
    rules: Sequence[CoverageRule],
    starts: datetime,
    ends: datetime,
    *,
    extra_away: Sequence[Span] = (),
) -> list[GapOf]:
    """Where in [starts, ends) the published shifts, less absences, do not meet the rules.

    `extra_away` is time in which somebody would be away as well. Three queries.
    """
    shifts = published({one.rota_id for one in rules}, starts, ends)
    away = [*away_spans(people_on(shifts), starts, ends), *extra_away]
    return gaps_in(
        rules,
        {key: spans_of(rows) for key, rows in shifts.items()},
        away,
        (starts, ends),
    )


def gaps_in(
    rules: Sequence[CoverageRule],
    shifts: Mapping[int, Sequence[Span]],
    away: Sequence[Span],
    when: tuple[datetime, datetime],
) -> list[GapOf]:
    """The same for shifts that need not be published: of each rota's key, its spans.

    One query.
    """
    by_rota: dict[int, list[Need]] = defaultdict(list)
    for rule, need in zip(rules, needs_of(rules), strict=True):
        by_rota[rule.rota_id].append(need)
    found: list[GapOf] = []
    for rota, needs in by_rota.items():
        found += cover.gaps(needs, shifts.get(rota, ()), away, *when)
    return sorted(found)


def live_rules(rotas: Collection[int] | None = None) -> list[CoverageRule]:
    """The rules of rotas that are not retired; of these rotas only, if they are named."""
    rows = CoverageRule.objects.filter(rota__retired_on=None)
    if rotas is not None:
        rows = rows.filter(rota__in=rotas)
    return list(rows.select_related("rota", "skill"))


def breaks_cover(
    rota: Rota, shifts: Sequence[Span], when: tuple[datetime, datetime]
) -> list[GapOf]:
    """Which gaps a rota would have in a window with these shifts. For what is proposed.

    Four queries.
    """
    people = Person.objects.filter(pk__in={one.person for one in shifts})
    away = away_spans(people, *when)
    return gaps_in(live_rules([rota.pk]), {rota.pk: shifts}, away, when)
