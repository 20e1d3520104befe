"""What readers leave behind: that they looked, whether it helped, what it solved."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import concern, record
from apps.knowledge.actions.weighing import weigh
from apps.knowledge.models import Article, ArticleVersion, ArticleView, Feedback, Use

NEWS = "knowledge.news"


def note_view(article: Article, *, by: User, on: date) -> None:
    """Note that somebody opened the published article on a day; once a day. One query."""
    if article.published_id is not None:
        row = ArticleView(article_id=article.pk, user_id=by.pk, on=on)
        ArticleView.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def give_feedback(
    article: Article, *, is_helpful: bool, by: User, now: datetime, comment: str = ""
) -> Feedback:
    """Say whether the published version helped; said again, it replaces what was said.

    The owner is told of the words of whom it did not help.
    """
    found, version = _readable(article, by)
    given, _ = Feedback.objects.update_or_create(
        version=version,
        user=by,
        defaults={
            "article": found,
            "is_helpful": is_helpful,
            "comment": comment,
            "at": now,
        },
    )
    if comment and not is_helpful and found.owner_id:
        event = record(found, "knowledge.not_helped", by=by, now=now)
        words = "says that it did not help, and why"
        concern(event, [found.owner_id], words=words, topic=NEWS, why="You own it")
    weigh([found.pk])
    return given


@transaction.atomic
def note_use(article: Article, *, ticket: str, by: User, now: datetime) -> Use:
    """Note that the article solved a ticket; the same ticket again changes nothing."""
    found, version = _readable(article, by)
    used, is_new = Use.objects.get_or_create(
        article=found,
        ticket=ticket.strip().upper(),
        defaults={"version": version, "by": by, "at": now},
    )
    if is_new:
        record(found, "knowledge.article_used", by=by, now=now, ticket=used.ticket)
        weigh([found.pk])
    return used


def _readable(article: Article, by: User) -> tuple[Article, ArticleVersion]:
    """The article and what readers have of it, if it exists for this person."""
    rows = Article.objects.visible_to(by).select_related("published")
    found = rows.filter(pk=article.pk).first()
    if found is None:
        raise PermissionDenied
    if found.published is None:
        raise DomainError("Readers have no version of it yet.")
    return found, found.published
