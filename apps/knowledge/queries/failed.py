"""What the pages of failed searches show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from pgvector.django import CosineDistance

from apps.accounts.models import User
from apps.knowledge.access import can_see_failed, can_tend_failed
from apps.knowledge.models import (
    Article,
    FailedLook,
    FailedSearch,
    Part,
    Passage,
    Space,
    Synonym,
)
from apps.knowledge.states import STANDS, FailedState

OTHER_WORDS = 12
PASSAGES = 40
ARTICLES = 5
# What is farther away has nothing to do with it; related texts begin at about 0.6.
FARTHEST = 0.65


def listed_failed(user: User) -> QuerySet[FailedSearch]:
    """Those that somebody sees, with their owners; the newest first."""
    return FailedSearch.objects.visible_to(user).select_related("owner")


def tenders() -> QuerySet[User]:
    """Who may own one: whoever writes in a space, themself or by a team. Inside only."""
    writes = Q(space_parts__part__in=[Part.AUTHOR, Part.REVIEWER])
    by_team = Q(memberships__team__space_parts__part__in=[Part.AUTHOR, Part.REVIEWER])
    rows = User.objects.filter(writes | by_team, is_active=True)
    return rows.filter(organisation__kind="internal").distinct().order_by("name", "pk")


@dataclass(frozen=True)
class FailedPage:
    """One failed search: what else was typed for it, what may answer it, who may act."""

    is_tender: bool
    may_act: bool
    is_closed: bool
    words: list[tuple[str, int]]
    near: list[Article]
    article: Article | None
    draft: Article | None
    synonym: Synonym | None


def failed_page(found: FailedSearch, user: User) -> FailedPage:
    """All of it, with articles only where they exist for this person."""
    is_tender = can_see_failed(user)
    may_act = can_tend_failed(user)
    is_closed = not found.can_become(FailedState.BY_ARTICLE)
    seen = Article.objects.visible_to(user).select_related("space")
    keys = [one for one in (found.article_id, found.draft_id) if one]
    known = seen.in_bulk(keys)
    synonyms = Synonym.objects.visible_to(user).in_bulk(
        [found.synonym_id] if found.synonym_id else []
    )
    return FailedPage(
        is_tender=is_tender,
        may_act=may_act,
        is_closed=is_closed,
        words=_words(found) if is_tender else [],
        near=_near(found, user) if may_act and not is_closed else [],
        article=known.get(found.article_id or 0),
        draft=known.get(found.draft_id or 0),
        synonym=synonyms.get(found.synonym_id or 0),
    )


def _words(found: FailedSearch) -> list[tuple[str, int]]:
    """What was typed for it and how often; nobody's name."""
    looks = FailedLook.objects.filter(failed=found).order_by()
    rows = looks.values("log__normalised").annotate(times=Count("pk"))
    listed = rows.order_by("-times", "log__normalised")[:OTHER_WORDS]
    return [(one["log__normalised"], one["times"]) for one in listed]


def _near(found: FailedSearch, user: User) -> list[Article]:
    """The published articles whose passages mean most nearly what was searched for."""
    if found.vector is None:
        return []
    spaces = Space.objects.visible_to(user).values("pk")
    passages = Passage.objects.filter(
        space__in=spaces,
        embedded_by=found.embedded_by,
        article__standing__in=STANDS,
    )
    rows = passages.annotate(distance=CosineDistance("embedding", found.vector))
    rows = rows.filter(distance__lte=FARTHEST).order_by("distance")
    keys = dict.fromkeys(rows.values_list("article", flat=True)[:PASSAGES])
    articles = Article.objects.visible_to(user).select_related("space").in_bulk(keys)
    return [articles[pk] for pk in keys if pk in articles][:ARTICLES]


def spaces_to_write_in(user: User) -> QuerySet[Space]:
    """Where somebody may begin an article."""
    return Space.objects.written_by(user)


def opened_body(template: str, words: list[tuple[str, int]]) -> str:
    """What a draft begins with: the words people looked for, then the kind's template."""
    lines = [f"- {text}" for text, _ in words]
    asked = "\n".join(["Searched for as:", "", *lines]) if lines else ""
    return "\n\n".join(filter(None, [asked, template.strip()])) + "\n"


def draft_of(found: FailedSearch, template: str) -> dict[str, Any]:
    """The title and body of the article begun for it."""
    title = found.words.strip()[:200]
    return {
        "title": title[:1].upper() + title[1:],
        "body": opened_body(template, _words(found)),
    }
