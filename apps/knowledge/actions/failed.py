"""What people do about searches that found nothing: own them, answer them, say not ours."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import concern, record
from apps.history.models import Event
from apps.knowledge.access import can_tend_failed
from apps.knowledge.actions.articles import create_article
from apps.knowledge.models import Article, FailedSearch, SearchLog, Space, Synonym
from apps.knowledge.states import STANDS, FailedState

NEWS = "knowledge.news"
WHY = "You searched for it and found nothing"


@transaction.atomic
def own_failed(
    pk: int, *, by: User, version: int, owner: User | None, now: datetime
) -> FailedSearch:
    """Give it to somebody who tends search, or (None) to nobody."""
    found = _locked(pk, by, version)
    if owner and not can_tend_failed(owner):
        raise DomainError(f"{owner} writes in no space, so cannot own a failed search.")
    found.become(FailedState.OWNED if owner else FailedState.OPEN)
    found.owner = owner
    found.save_if_version(version, ["state", "owner"])
    event = record(
        found, "knowledge.failed_owned", by=by, now=now, owner=str(owner or "")
    )
    if owner:
        words = "gave you a search that found nothing"
        concern(event, [owner.pk], words=words, topic=NEWS, why="You own it")
    return found


@transaction.atomic
def draft_for_failed(
    pk: int,
    *,
    by: User,
    version: int,
    space: Space,
    kind: str,
    title: str,
    body: str,
    now: datetime,
) -> Article:
    """Begin an article that answers it; once it is published, this is closed by it."""
    found = _locked(pk, by, version)
    if found.draft_id:
        raise DomainError("An article is begun for it already.")
    made = create_article(
        space,
        kind=kind,
        title=title,
        body=body,
        by=by,
        now=now,
        note=f"Begun for the search “{found.words}”"[:200],
        owner=by,
    )
    found.become(FailedState.OWNED)
    found.draft, found.owner = made, found.owner or by
    found.save_if_version(version, ["state", "draft", "owner"])
    record(found, "knowledge.failed_drafted", by=by, now=now)
    return made


@transaction.atomic
def answer_failed(
    pk: int, *, by: User, version: int, article: Article, now: datetime
) -> FailedSearch:
    """Close it by a published article; who searched and may read it is told."""
    found = _locked(pk, by, version)
    return _answered(found, article, by=by, now=now)


@transaction.atomic
def close_by_synonym(
    pk: int, *, by: User, version: int, synonym: Synonym, now: datetime
) -> FailedSearch:
    """Close it by a synonym that finds what was there all along; who searched is told."""
    found = _locked(pk, by, version)
    found.become(FailedState.BY_SYNONYM)
    found.synonym, found.closed_at = synonym, now
    found.save_if_version(version, ["state", "synonym", "closed_at"])
    event = record(found, "knowledge.failed_by_synonym", by=by, now=now)
    _tell(event, searchers(found), "made search find what you looked for")
    return found


@transaction.atomic
def close_as_not_ours(
    pk: int, *, by: User, version: int, note: str, now: datetime
) -> FailedSearch:
    """Say that this base does not answer it, and why; who searched is told."""
    found = _locked(pk, by, version)
    found.become(FailedState.NOT_OURS)
    found.note, found.closed_at = note, now
    found.save_if_version(version, ["state", "note", "closed_at"])
    event = record(found, "knowledge.failed_not_ours", by=by, now=now, note=note)
    _tell(event, searchers(found), "says that what you searched for is not kept here")
    return found


@transaction.atomic
def reopen_failed(pk: int, *, by: User, version: int, now: datetime) -> FailedSearch:
    """Say that it is not answered after all."""
    found = _locked(pk, by, version)
    found.become(FailedState.OPEN)
    found.closed_at = found.article = found.synonym = found.draft = None
    names = ["state", "closed_at", "article", "synonym", "draft"]
    found.save_if_version(version, names)
    record(found, "knowledge.failed_reopened", by=by, now=now)
    return found


@transaction.atomic
def close_by_published(*, now: datetime) -> int:
    """Close what waits for a draft that readers have by now; how many."""
    rows = FailedSearch.objects.select_for_update(of=("self",), skip_locked=True)
    ready = list(
        rows.waiting().filter(draft__standing__in=STANDS).select_related("draft")
    )
    for found in ready:
        if found.draft:
            _answered(found, found.draft, by=None, now=now)
    return len(ready)


def searchers(found: FailedSearch) -> list[int]:
    """Who searched for it, by key."""
    logs = SearchLog.objects.filter(failed_look__failed=found, user__is_active=True)
    return list(logs.order_by().values_list("user", flat=True).distinct())


def _locked(pk: int, by: User, version: int) -> FailedSearch:
    rows = FailedSearch.objects.visible_to(by).select_for_update(of=("self",))
    found = rows.select_related("draft").get(pk=pk)
    if not can_tend_failed(by):
        raise PermissionDenied
    if found.version != version:
        raise EditConflict(found, {})
    return found


def _answered(
    found: FailedSearch, article: Article, *, by: User | None, now: datetime
) -> FailedSearch:
    if article.standing not in STANDS:
        raise DomainError("Only an article that readers have answers a search.")
    found.become(FailedState.BY_ARTICLE)
    found.article, found.closed_at = article, now
    found.save_if_version(found.version, ["state", "article", "closed_at"])
    event = record(found, "knowledge.failed_answered", by=by, now=now)
    readers = [
        one.pk
        for one in User.objects.filter(pk__in=searchers(found))
        if Article.objects.visible_to(one).filter(pk=article.pk).exists()
    ]
    _tell(event, readers, "answered what you searched for")
    return found


def _tell(event: Event, people: list[int], words: str) -> None:
    concern(event, people, words=words, topic=NEWS, why=WHY)
