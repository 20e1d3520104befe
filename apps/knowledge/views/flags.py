"""Flags: their list, one of them, raising one and answering it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, show_form
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.markup import link, state_badge
from apps.knowledge.access import can_answer_flag
from apps.knowledge.actions import flags as actions
from apps.knowledge.forms.reading import DeclineForm, FixForm, FlagFilter, FlagForm
from apps.knowledge.models import Article, Flag
from apps.knowledge.queries.articles import article_at
from apps.knowledge.queries.drawing import drawn
from apps.knowledge.queries.flags import flag_page, listed_flags

SHOWN = 120
COLUMNS = [
    Column(
        "flag",
        "What is wrong",
        lambda one: one.comment,
        cell=lambda one: link(one.get_absolute_url(), one.comment[:SHOWN]),
        is_head=True,
        css="portal-wide",
    ),
    Column(
        "article",
        "Article",
        lambda one: one.article.title,
        "article__title",
        lambda one: link(one.article.get_absolute_url(), one.article.title),
    ),
    Column(
        "space", "Space", lambda one: one.article.space.name, "article__space__name"
    ),
    Column("state", "State", lambda one: one.get_state_display(), "state", state_badge),
    Column(
        "owner",
        "Owner",
        lambda one: str(one.article.owner or ""),
        "article__owner__name",
    ),
    Column("by", "Flagged by", lambda one: one.by.name, "by__name"),
    Column("at", "Flagged", lambda one: one.at, "at"),
    Column(
        "fixed_in",
        "Fixed in",
        lambda one: one.fixed_in.number if one.fixed_in else None,
        "fixed_in__number",
        css="num",
    ),
    Column("closed", "Answered", lambda one: one.closed_at, "closed_at"),
]


@require_safe
def flags(request: HttpRequest) -> HttpResponse:
    """Every flag one sees."""
    return show_list(
        request,
        "knowledge/flags.html",
        listed_flags(request.user),
        form=FlagFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="flags",
    )


def _found(request: HttpRequest, pk: int) -> Flag:
    return get_object_or_404(listed_flags(request.user), pk=pk)


@require_safe
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """One flag, and what may be done about it."""
    return _show(request, _found(request, pk))


def _show(
    request: HttpRequest, found: Flag, *, status: int = 200, **forms: Any
) -> HttpResponse:
    page = flag_page(found, request.user)
    initial = {"version": found.version}
    context: dict[str, Any] = {"found": found, "page": page}
    if page.may_answer:
        context |= {
            "fix_form": FixForm(initial=initial, later=list(page.later)),
            "decline_form": DeclineForm(initial=initial),
        }
    return render_page(
        request, "knowledge/flag.html", {**context, **forms}, status=status
    )


def _to_answer(request: HttpRequest, pk: int) -> Flag:
    """One that this person may answer; asked again by the action."""
    found = _found(request, pk)
    if not can_answer_flag(request.user, found.article):
        raise PermissionDenied
    return found


@require_POST
def fix_flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which version fixed it."""
    found = _to_answer(request, pk)
    later = list(flag_page(found, request.user).later)
    form = FixForm(request.POST, later=later)
    if not form.is_valid():
        return _show(request, found, status=422, fix_form=form)
    actions.fix_flag(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "The flag is closed. Who raised it is told.")
    return see_other(found.get_absolute_url())


@require_POST
def decline_flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why the passage stays."""
    found = _to_answer(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, decline_form=form)
    actions.decline_flag(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "The flag is declined. Who raised it is told why.")
    return see_other(found.get_absolute_url())


def _page(found: Article) -> FormPage:
    return FormPage(
        "Flag a passage",
        reverse("knowledge:raise_flag", args=[found.space.slug, found.slug]),
        found.get_absolute_url(),
        found.title,
        submit="Send to its owner",
        intro="Whoever keeps the article is told, and you are told when it is answered.",
    )


def _headings(request: HttpRequest, found: Article) -> list[str]:
    body = found.published.body if found.published else ""
    headings = drawn(found, body, request.user).headings
    return [words for _, _, words in headings]


@require_safe
def flag_new(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The form for a flag; the address may hold the passage that was marked."""
    found = article_at(request.user, space, slug)
    headings = _headings(request, found)
    initial = {
        "quote": request.GET.get("quote", "")[:1000],
        "heading": request.GET.get("heading", ""),
    }
    form = FlagForm(initial=initial, headings=headings)
    return show_form(request, _page(found), form)


@require_POST
def raise_flag(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Send it to whoever keeps the article; the same form again sends nothing."""
    found = article_at(request.user, space, slug)
    form = FlagForm(request.POST, headings=_headings(request, found))
    if not form.is_valid():
        return show_form(request, _page(found), form)
    fields = dict(form.cleaned_data)
    once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="knowledge.raise_flag",
        make=lambda: actions.raise_flag(
            found, by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "Thank you. Whoever keeps the article is told.")
    return see_other(found.get_absolute_url())
