"""Required reading: mine, what I may watch, who has read which version."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, show_form
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.markup import badge, fill, link, person, show_time, state_badge
from apps.knowledge.access import can_require
from apps.knowledge.actions import requiring as actions
from apps.knowledge.forms.failed import ActForm
from apps.knowledge.forms.required import (
    AmendRequiredForm,
    ReaderFilter,
    RequiredFilter,
    RequireForm,
)
from apps.knowledge.models import Article, RequiredReading
from apps.knowledge.queries.articles import article_at
from apps.knowledge.queries.required import (
    count_signed,
    listed_readers,
    listed_required,
    mine_to_read,
)
from apps.knowledge.queries.required_page import (
    chart_of_teams,
    may_tend,
    required_page,
)
from apps.knowledge.states import ReadingState


def _due(one: RequiredReading) -> object:
    """The day, and whether it has passed with people still to sign."""
    counted: Any = one
    is_missing = counted.signed_count < counted.asked_count
    is_late = one.state == ReadingState.OPEN and one.due_on < timezone.localdate()
    if is_late and is_missing:
        return fill("{} {}", show_time(one.due_on), badge("overdue", "red"))
    return one.due_on


COLUMNS = [
    Column(
        "article",
        "Article",
        lambda one: one.article.title,
        "article__title",
        lambda one: link(one.get_absolute_url(), one.article.title),
        is_head=True,
        css="portal-wide",
    ),
    Column(
        "space", "Space", lambda one: one.article.space.name, "article__space__name"
    ),
    Column("due", "To be read by", lambda one: one.due_on, "due_on", _due),
    Column("asked", "Asked", lambda one: one.asked_count, css="num"),
    Column("signed", "Signed off", lambda one: one.signed_count, css="num"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        lambda one: state_badge(
            one, "blue" if one.state == ReadingState.OPEN else "grey"
        ),
    ),
    Column("by", "Asked by", lambda one: one.made_by.name, "made_by__name"),
    Column("made", "Since", lambda one: one.made_at, "made_at"),
]


def _reader_columns() -> list[Column]:
    return [
        Column("name", "Person", lambda one: one.name, "name", person, is_head=True),
        Column(
            "teams",
            "Teams",
            lambda one: ", ".join(each.team.name for each in one.memberships.all()),
        ),
        Column("read", "Signed off", _read, "signed_number", _read_badge),
        Column(
            "number",
            "Version",
            lambda one: one.signed_number,
            "signed_number",
            css="num",
        ),
        Column("at", "When", lambda one: one.signed_at, "signed_at"),
        Column("opened", "Last opened", lambda one: one.opened_on, "opened_on"),
    ]


def _read(one: Any) -> str:
    if one.signed_number is None:
        return "No"
    return "Yes" if one.signed_number >= one.since_number else "Older version"


def _read_badge(one: Any) -> object:
    tones = {"Yes": "green", "No": "grey", "Older version": "amber"}
    return badge(_read(one), tones[_read(one)])


@require_safe
def required(request: HttpRequest) -> HttpResponse:
    """What one must read, and what one may see who has read."""
    return show_list(
        request,
        "knowledge/required.html",
        listed_required(request.user),
        form=RequiredFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="required-reading",
        context={"mine": mine_to_read(request.user, timezone.localdate())},
        dress=count_signed,
    )


def _found(request: HttpRequest, pk: int) -> RequiredReading:
    rows = RequiredReading.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("article__space", "article__published", "since", "made_by"),
        pk=pk,
    )


@require_safe
def required_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has read which version; to who is only asked, what is asked."""
    found = _found(request, pk)
    page = required_page(found, request.user, timezone.localdate())
    context = {
        "found": found,
        "page": page,
        "act_form": ActForm(initial={"version": found.version}),
    }
    if not page.may_watch:
        return render_page(request, "knowledge/required_reading.html", context)
    return show_list(
        request,
        "knowledge/required_reading.html",
        listed_readers(found),
        form=ReaderFilter(request.GET, user=request.user),
        columns=_reader_columns(),
        name=f"required-reading-{found.pk}",
        context={**context, "chart": chart_of_teams(found)},
    )


def _edit_page(found: RequiredReading) -> FormPage:
    return FormPage(
        f"Change: {found}",
        reverse("knowledge:amend_required", args=[found.pk]),
        found.get_absolute_url(),
        f"Required reading: {found.article}",
        intro="Who is asked now and was not before is told; of another day, all who"
        " have not signed.",
    )


def _to_tend(request: HttpRequest, pk: int) -> RequiredReading:
    found = _found(request, pk)
    if not may_tend(request.user, found):
        raise PermissionDenied
    return found


@require_safe
def required_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form: other people, another day."""
    found = _to_tend(request, pk)
    form = AmendRequiredForm(user=request.user, found=found)
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_required(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask others, or by another day."""
    found = _to_tend(request, pk)
    form = AmendRequiredForm(request.POST, user=request.user, found=found)
    act = partial(actions.amend_required, found.pk)
    return amend(request, _edit_page(found), form, act)


def _acted(request: HttpRequest, pk: int, act: Any, words: str) -> HttpResponse:
    """Do it over the version that was read."""
    found = get_object_or_404(listed_required(request.user), pk=pk)
    form = ActForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    act(found.pk, by=request.user, version=version, now=timezone.now())
    messages.success(request, words)
    return see_other(found.get_absolute_url())


@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Count only sign-offs of the version that readers have now."""
    words = "Everybody is asked again, for the newest version."
    return _acted(request, pk, actions.ask_again, words)


@require_POST
def close_required(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    return _acted(request, pk, actions.close_required, "Nobody is asked any longer.")


@require_POST
def reopen_required(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask again for what was closed."""
    return _acted(request, pk, actions.reopen_required, "It is asked for again.")


def _page(found: Article) -> FormPage:
    return FormPage(
        "Require reading",
        reverse("knowledge:require_reading", args=[found.space.slug, found.slug]),
        found.get_absolute_url(),
        found.title,
        submit="Ask them",
        intro="Each is told, reminded before the day, and signs the version they read.",
    )


def _to_require(request: HttpRequest, space: str, slug: str) -> Article:
    found = article_at(request.user, space, slug)
    if not can_require(request.user, found):
        raise PermissionDenied
    return found


@require_safe
def required_new(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The form: whom to ask, by when."""
    found = _to_require(request, space, slug)
    form = RequireForm(user=request.user, article=found)
    return show_form(request, _page(found), form)


@require_POST
def require_reading(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Ask them; the same form again asks nobody twice."""
    found = _to_require(request, space, slug)
    form = RequireForm(request.POST, user=request.user, article=found)
    if not form.is_valid():
        return show_form(request, _page(found), form)
    fields = dict(form.cleaned_data)
    made = once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="knowledge.require_reading",
        make=lambda: actions.require_reading(
            found, by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "They are asked to read it.")
    return see_other(reverse("knowledge:required_reading", args=[made]))
