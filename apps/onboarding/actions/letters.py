"""Whom something that happens to a request concerns, and in which words."""

from collections.abc import Iterable, Sequence

from apps.accounts.models import User
from apps.history.actions import concern, concern_many
from apps.history.models import Event
from apps.onboarding.models import Evidence, Request

NEWS = "onboarding.news"
MENTIONS = "mentions"


def tell(
    people: Iterable[User],
    request: Request,
    event: Event,
    *,
    words: str,
    topic: str = NEWS,
) -> None:
    """Let each know, but not whoever did it; by what way is theirs to choose."""
    active = (one.pk for one in people if one.is_active)
    why = f"{request.number} concerns you"
    concern(event, active, words=words, topic=topic, why=why)


def team_of(request: Request) -> list[User]:
    """The requester and whoever gave evidence."""
    authors = User.objects.filter(
        pk__in=request.assessments.values("givings__author").distinct()
    )
    return [request.requester, *authors]


def tell_teams(told: Sequence[tuple[Request, Event, str]]) -> None:
    """Let each request's team know of its event, in these words. Three queries."""
    people: dict[int, set[int]] = {
        one.pk: {one.requester_id} for one, _, _ in told if one.requester.is_active
    }
    rows = Evidence.objects.filter(
        assessment__request__in=[one.pk for one, _, _ in told], author__is_active=True
    )
    pairs = rows.order_by().values_list("assessment__request", "author").distinct()
    for request, author in pairs:
        people.setdefault(request, set()).add(author)
    concern_many(
        [
            (event, people.get(one.pk, ()), words[:200], f"{one.number} concerns you")
            for one, event, words in told
        ],
        topic=NEWS,
    )


def managers_of(request: Request) -> list[User]:
    """Who manages the platform, by grant, and the team."""
    rows = User.objects.filter(
        grants__role="platform_manager",
        grants__scope_kind="platform",
        grants__scope_key=request.platform.slug,
    ).distinct()
    found = list(rows)
    return [*found, request.team.manager] if request.team.manager else found


def reviewers_of(request: Request) -> list[User]:
    """Who has criteria of it on the desk."""
    rows = User.objects.filter(assigned_assessments__request=request).distinct()
    return list(rows)
