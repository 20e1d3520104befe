"""A flag on a passage: raised, then fixed by a version or declined."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import concern, record
from apps.knowledge.access import can_answer_flag
from apps.knowledge.actions.publishing import publish
from apps.knowledge.actions.reading import NEWS
from apps.knowledge.actions.requiring import ask_again_of_all
from apps.knowledge.actions.weighing import weigh
from apps.knowledge.models import Article, ArticleVersion, Flag, Part
from apps.knowledge.states import FlagState

WHY_RAISED = "You flagged it"


@transaction.atomic
def raise_flag(
    article: Article,
    *,
    comment: str,
    by: User,
    now: datetime,
    quote: str = "",
    heading: str = "",
) -> Flag:
    """Say that a passage of the published version is wrong; whoever keeps it is told."""
    rows = Article.objects.visible_to(by).select_related("space__team", "team", "owner")
    found = rows.select_related("published").filter(pk=article.pk).first()
    if found is None:
        raise PermissionDenied
    if found.published is None:
        raise DomainError("Readers have no version of it yet.")
    flag = Flag.objects.create(
        article=found,
        version_flagged=found.published,
        quote=quote,
        heading=heading,
        comment=comment,
        by=by,
        at=now,
    )
    event = record(flag, "knowledge.flag_raised", by=by, now=now)
    why, people = keepers(found)
    words = "flagged a passage of an article"
    concern(event, people, words=words, topic=NEWS, why=why)
    weigh([found.pk])
    return flag


def keepers(article: Article) -> tuple[str, list[int]]:
    """Who answers for an article, and why them: the owner, else a manager, else reviewers.

    The manager is that of its owner team, else of its space's. Only who sees it counts.
    """
    if article.owner and _reads(article.owner, article):
        return "You own it", [article.owner.pk]
    for team in (article.team, article.space.team):
        lead = team.manager if team else None
        if lead and _reads(lead, article):
            return f"You manage {team}", [lead.pk]
    return "You review in its space", _reviewers(article)


def _reads(user: User, article: Article) -> bool:
    seen = Article.objects.visible_to(user).filter(pk=article.pk)
    return user.is_active and seen.exists()


def _reviewers(article: Article) -> list[int]:
    parts = {"space": article.space_id, "part": Part.REVIEWER}
    own = Q(**{f"space_parts__{name}": value for name, value in parts.items()})
    by_team = Q(
        **{
            f"memberships__team__space_parts__{name}": value
            for name, value in parts.items()
        }
    )
    rows = User.objects.filter(own | by_team, is_active=True).order_by("pk")
    return list(rows.values_list("pk", flat=True).distinct())


@transaction.atomic
def fix_flag(
    pk: int,
    *,
    number: int,
    by: User,
    version: int,
    now: datetime,
    answer: str = "",
) -> Flag:
    """Close it by the published version that fixed it."""
    flag = _locked(pk, by, version)
    fixed = ArticleVersion.objects.filter(
        article=flag.article, number=number, published_at__isnull=False
    ).first()
    if fixed is None or fixed.number <= flag.version_flagged.number:
        raise DomainError("Only a version that was published since fixes it.")
    return _fixed(flag, fixed, answer, by=by, now=now)


@transaction.atomic
def decline_flag(
    pk: int, *, answer: str, by: User, version: int, now: datetime
) -> Flag:
    """Say why the passage stays as it is; who flagged it is told."""
    flag = _locked(pk, by, version)
    _close(flag, FlagState.DECLINED, answer, by=by, now=now)
    event = record(flag, "knowledge.flag_declined", by=by, now=now, answer=answer)
    words = "answered your flag: the passage stays"
    concern(event, [flag.by_id], words=words, topic=NEWS, why=WHY_RAISED)
    return flag


@transaction.atomic
def publish_fixing(
    article: Article,
    *,
    fixes: Collection[int],
    is_big: bool,
    by: User | None,
    now: datetime,
    number: int | None = None,
) -> Article:
    """Publish the newest version, close the open flags that it fixes, and, if it is a
    big change, ask those who must read the article to sign it off again."""
    found = publish(article, by=by, now=now, number=number)
    rows = Flag.objects.select_for_update(of=("self",), no_key=True)
    open_ones = rows.filter(article=found, pk__in=fixes, state=FlagState.OPEN)
    for flag in open_ones.select_related("version_flagged").order_by("pk"):
        assert found.published is not None
        if found.published.number > flag.version_flagged.number:
            _fixed(flag, found.published, "", by=by, now=now)
    if is_big:
        ask_again_of_all(found, by=by, now=now)
    weigh([found.pk])
    return found


def _locked(pk: int, by: User, version: int) -> Flag:
    rows = Flag.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    names = ("article__team", "article__space", "version_flagged")
    flag: Flag = rows.select_related(*names).get(pk=pk)
    if not can_answer_flag(by, flag.article):
        raise PermissionDenied
    if flag.version != version:
        raise EditConflict(flag, {})
    return flag


def _fixed(
    flag: Flag,
    fixed: ArticleVersion,
    answer: str,
    *,
    by: User | None,
    now: datetime,
) -> Flag:
    flag.fixed_in = fixed
    _close(flag, FlagState.FIXED, answer, by=by, now=now)
    event = record(flag, "knowledge.flag_fixed", by=by, now=now, number=fixed.number)
    words = f"fixed what you flagged, in version {fixed.number}"
    concern(event, [flag.by_id], words=words, topic=NEWS, why=WHY_RAISED)
    return flag


def _close(
    flag: Flag, state: FlagState, answer: str, *, by: User | None, now: datetime
) -> None:
    flag.become(state)
    flag.answer, flag.closed_at, flag.closed_by = answer, now, by
    names = ["state", "answer", "closed_at", "closed_by", "fixed_in"]
    flag.save_if_version(flag.version, names)
    weigh([flag.article_id])
