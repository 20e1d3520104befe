"""Articles as lists show them, and one as its address names it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.knowledge.models import Article, FormerAddress, SpaceMember
from apps.knowledge.models.spaces import Part
from apps.knowledge.states import STANDS, Standing, Work


def listed_articles(user: User) -> QuerySet[Article]:
    """Those that somebody sees, with what a list says of each; three queries."""
    rows = Article.objects.visible_to(user).select_related("space", "owner", "team")
    return rows.prefetch_related("platforms", "applications")


def article_at(user: User, space: str, slug: str) -> Article:
    """The article at an address, with what its page says. 404 where it is not seen."""
    rows = Article.objects.visible_to(user).select_related(
        *("space__team", "owner", "team", "verified_by", "sent_by"),
        *("head__author", "published__author"),
    )
    return get_object_or_404(rows, space__slug=space, slug=slug)


def moved_to(user: User, space: str, slug: str) -> Article | None:
    """Where the article went that had this address, if somebody sees it there."""
    seen = Article.objects.visible_to(user)
    found = FormerAddress.objects.filter(
        space__slug=space, slug=slug, article__in=seen
    ).select_related("article__space")
    first = found.first()
    return first.article if first else None


def article_named(user: User, name: str) -> Article | None:
    """A published article by its `space/slug`, if somebody sees it."""
    space, _, slug = name.strip().strip("/").rpartition("/")
    rows = Article.objects.visible_to(user).filter(published__isnull=False)
    return rows.filter(space__slug=space.rpartition("/")[2], slug=slug).first()


def successor_of(user: User, pk: int | None) -> Article | None:
    """The published article of this key; None where none is asked for. 404 if unseen."""
    if pk is None:
        return None
    rows = Article.objects.visible_to(user).filter(published__isnull=False)
    return get_object_or_404(rows, pk=pk)


def owners_seen_by(user: User) -> QuerySet[User]:
    """Who owns an article that somebody sees."""
    theirs = Article.objects.visible_to(user).filter(owner=OuterRef("pk"))
    return User.objects.filter(Exists(theirs)).order_by("name")


def due_by(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Those whose review is due by a day."""
    return rows.filter(review_on__lte=day, standing__in=STANDS)


def in_force_for(user: User, application: Application) -> QuerySet[Article]:
    """Those in force that name an application, the latest verified first."""
    rows = listed_articles(user).filter(applications=application, standing__in=STANDS)
    return rows.order_by(F("verified_at").desc(nulls_last=True), "pk")


def picked_articles(user: User, picked: Sequence[str]) -> QuerySet[Article]:
    """Those that somebody ticked and sees."""
    keys = [one for one in picked if one.isascii() and one.isdecimal()]
    return listed_articles(user).filter(pk__in=keys[:200])


def waiting_for(user: User) -> QuerySet[Article]:
    """Those in review that somebody may publish: they neither wrote nor sent them.

    Where a space does not take two, a reviewer's own are among them.
    """
    reviewed = SpaceMember.objects.of(user).filter(part=Part.REVIEWER).values("space")
    own = Q(sent_by=user) | Q(head__author=user)
    rows = listed_articles(user).select_related("sent_by", "head__author")
    return (
        rows.filter(work=Work.IN_REVIEW, space__in=reviewed)
        .exclude(own, space__needs_two=True)
        .order_by("changed_at", "pk")
    )


def due_for(user: User, today: date) -> QuerySet[Article]:
    """Those due for review that somebody owns, or nobody does where they review."""
    reviewed = SpaceMember.objects.of(user).filter(part=Part.REVIEWER).values("space")
    mine = Q(owner=user) | Q(owner=None, space__in=reviewed)
    rows = due_by(listed_articles(user), today)
    return rows.filter(mine).order_by(F("review_on").asc(), "pk")


def own_drafts(user: User) -> QuerySet[Article]:
    """Those whose newest version somebody wrote and has not published."""
    rows = listed_articles(user).exclude(work=Work.DONE)
    rows = rows.exclude(standing=Standing.RETIRED)
    return rows.filter(head__author=user).order_by("-changed_at", "pk")
