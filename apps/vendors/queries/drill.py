"""From a level of a month down to its tickets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from apps.accounts.models import User
from apps.vendors.access import can_try_terms
from apps.vendors.models import Closure, ManagedService, ServiceLevel, Verdict
from apps.vendors.queries.card import LevelLine
from apps.vendors.queries.scorecard import LevelMonth
from apps.vendors.rules.months import next_month
from apps.vendors.rules.wording import goal_text, percent_text
from apps.vendors.states import ExclusionState, Outcome

LIVE = (ExclusionState.ACCEPTED, ExclusionState.PROPOSED)
IS_EXCLUDED = Q(exclusion_state=ExclusionState.ACCEPTED)
IS_COUNTED = ~IS_EXCLUDED | Q(exclusion_state=None)
# What a list may be narrowed to: the kinds are apart, but that what is disputed is
# counted until it is answered.
KINDS = {
    "met": ("Met", IS_COUNTED & Q(outcome=Outcome.MET)),
    "breached": ("Breached", IS_COUNTED & Q(outcome=Outcome.BREACHED)),
    "running": ("Running", IS_COUNTED & Q(outcome=Outcome.RUNNING)),
    "excluded": ("Excluded", IS_EXCLUDED),
    "not_rated": ("Not rated", IS_COUNTED & Q(outcome=Outcome.UNMEASURED)),
    "disputed": ("In dispute", Q(exclusion_state=ExclusionState.PROPOSED)),
}
# Of a closed month: nothing runs in it, nothing waits, and what is not rated is not kept.
CLOSED_KINDS = {name: KINDS[name] for name in ("met", "breached", "excluded")}
OF_OUTCOME = {
    Outcome.MET: "met",
    Outcome.BREACHED: "breached",
    Outcome.RUNNING: "running",
    Outcome.UNMEASURED: "not_rated",
}


def drilled(user: User, level: ServiceLevel, month: date) -> QuerySet[Verdict]:
    """The verdicts behind a level's month, the longest clock first.

    Those that count in the month, and those whose clock still runs and began before
    its end. `exclusion_state` is that of a live exclusion: proposed or accepted.
    """
    ends = datetime.combine(next_month(month), datetime.min.time(), UTC)
    live = FilteredRelation(
        "ticket__exclusions",
        condition=Q(ticket__exclusions__level=level.pk)
        & Q(ticket__exclusions__state__in=LIVE),
    )
    runs = Q(month=None, outcome=Outcome.RUNNING, started_at__lt=ends)
    return (
        Verdict.objects.visible_to(user)
        .filter(Q(month=month) | runs, level=level)
        .annotate(
            live=live,
            exclusion_state=F("live__state"),
            over_seconds=F("elapsed_seconds") - F("version__target_seconds"),
        )
        .select_related("ticket", "version")
        .order_by("-elapsed_seconds", "pk")
    )


@dataclass(frozen=True)
class Facets:
    """What occurs in a list: how many of each kind, and which priorities, groups,
    categories."""

    counts: dict[str, int]
    values: dict[str, list[Any]]


def facets_of(rows: QuerySet[Any], path: str = "ticket__") -> Facets:
    """The facets of a list, by one query; `path` leads from a row to its ticket."""
    names = ("priority", "group", "category")
    plain = rows.order_by().values_list(
        "outcome", "exclusion_state", *(f"{path}{name}" for name in names)
    )
    counts = dict.fromkeys(("all", *KINDS), 0)
    seen: dict[str, set[Any]] = {name: set() for name in names}
    for outcome, state, *found, count in plain.annotate(count=Count("pk")):
        for kind in ("all", *_kinds(outcome, state)):
            counts[kind] += count
        for name, value in zip(names, found, strict=True):
            seen[name].add(value)
    values = {name: sorted(found - {""}) for name, found in seen.items()}
    return Facets(counts, values)


def _kinds(outcome: int, exclusion: str | None) -> list[str]:
    """What KINDS has of a verdict."""
    if exclusion == ExclusionState.ACCEPTED:
        return ["excluded"]
    kind = OF_OUTCOME[Outcome(outcome)]
    return [kind, "disputed"] if exclusion == ExclusionState.PROPOSED else [kind]


@dataclass(frozen=True)
class LevelPage:
    """A level in a month, over the list of its tickets."""

    level: ServiceLevel
    month: date
    line: LevelLine | None
    closure: Closure | None
    counts: dict[str, int]
    may_try: bool
    shows_closed: bool

    @property
    def service(self) -> ManagedService:
        """Whose level it is."""
        return self.level.service

    @property
    def sentence(self) -> str:
        """What came against what was asked."""
        one = self.line
        if one is None:
            return ""
        said = [
            f"agreed {percent_text(one.percent)}, goal {goal_text(one.terms.goal)}",
            f"reported {percent_text(one.reported)}",
            f"disputed {percent_text(one.disputed)}",
        ]
        return "; ".join([*said, one.distance] if one.distance else said)

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        """What the list may be narrowed to: the word in the address, its label, how many."""
        kinds = CLOSED_KINDS if self.shows_closed else KINDS
        named = [("", "All"), *((name, one[0]) for name, one in kinds.items())]
        return [(name, label, self.counts[name or "all"]) for name, label in named]


def level_page(
    found: LevelMonth,
    facets: Facets,
    user: User,
    *,
    shows_closed: bool,
) -> LevelPage:
    """A level in a month with the counts of its tickets."""
    return LevelPage(
        *(found.level, found.month, found.line, found.closure),
        counts=facets.counts,
        may_try=found.level.counts_tickets and can_try_terms(user),
        shows_closed=shows_closed,
    )
