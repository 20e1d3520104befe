"""A campaign's page: what it asks, how it burns down, what its reader may do."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core.charts import Series
from apps.facts.rules.kinds import kind_of
from apps.onboarding import rules
from apps.onboarding.access import can_run_campaigns
from apps.onboarding.models import Campaign, CampaignTarget, Criterion, TargetChange
from apps.onboarding.queries.facts import fact_kind
from apps.onboarding.states import CampaignState, TargetState


@dataclass(frozen=True)
class CampaignPage:
    """All that the page of a campaign shows, but for its list of applications."""

    found: Campaign
    criterion: Criterion | None
    condition: str
    scope: str
    counts: list[tuple[str, int]]
    points: Sequence[rules.Point]
    may: dict[str, bool]

    @property
    def labels(self) -> list[str]:
        """The days of the burn-down."""
        return [f"{one.on.day} {one.on:%b}" for one in self.points]

    @property
    def series(self) -> list[Series]:
        """How many are open, and how many should be."""
        return [
            Series("Open", [one.open_count for one in self.points]),
            Series("Ideal", [one.ideal for one in self.points]),
        ]


def campaign_page(found: Campaign, user: User, today: date) -> CampaignPage:
    """Everything on the page, in four queries."""
    return CampaignPage(
        found=found,
        criterion=found.criterion,
        condition=condition_of(found),
        scope=scope_of(found),
        counts=counts_of(found),
        points=burn_down_of(found, today),
        may=what_may_with_campaign(user, found),
    )


def condition_of(found: Campaign) -> str:
    """The condition of a campaign without a criterion, in words; else nothing."""
    if not found.wanted:
        return ""
    name = str(found.wanted.get("check", ""))
    kind = fact_kind(name) or kind_of(name)
    asked = rules.condition_words(found.wanted, kind)
    return f"{kind.title}: {asked}" if asked else f"{kind.title} is known"


def scope_of(found: Campaign) -> str:
    """Of which applications it asks, in words. One query where it names platforms."""
    rows = Platform.objects.filter(slug__in=found.platforms) if found.platforms else []
    where = ", ".join(str(one) for one in rows) or "every platform"
    tiers = " or ".join(map(str, found.tiers))
    return f"live on {where}" + (f", tier {tiers}" if tiers else "")


def counts_of(found: Campaign) -> list[tuple[str, int]]:
    """How many targets are in each state."""
    rows = CampaignTarget.objects.filter(campaign=found).order_by()
    counted = Counter(rows.values_list("state", flat=True))
    return [(one.label, counted[one]) for one in TargetState]


def burn_down_of(found: Campaign, today: date) -> list[rules.Point]:
    """How what is open went down by day, from the targets' history. One query."""
    if found.starts_on is None:
        return []
    last = min(today, found.ended_at.date()) if found.ended_at else today
    rows: Any = TargetChange.objects.filter(target__campaign=found).order_by("at", "pk")
    moves = [
        rules.Moved(target, at.date(), state)
        for target, at, state in rows.values_list("target", "at", "state")
    ]
    return rules.burn_down(moves, found.starts_on, found.due_on, last)


def what_may_with_campaign(user: User, found: Campaign) -> dict[str, bool]:
    """Which of its buttons the reader sees: right and state together."""
    may_run = can_run_campaigns(user)
    return {
        "amend": may_run
        and found.state in {CampaignState.DRAFT, CampaignState.RUNNING},
        "start": may_run and found.can_become(CampaignState.RUNNING),
        "finish": may_run and found.can_become(CampaignState.FINISHED),
        "cancel": may_run and found.can_become(CampaignState.CANCELLED),
        "exclude": may_run and found.state == CampaignState.RUNNING,
    }
