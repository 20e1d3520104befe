"""The life of an article: sent for review, sent back, published, verified, retired."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.knowledge.access import (
    can_edit,
    can_publish,
    can_retire,
    can_send_back,
    can_verify,
)
from apps.knowledge.actions.linking import owe_relinking, write_links
from apps.knowledge.actions.owing import owe_index
from apps.knowledge.actions.telling import reviewers_of, tell, writers_of
from apps.knowledge.models import Article
from apps.knowledge.states import Standing, Work

AT_ONCE = 500
LOCKED_WITH = ("space", "head__author", "published", "owner", "sent_by")


@transaction.atomic
def send_for_review(
    article: Article, *, by: User | None, now: datetime, note: str = ""
) -> Article:
    """Ask the space's reviewers to publish the newest version."""
    found = _locked(article.pk)
    if by is not None and not can_edit(by, found):
        raise PermissionDenied
    found.turn(Work.IN_REVIEW)
    found.sent_by = by
    _save(found, ["work", "sent_by"], now=now)
    event = record(found, "knowledge.article_sent", by=by, now=now, note=note)
    tell(reviewers_of(found), found, event, words="sent it for review")
    return found


@transaction.atomic
def send_back(article: Article, *, words: str, by: User, now: datetime) -> Article:
    """Give a version in review back to its authors, and say what it lacks."""
    found = _locked(article.pk)
    if not can_send_back(by, found):
        raise PermissionDenied
    if found.work != Work.IN_REVIEW:
        raise DomainError("Only an article in review can be sent back.")
    writers = writers_of(found)
    found.turn(Work.DRAFT)
    found.sent_by = None
    _save(found, ["work", "sent_by"], now=now)
    event = record(found, "knowledge.article_sent_back", by=by, now=now, words=words)
    tell(writers, found, event, words="sent it back")
    return found


@transaction.atomic
def publish(
    article: Article, *, by: User | None, now: datetime, number: int | None = None
) -> Article:
    """Give readers the newest version; `number` is the one that was read before.

    It counts as verified today, its next review is as many days away as the article or
    its space has it; its links are noted and the index is owed. Where the space takes
    two, it must be in review. `by` None is the portal itself.
    """
    found = publish_unlinked(article, by=by, now=now, number=number)
    write_links(found)
    owe_relinking(found, now=now)
    return found


@transaction.atomic
def publish_unlinked(
    article: Article, *, by: User | None, now: datetime, number: int | None = None
) -> Article:
    """The same before its links are noted: for many at once, that link to each other."""
    found = _locked(article.pk)
    if by is not None and not can_publish(by, found):
        raise PermissionDenied
    head = found.head
    if head is None or found.work == Work.DONE:
        raise DomainError("Nothing waits to be published: the newest version is.")
    if number is not None and number != head.number:
        raise DomainError(f"Version {head.number} was saved meanwhile: read it first.")
    if by and found.space.needs_two and found.work != Work.IN_REVIEW:
        raise DomainError("Send it for review first: a second person publishes here.")
    writers = writers_of(found)
    found.turn(Work.DONE)
    found.become(Standing.PUBLISHED)
    head.published_at, head.published_by = now, by
    head.save(update_fields=["published_at", "published_by"])
    found.published, found.title, found.sent_by = head, head.title, None
    found.retired_because, found.successor = "", None
    _verified(found, by=by, now=now)
    event = record(
        found, "knowledge.article_published", by=by, now=now, number=head.number
    )
    tell(writers, found, event, words=f"published version {head.number}")
    owe_index(found, now=now)
    return found


@transaction.atomic
def verify(article: Article, *, by: User, now: datetime, note: str = "") -> Article:
    """Say that the published version still holds; its next review is planned anew."""
    found = _locked(article.pk)
    if not can_verify(by, found):
        raise PermissionDenied
    if found.standing not in {Standing.PUBLISHED, Standing.DUE}:
        raise DomainError("Only a published article can be verified.")
    found.become(Standing.PUBLISHED)
    _verified(found, by=by, now=now)
    record(found, "knowledge.article_verified", by=by, now=now, note=note)
    owe_index(found, now=now)
    return found


@transaction.atomic
def retire(
    article: Article,
    *,
    reason: str,
    by: User | None,
    now: datetime,
    successor: Article | None = None,
) -> Article:
    """Take an article out of use: it stays readable, and says why and what replaces it."""
    found = _locked(article.pk)
    if by is not None and not can_retire(by, found):
        raise PermissionDenied
    if successor and successor.pk == found.pk:
        raise DomainError("An article can't replace itself.")
    found.become(Standing.RETIRED)
    found.retired_because, found.successor = reason, successor
    _save(found, ["standing", "retired_because", "successor"], now=now)
    event = record(found, "knowledge.article_retired", by=by, now=now, reason=reason)
    tell([found.owner], found, event, words="retired it")
    owe_index(found, now=now)
    return found


@transaction.atomic
def bring_back(article: Article, *, by: User, now: datetime) -> Article:
    """Use a retired article again: the version it had counts as verified today."""
    found = _locked(article.pk)
    if not can_retire(by, found):
        raise PermissionDenied
    if found.standing != Standing.RETIRED:
        raise DomainError("Only a retired article can be brought back.")
    if found.published is None:
        raise DomainError("It was never published: publish it instead.")
    found.become(Standing.PUBLISHED)
    found.retired_because, found.successor = "", None
    _verified(found, by=by, now=now)
    record(found, "knowledge.article_brought_back", by=by, now=now)
    owe_index(found, now=now)
    return found


@transaction.atomic
def mark_due(*, now: datetime) -> int:
    """Published articles whose review date is reached become due; how many. By the clock."""
    rows = Article.objects.select_for_update(
        of=("self",), no_key=True, skip_locked=True
    )
    today = timezone.localdate(now)
    due = rows.filter(standing=Standing.PUBLISHED, review_on__lte=today)
    found = list(due.order_by("review_on", "pk")[:AT_ONCE])
    for article in found:
        article.become(Standing.DUE)
        article.save_if_version(article.version, ["standing"])
        record(
            article,
            "knowledge.article_due",
            by=None,
            now=now,
            review_on=str(article.review_on),
        )
        owe_index(article, now=now)
    return len(found)


def _locked(pk: int) -> Article:
    rows = Article.objects.select_for_update(of=("self",), no_key=True)
    found: Article = rows.select_related(*LOCKED_WITH).get(pk=pk)
    return found


def next_review_on(article: Article, today: date) -> date:
    """The day of the next review when it was verified today."""
    return today + timedelta(days=article.days_between_reviews)


def _verified(article: Article, *, by: User | None, now: datetime) -> None:
    article.review_on = next_review_on(article, timezone.localdate(now))
    article.verified_at, article.verified_by = now, by
    _save(article, VERIFIED, now=now)


VERIFIED = (
    *("standing", "work", "published", "title", "sent_by", "retired_because"),
    *("successor", "review_on", "verified_at", "verified_by"),
)


def _save(article: Article, names: Iterable[str], *, now: datetime) -> None:
    article.changed_at = now
    article.save_if_version(article.version, [*names, "changed_at"])
