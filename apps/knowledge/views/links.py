"""Links that lead nowhere: one list for those who mend them."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.lists import Column, show_list
from apps.core.markup import link
from apps.knowledge.forms.filters import LinkFilter
from apps.knowledge.queries.broken import broken_links, why_broken


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Every broken link in the articles one reads."""
    return show_list(
        request,
        "knowledge/links.html",
        broken_links(request.user),
        form=LinkFilter(request.GET, user=request.user),
        columns=link_columns(),
        name="broken-links",
    )


def link_columns() -> Sequence[Column]:
    """Where the link stands, what it says, and what is missing."""
    return [
        Column(
            "article",
            "Article",
            lambda one: one.article.title,
            "article__title",
            lambda one: link(one.article.get_absolute_url(), one.article.title),
            is_head=True,
            css="portal-wide",
        ),
        Column(
            "space",
            "Space",
            lambda one: one.article.space.name,
            "article__space__name",
        ),
        Column("written", "Link", lambda one: one.written, "written"),
        Column("why", "What is missing", why_broken),
        Column(
            "owner",
            "Owner",
            lambda one: str(one.article.owner or ""),
            "article__owner__name",
        ),
    ]
