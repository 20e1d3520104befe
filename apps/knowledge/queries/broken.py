"""The links in published articles that lead nowhere."""

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.knowledge.models import Article, ArticleLink
from apps.knowledge.states import STANDS


def broken_links(user: User) -> QuerySet[ArticleLink]:
    """Those of the articles in force that somebody reads. One query."""
    seen = Article.objects.visible_to(user).filter(standing__in=STANDS)
    rows = ArticleLink.objects.filter(is_broken=True, article__in=seen)
    return rows.select_related("article__space", "article__owner").order_by(
        "article__title", "pk"
    )


def why_broken(link: ArticleLink) -> str:
    """What is missing, in words."""
    if link.target_id:
        return "The article it names has no such heading"
    if link.written.startswith("#"):
        return "This article has no such heading"
    if link.written.startswith("files/"):
        return "This article has no such file"
    if link.written.startswith("[["):
        return "No published article has this address"
    return "No article was imported from this path"
