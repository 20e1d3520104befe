"""Insight for editors: the page and the lists behind it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.markup import badge, fill, link
from apps.knowledge.access import can_see_insights, can_see_machinery, can_tend_failed
from apps.knowledge.actions.duplicates import call_different
from apps.knowledge.actions.embedding import embedder
from apps.knowledge.forms.insights import DuplicateFilter, NeedyFilter, SearchedFilter
from apps.knowledge.models import Article
from apps.knowledge.queries import insights as queries
from apps.knowledge.queries.embedding import embedding_state
from apps.knowledge.queries.kcs import kcs_charts, kcs_months


def _check(request: HttpRequest) -> None:
    if not can_see_insights(request.user):
        raise PermissionDenied


@require_safe
def insights(request: HttpRequest) -> HttpResponse:
    """How search fares over weeks, and which articles need a hand."""
    _check(request)
    now = timezone.now()
    found = queries.insights(request.user, now=now)
    months = kcs_months(request.user, now=now)
    context: dict[str, Any] = {
        "page": found,
        "month": months[-1],
        "kcs": kcs_charts(months),
        "needs_chart": queries.chart_rows(found.needs),
    }
    if can_see_machinery(request.user):
        model = embedder()
        context["embedding"] = embedding_state(model.name if model else "")
    return render_page(request, "knowledge/insights.html", context)


def _search_link(words: str) -> str:
    return fill('<a href="{}?q={}">{}</a>', reverse("knowledge:search"), words, words)


SEARCHED = [
    Column(
        "words",
        "Searched for",
        lambda one: one.normalised,
        sort="normalised",
        cell=lambda one: _search_link(one.normalised),
        is_head=True,
    ),
    Column("times", "Times", lambda one: one.times, sort="times", css="text-end"),
    Column(
        "nothing",
        "Without a result",
        lambda one: one.nothing,
        sort="nothing",
        css="text-end",
    ),
    Column(
        "unclicked",
        "Without a click",
        lambda one: one.unclicked,
        sort="unclicked",
        css="text-end",
    ),
    Column("late", "Third or later", lambda one: one.late, sort="late", css="text-end"),
    Column(
        "average",
        "Position clicked",
        lambda one: round(float(one.average), 1) if one.average else None,
        sort="average",
        css="text-end",
    ),
    Column("last", "Last", lambda one: one.at, sort="at"),
]


@require_safe
def insight_searches(request: HttpRequest) -> HttpResponse:
    """What was searched for in 90 days, and how it fared."""
    _check(request)
    return show_list(
        request,
        "knowledge/insight_searches.html",
        queries.searched_words(now=timezone.now()),
        form=SearchedFilter(request.GET or None, user=request.user),
        columns=SEARCHED,
        name="searches",
    )


def _article_link(article: Article) -> str:
    return link(article.get_absolute_url(), article.title)


def _needs(article: Article) -> str:
    badges = [badge(words, "amber") for words in queries.needs_of(article)]
    return fill(" ".join(["{}"] * len(badges)), *badges)


NEEDY = [
    Column(
        "title",
        "Article",
        lambda one: one.title,
        sort="title",
        cell=_article_link,
        is_head=True,
    ),
    Column("space", "Space", lambda one: one.space.name, sort="space__name"),
    Column("kind", "Kind", lambda one: one.get_kind_display(), sort="kind"),
    Column("owner", "Owner", lambda one: str(one.owner or ""), sort="owner__name"),
    Column("team", "Owner team", lambda one: str(one.team or ""), sort="team__name"),
    Column(
        "verified", "Last verified", lambda one: one.verified_at, sort="verified_at"
    ),
    Column("review", "Review due", lambda one: one.review_on, sort="review_on"),
    Column(
        "needs",
        "What it needs",
        lambda one: ", ".join(queries.needs_of(one)),
        cell=_needs,
    ),
]


@require_safe
def insight_articles(request: HttpRequest) -> HttpResponse:
    """Articles that readers have, and what each lacks."""
    _check(request)
    return show_list(
        request,
        "knowledge/insight_articles.html",
        queries.needy_articles(request.user, now=timezone.now()),
        form=NeedyFilter(request.GET or None, user=request.user),
        columns=NEEDY,
        name="articles-in-need",
    )


DUPLICATES = [
    Column(
        "article",
        "Article",
        lambda one: one.article.title,
        sort="article__title",
        cell=lambda one: _article_link(one.article),
        is_head=True,
    ),
    Column("space", "In", lambda one: one.article.space.name),
    Column(
        "other",
        "Says nearly the same as",
        lambda one: one.other.title,
        sort="other__title",
        cell=lambda one: _article_link(one.other),
    ),
    Column("other_space", "In", lambda one: one.other.space.name),
    Column(
        "similarity",
        "Likeness",
        lambda one: round(one.similarity, 3),
        sort="similarity",
        css="text-end",
    ),
]


@require_safe
def insight_duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs of articles that say nearly the same."""
    _check(request)
    return show_list(
        request,
        "knowledge/insight_duplicates.html",
        queries.listed_duplicates(request.user),
        form=DuplicateFilter(request.GET or None, user=request.user),
        columns=DUPLICATES,
        name="near-duplicates",
        context={"may_tell": can_tend_failed(request.user)},
    )


@require_POST
def call_duplicates_different(request: HttpRequest) -> HttpResponse:
    """Say that the ticked pairs are both needed."""
    _check(request)
    rows = queries.ticked_duplicates(request.user, request.POST.getlist("picked"))
    for pair in rows:
        call_different(pair.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{len(rows)} not shown again.")
    return see_other(reverse("knowledge:insight_duplicates"))
