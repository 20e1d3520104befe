"""Searches that found nothing: the list, one of them, and what is done about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.markup import link, state_badge
from apps.knowledge.access import can_see_failed, can_tend_failed
from apps.knowledge.actions import failed as actions
from apps.knowledge.forms.failed import (
    ActForm,
    AnswerForm,
    DraftForm,
    FailedFilter,
    NotOursForm,
    OwnForm,
    SynonymForm,
)
from apps.knowledge.models import Article, FailedSearch
from apps.knowledge.queries.failed import draft_of, failed_page, listed_failed
from apps.knowledge.rules.templates import TEMPLATES

COLUMNS = [
    Column(
        "words",
        "Searched for",
        lambda one: one.words,
        sort="words",
        cell=lambda one: link(one.get_absolute_url(), one.words),
        is_head=True,
    ),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        sort="state",
        cell=state_badge,
    ),
    Column("owner", "Owner", lambda one: str(one.owner or ""), sort="owner__name"),
    Column("count", "Times", lambda one: one.count, sort="count", css="text-end"),
    Column("last", "Last", lambda one: one.last_at, sort="last_at"),
    Column("first", "First", lambda one: one.first_at, sort="first_at"),
]


@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    """Every failed search, those that mean the same as one."""
    if not can_see_failed(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "knowledge/failed.html",
        listed_failed(request.user),
        form=FailedFilter(request.GET or None, user=request.user),
        columns=COLUMNS,
        name="failed-searches",
    )


def _found(request: HttpRequest, pk: int) -> FailedSearch:
    return get_object_or_404(listed_failed(request.user), pk=pk)


@require_safe
def failed_search(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: to who tends search all of it, to who searched what became of it."""
    return _show(request, _found(request, pk))


def _show(
    request: HttpRequest, found: FailedSearch, *, status: int = 200, **forms: Any
) -> HttpResponse:
    user, initial = request.user, {"version": found.version}
    page = failed_page(found, user)
    context: dict[str, Any] = {"found": found, "page": page}
    if page.may_act:
        context |= {
            "act_form": ActForm(initial=initial),
            "own_form": OwnForm(initial={**initial, "owner": found.owner_id}),
            "draft_form": DraftForm(initial=initial, user=user),
            "answer_form": AnswerForm(initial=initial, user=user),
            "synonym_form": SynonymForm(initial=initial, user=user),
            "not_ours_form": NotOursForm(initial=initial),
        }
    context |= forms
    return render_page(request, "knowledge/failed_search.html", context, status=status)


def _to_act_on(request: HttpRequest, pk: int) -> FailedSearch:
    """One that this person may do something about; asked again by each action."""
    found = _found(request, pk)
    if not can_tend_failed(request.user):
        raise PermissionDenied
    return found


def _acted(
    request: HttpRequest,
    pk: int,
    *,
    form: ActForm,
    name: str,
    act: Callable[..., Any],
    words: str,
) -> HttpResponse:
    """Do it with what was typed, or show the form again."""
    found = _to_act_on(request, pk)
    if not form.is_valid():
        return _show(request, found, status=422, **{name: form})
    act(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, words)
    return see_other(found.get_absolute_url())


@require_POST
def own_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who sees to it."""
    form = OwnForm(request.POST)
    done = "Its owner is changed."
    return _acted(
        request, pk, form=form, name="own_form", act=actions.own_failed, words=done
    )


@require_POST
def draft_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an article for it, once however often the form is sent."""
    found = _to_act_on(request, pk)
    form = DraftForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, found, status=422, draft_form=form)
    fields = dict(form.cleaned_data)
    made = once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="knowledge.draft_failed",
        make=lambda: actions.draft_for_failed(
            found.pk,
            by=request.user,
            now=timezone.now(),
            **fields,
            **draft_of(found, TEMPLATES[fields["kind"]]),
        ),
    )
    messages.success(request, "The article is begun. Write what people looked for.")
    return see_other(get_object_or_404(Article, pk=made).get_absolute_url())


@require_POST
def answer_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it by an article."""
    form = AnswerForm(request.POST, user=request.user)
    done = "It is closed by the article. Who searched for it is told."
    return _acted(
        request,
        pk,
        form=form,
        name="answer_form",
        act=actions.answer_failed,
        words=done,
    )


@require_POST
def synonym_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it by a synonym."""
    form = SynonymForm(request.POST, user=request.user)
    done = "It is closed by the synonym. Who searched for it is told."
    return _acted(
        request,
        pk,
        form=form,
        name="synonym_form",
        act=actions.close_by_synonym,
        words=done,
    )


@require_POST
def not_ours_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that this base does not answer it."""
    form = NotOursForm(request.POST)
    done = "It is closed. Who searched for it is told why."
    return _acted(
        request,
        pk,
        form=form,
        name="not_ours_form",
        act=actions.close_as_not_ours,
        words=done,
    )


@require_POST
def reopen_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it again."""
    form = ActForm(request.POST)
    done = "It is open again."
    return _acted(
        request, pk, form=form, name="act_form", act=actions.reopen_failed, words=done
    )
