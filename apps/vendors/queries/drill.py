"""From a level of a month down to its tickets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from apps.accounts.models import User
from apps.vendors.access import can_try_terms
from apps.vendors.models import Exclusion, ManagedService, ServiceLevel, Verdict
from apps.vendors.queries.scorecard import LevelLine, scorecard
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


def drilled(user: User, level: ServiceLevel, month: date) -> QuerySet[Verdict]:
    """The verdicts behind a level's month, the longest clock first.

    Those that count in the month, and those whose clock still runs and began before
    its end. `exclusion_state` is that of a live exclusion: proposed or accepted.
    """
    ends = datetime.combine(next_month(month), datetime.min.time(), UTC)
    live = Exclusion.objects.filter(
        ticket=OuterRef("ticket"), level=OuterRef("level"), state__in=LIVE
    )
    runs = Q(month=None, outcome=Outcome.RUNNING, started_at__lt=ends)
    return (
        Verdict.objects.visible_to(user)
        .filter(Q(month=month) | runs, level=level)
        .annotate(
            exclusion_state=Subquery(live.values("state")[:1]),
            exclusion_pk=Subquery(live.values("pk")[:1]),
            over_seconds=F("elapsed_seconds") - F("version__target_seconds"),
        )
        .select_related("ticket", "version")
        .order_by("-elapsed_seconds", "pk")
    )


def kind_counts(rows: QuerySet[Verdict]) -> dict[str, int]:
    """How many tickets are of each kind, and `all`. One query."""
    counted = {name: Count("pk", filter=q) for name, (_, q) in KINDS.items()}
    found: dict[str, int] = rows.aggregate(all=Count("pk"), **counted)
    return found


def asked_values(rows: QuerySet[Verdict]) -> dict[str, list[Any]]:
    """The priorities, groups and categories that occur. One query."""
    names = ("priority", "group", "category")
    plain = rows.order_by().values_list(*(f"ticket__{name}" for name in names))
    columns = zip(*plain.distinct(), strict=True)
    found = dict.fromkeys(names, ())
    found.update(zip(names, columns, strict=False))
    return {name: sorted(set(values) - {""}) for name, values in found.items()}


@dataclass(frozen=True)
class LevelPage:
    """A level in a month, over the list of its tickets."""

    level: ServiceLevel
    month: date
    line: LevelLine | None
    counts: dict[str, int]
    may_try: bool

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
        named = [("", "All"), *((name, one[0]) for name, one in KINDS.items())]
        return [(name, label, self.counts[name or "all"]) for name, label in named]


def level_page(
    level: ServiceLevel, month: date, rows: QuerySet[Verdict], user: User
) -> LevelPage:
    """A level of a month with the counts of its tickets. Six queries."""
    line = scorecard(level.service, month).line(level.slug)
    may_try = level.counts_tickets and can_try_terms(user)
    return LevelPage(level, month, line, kind_counts(rows), may_try)
