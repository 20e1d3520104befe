"""One verb for several articles: each by itself, with what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.knowledge.actions.articles import amend_article
from apps.knowledge.actions.publishing import verify
from apps.knowledge.models import Article


@dataclass(frozen=True)
class Outcome:
    """What became of one article."""

    article: Article
    is_done: bool
    words: str


def act_on_each(
    articles: Iterable[Article],
    *,
    verb: str,
    by: User,
    now: datetime,
    owner: User | None = None,
    labels: Iterable[str] = (),
) -> list[Outcome]:
    """Do it to each that allows it; the others stay as they are, and say why."""
    found = []
    for article in articles:
        try:
            words = _act(article, verb, owner, list(labels), by=by, now=now)
        except PermissionDenied:
            found.append(Outcome(article, is_done=False, words="You may not do that."))
        except DomainError as refused:
            found.append(Outcome(article, is_done=False, words=str(refused)))
        else:
            found.append(Outcome(article, is_done=True, words=words))
    return found


def _act(
    article: Article,
    verb: str,
    owner: User | None,
    labels: list[str],
    *,
    by: User,
    now: datetime,
) -> str:
    if verb == "verify":
        changed = verify(article, by=by, now=now)
        return f"Verified; next review on {changed.review_on:%d %b %Y}."
    if verb == "owner":
        fields: dict[str, object] = {"owner": owner}
        said = f"Owned by {owner}."
    else:
        kept = [one for one in article.labels if one not in labels]
        new = [*kept, *labels] if verb == "add_labels" else kept
        fields = {"labels": new}
        said = f"Labels: {', '.join(new) or 'none'}."
    amend_article(article.pk, by=by, version=article.version, now=now, **fields)
    return said
