"""Required reading: asked of teams and people, signed off by each."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import Team, User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import concern, record
from apps.history.models import Event
from apps.knowledge.access import can_require, can_tend_required
from apps.knowledge.actions.reading import NEWS
from apps.knowledge.models import Article, ArticleVersion, RequiredReading, SignOff
from apps.knowledge.queries.required import askable, asked_people, unread_by
from apps.knowledge.states import ReadingState

WHY = "You are asked to read it"


@transaction.atomic
def require_reading(
    article: Article,
    *,
    teams: Collection[Team],
    people: Collection[User],
    due_on: date,
    by: User,
    now: datetime,
    note: str = "",
) -> RequiredReading:
    """Ask teams and people to read the published version by a day; each is told."""
    rows = Article.objects.visible_to(by).select_related("space", "published")
    found = rows.filter(pk=article.pk).first()
    if found is None or not can_require(by, found) or found.published is None:
        raise PermissionDenied
    may = askable(by, found)
    if not (set(teams) <= set(may.teams) and set(people) <= set(may.people)):
        raise PermissionDenied
    if not teams and not people:
        raise DomainError("Choose a team or a person to read it.")
    made = RequiredReading.objects.create(
        article=found,
        since=found.published,
        due_on=due_on,
        note=note,
        made_by=by,
        made_at=now,
        asked_at=now,
    )
    made.teams.set(teams)
    made.people.set(people)
    event = record(
        made, "knowledge.reading_required", by=by, now=now, due_on=str(due_on)
    )
    _tell(made, event, "asks you to read an article and sign it off")
    return made


@transaction.atomic
def amend_required(
    pk: int,
    *,
    teams: Collection[Team],
    people: Collection[User],
    due_on: date,
    note: str,
    by: User,
    version: int,
    now: datetime,
) -> RequiredReading:
    """Ask others, or by another day. Who is new is told; of a new day, who has to read."""
    found = _locked(pk, by, version)
    if found.state != ReadingState.OPEN:
        raise DomainError("It is closed: open it again first.")
    may = askable(by, found.article, found)
    if not (set(teams) <= set(may.teams) and set(people) <= set(may.people)):
        raise PermissionDenied
    before = set(asked_people(found).values_list("pk", flat=True))
    day = found.due_on
    found.due_on, found.note = due_on, note
    found.save_if_version(version, ["due_on", "note"])
    found.teams.set(teams)
    found.people.set(people)
    event = record(
        found, "knowledge.reading_amended", by=by, now=now, due_on=str(due_on)
    )
    _tell_of_change(found, event, before, is_other_day=day != due_on)
    return found


def _tell_of_change(
    found: RequiredReading, event: Event, before: set[int], *, is_other_day: bool
) -> None:
    unread = unread_by([found])[found.pk]
    words = "asks you to read an article and sign it off"
    concern(event, unread - before, words=words, topic=NEWS, why=WHY)
    if is_other_day:
        words = f"asks you to read an article by {found.due_on:%-d %B %Y}"
        concern(event, unread & before, words=words, topic=NEWS, why=WHY)


@transaction.atomic
def sign_off(article: Article, *, number: int, by: User, now: datetime) -> SignOff:
    """Say that one has read and understood a version; the published one, by its number."""
    rows = Article.objects.visible_to(by).select_related("published")
    found = rows.filter(pk=article.pk).first()
    if found is None:
        raise PermissionDenied
    if found.published is None or found.published.number != number:
        raise DomainError("A newer version was published: read that one first.")
    made, _ = SignOff.objects.get_or_create(
        version=found.published, user=by, defaults={"at": now}
    )
    return made


@transaction.atomic
def ask_again(pk: int, *, by: User, version: int, now: datetime) -> RequiredReading:
    """Count only sign-offs of the version that readers have now; who has none is told."""
    found = _locked(pk, by, version)
    if found.state != ReadingState.OPEN:
        raise DomainError("It is closed: open it again first.")
    published = found.article.published
    if published is None or published.number <= found.since.number:
        raise DomainError("No newer version was published since it was asked for.")
    _asked_again(found, published, by=by, now=now)
    return found


def ask_again_of_all(article: Article, *, by: User | None, now: datetime) -> int:
    """After a big change: every open required reading of it asks again; how many do."""
    assert article.published is not None
    rows = RequiredReading.objects.select_for_update(of=("self",), no_key=True)
    found = list(rows.open().filter(article=article).order_by("pk"))
    for one in found:
        _asked_again(one, article.published, by=by, now=now)
    return len(found)


@transaction.atomic
def close_required(
    pk: int, *, by: User, version: int, now: datetime
) -> RequiredReading:
    """Ask no longer; who has signed stays known."""
    return _turned(pk, ReadingState.CLOSED, by=by, version=version, now=now)


@transaction.atomic
def reopen_required(
    pk: int, *, by: User, version: int, now: datetime
) -> RequiredReading:
    """Ask again for what was closed."""
    return _turned(pk, ReadingState.OPEN, by=by, version=version, now=now)


def _turned(
    pk: int, state: ReadingState, *, by: User, version: int, now: datetime
) -> RequiredReading:
    found = _locked(pk, by, version)
    found.become(state)
    found.save_if_version(version, ["state"])
    if state == ReadingState.CLOSED:
        record(found, "knowledge.reading_closed", by=by, now=now)
    else:
        record(found, "knowledge.reading_reopened", by=by, now=now)
    return found


def _locked(pk: int, by: User, version: int) -> RequiredReading:
    rows = RequiredReading.objects.watched_by(by)
    rows = rows.select_for_update(of=("self",), no_key=True)
    names = ("article__space", "article__published", "since")
    found: RequiredReading = rows.select_related(*names).get(pk=pk)
    if not can_tend_required(by, found):
        raise PermissionDenied
    if found.version != version:
        raise EditConflict(found, {})
    return found


def _asked_again(
    found: RequiredReading,
    published: ArticleVersion,
    *,
    by: User | None,
    now: datetime,
) -> None:
    found.since, found.asked_at = published, now
    found.save_if_version(found.version, ["since", "asked_at"])
    event = record(
        found, "knowledge.reading_asked_again", by=by, now=now, number=published.number
    )
    _tell(found, event, "asks you to read the new version of an article")


def _tell(found: RequiredReading, event: Event, words: str) -> None:
    """Each who is asked and can read it; what the message leads to must exist for them."""
    people = [one.pk for one in asked_people(found).filter(is_active=True)]
    concern(event, people, words=words, topic=NEWS, why=WHY)
