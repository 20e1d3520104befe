"""All that the page of an article says, and what a reader may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.knowledge.access import (
    can_author,
    can_edit,
    can_publish,
    can_retire,
    can_send_back,
    can_verify,
)
from apps.knowledge.models import Article, ArticleVersion
from apps.knowledge.queries.related import linking_articles, related_articles
from apps.knowledge.states import STANDS, Standing, Work


@dataclass(frozen=True)
class May:
    """What somebody may do with an article now."""

    edit: bool
    send: bool
    send_back: bool
    publish: bool
    verify: bool
    retire: bool
    bring_back: bool


def what_may_with(user: User, article: Article) -> May:
    """The buttons: by the same questions that the actions ask."""
    edit, retire = can_edit(user, article), can_retire(user, article)
    in_review = article.work == Work.IN_REVIEW
    waits = in_review if article.space.needs_two else article.work != Work.DONE
    return May(
        edit=edit,
        send=edit and article.work == Work.DRAFT,
        send_back=in_review and can_send_back(user, article),
        publish=waits and can_publish(user, article),
        verify=article.standing in STANDS and can_verify(user, article),
        retire=retire and article.can_become(Standing.RETIRED),
        bring_back=retire
        and article.standing == Standing.RETIRED
        and article.published_id is not None,
    )


def seen_successor(article: Article, user: User) -> Article | None:
    """What replaces a retired article, if somebody sees it. One query, or none."""
    if article.successor_id is None:
        return None
    rows = Article.objects.visible_to(user).select_related("space")
    return rows.filter(pk=article.successor_id).first()


@dataclass(frozen=True)
class ArticlePage:
    """What the page of an article says. `shown` is the version that it shows."""

    shown: ArticleVersion
    newer: ArticleVersion | None
    successor: Article | None
    platforms: Sequence[Platform]
    applications: Sequence[Application]
    related: Sequence[Article]
    linking: Sequence[Article]
    may: May


def article_page(article: Article, user: User) -> ArticlePage:
    """What readers have, else the newest version; a newer one for who sees drafts."""
    shown = article.published or article.head
    assert shown is not None
    head = article.head if article.head_id != shown.pk else None
    sees_drafts = (
        article.owner_id == user.pk
        or user.rights.may("knowledge.read_all")
        or can_author(user, article.space)
    )
    return ArticlePage(
        shown=shown,
        newer=head if sees_drafts else None,
        successor=seen_successor(article, user),
        platforms=list(Platform.objects.visible_to(user).filter(articles=article)),
        applications=list(
            Application.objects.visible_to(user).filter(articles=article)
        ),
        related=related_articles(article, user),
        linking=list(linking_articles(article, user)),
        may=what_may_with(user, article),
    )
