"""Whom something that happens to an article concerns, and in which words."""

from collections.abc import Iterable

from django.db.models import Q

from apps.accounts.models import User
from apps.history.actions import concern
from apps.history.models import Event
from apps.knowledge.models import Article, Part, SpaceMember

NEWS = "knowledge.news"


def tell(
    people: Iterable[User | None], article: Article, event: Event, *, words: str
) -> None:
    """Let each know, but not whoever did it; by what way is theirs to choose."""
    active = [one.pk for one in people if one and one.is_active]
    concern(event, active, words=words, topic=NEWS, why=f"{article} concerns you")


def reviewers_of(article: Article) -> Iterable[User]:
    """Who reviews in its space, themself or by a team."""
    parts = SpaceMember.objects.filter(space=article.space_id, part=Part.REVIEWER)
    by_team = Q(memberships__team__in=parts.values("team"))
    return User.objects.filter(Q(pk__in=parts.values("user")) | by_team).distinct()


def writers_of(article: Article) -> list[User | None]:
    """Its owner, and who wrote and who sent its newest version."""
    head = article.head
    return [article.owner, article.sent_by, head.author if head else None]
