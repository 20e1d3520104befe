"""What the page of a required reading shows beside its list."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from apps.accounts.models import Membership, User
from apps.core.charts import Series, stacked_bars
from apps.knowledge.access import can_tend_required
from apps.knowledge.models import RequiredReading
from apps.knowledge.queries.required import (
    ToRead,
    asked_of_each,
    mine_to_read,
    unread_by,
)
from apps.knowledge.states import ReadingState

ALONE = "Asked by name"


@dataclass(frozen=True)
class RequiredPage:
    """One required reading, as one person sees it."""

    mine: ToRead | None
    may_watch: bool
    may_tend: bool
    is_newer: bool
    asked: int
    signed: int
    is_late: bool

    @property
    def share(self) -> float:
        """How much of it is done, in %."""
        return 100 * self.signed / self.asked if self.asked else 100.0


def _may_watch(user: User, found: RequiredReading) -> bool:
    return RequiredReading.objects.watched_by(user).filter(pk=found.pk).exists()


def may_tend(user: User, found: RequiredReading) -> bool:
    """Who sees its list, and asked or writes the article."""
    return _may_watch(user, found) and can_tend_required(user, found)


def required_page(found: RequiredReading, user: User, today: date) -> RequiredPage:
    """What is asked of this person, and what they may see and do."""
    may_watch = _may_watch(user, found)
    published = found.article.published
    mine = mine_to_read(user, today, found.article_id)
    asked = asked_of_each([found])[found.pk] if may_watch else set()
    unread = unread_by([found])[found.pk] if may_watch else set()
    is_open = found.state == ReadingState.OPEN
    return RequiredPage(
        mine=next((one for one in mine if one.found.pk == found.pk), None),
        may_watch=may_watch,
        may_tend=may_watch and can_tend_required(user, found),
        is_newer=published is not None and published.number > found.since.number,
        asked=len(asked),
        signed=len(asked - unread),
        is_late=is_open and found.due_on < today and bool(unread),
    )


def chart_of_teams(found: RequiredReading) -> SafeString:
    """How many of each team asked have signed; somebody in two teams counts in both."""
    asked, unread = asked_of_each([found])[found.pk], unread_by([found])[found.pk]
    teams: dict[str, set[int]] = {}
    rows = Membership.objects.filter(team__in=found.teams.all(), user__in=asked)
    for name, user in rows.order_by("team__name").values_list("team__name", "user"):
        teams.setdefault(name, set()).add(user)
    if alone := asked - set().union(*teams.values()):
        teams[ALONE] = alone
    return stacked_bars(
        "Signed off, by team",
        list(teams),
        [
            Series("Signed off", [len(one - unread) for one in teams.values()]),
            Series("Not yet", [len(one & unread) for one in teams.values()]),
        ],
        description="How many people of each team have signed the version that counts.",
    )
