"""Judged queries: the list, one of them, a file of them, and what a space scores."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.markup import link
from apps.knowledge.access import can_judge
from apps.knowledge.actions import judging
from apps.knowledge.forms.judged import (
    AmendJudgedForm,
    BringJudgedForm,
    JudgedFilter,
    NewJudgedForm,
    TryForm,
)
from apps.knowledge.models import JudgedQuery, Space
from apps.knowledge.queries.judged import listed_judged, space_quality


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


COLUMNS = [
    Column(
        "query",
        "Searched for",
        lambda one: one.query,
        sort="query",
        cell=lambda one: link(one.get_absolute_url(), one.query),
        is_head=True,
    ),
    Column("space", "Space", lambda one: one.space.name, sort="space__name"),
    Column("wanted", "Articles", lambda one: one.wanted, sort="wanted", css="text-end"),
    Column(
        "ndcg",
        "nDCG@10",
        lambda one: one.last_ndcg,
        sort="last_ndcg",
        cell=lambda one: _share(one.last_ndcg),
        css="text-end",
    ),
    Column(
        "place",
        "First right one at",
        lambda one: one.last_place,
        sort="last_place",
        css="text-end",
    ),
    Column("evaluated", "Evaluated", lambda one: one.evaluated_at, sort="evaluated_at"),
]


@require_safe
def judged(request: HttpRequest) -> HttpResponse:
    """Every judged query of the spaces one sees."""
    if not request.user.is_internal:
        raise PermissionDenied
    return show_list(
        request,
        "knowledge/judged.html",
        listed_judged(request.user),
        form=JudgedFilter(request.GET or None, user=request.user),
        columns=COLUMNS,
        name="judged-queries",
        context={"spaces": Space.objects.visible_to(request.user)},
    )


def _space(request: HttpRequest, slug: str) -> Space:
    """A space that somebody inside sees."""
    if not request.user.is_internal:
        raise PermissionDenied
    return get_object_or_404(Space.objects.visible_to(request.user), slug=slug)


def _judged_space(request: HttpRequest, slug: str) -> Space:
    """One in which this person judges; asked again by each action."""
    space = _space(request, slug)
    if not can_judge(request.user, space):
        raise PermissionDenied
    return space


def _space_url(space: Space) -> str:
    return reverse("knowledge:judged_space", args=[space.slug])


@require_safe
def judged_space(request: HttpRequest, space: str) -> HttpResponse:
    """How well search answers a space over the last nights."""
    return _show_space(request, _space(request, space))


def _show_space(
    request: HttpRequest, space: Space, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "space": space,
        "page": space_quality(space),
        "may_judge": can_judge(request.user, space),
        "bring_form": BringJudgedForm(space=space, user=request.user),
        "try_form": TryForm(),
        **more,
    }
    return render_page(request, "knowledge/judged_space.html", context, status=status)


@require_safe
def judged_new(request: HttpRequest, space: str) -> HttpResponse:
    """The form for a new judged query."""
    found = _judged_space(request, space)
    form = NewJudgedForm(space=found, user=request.user)
    return show_form(request, _new_page(found), form)


def _new_page(space: Space) -> FormPage:
    return FormPage(
        title="Judge a query",
        action=reverse("knowledge:judge_query", args=[space.slug]),
        back=_space_url(space),
        back_label=f"Search in {space}",
        intro="Take what people really type: an alert, an error text, a half-remembered title.",
    )


@require_POST
def judge_query(request: HttpRequest, space: str) -> HttpResponse:
    """Keep it, once however often it is sent."""
    found = _judged_space(request, space)
    return create(
        request,
        NewJudgedForm(request.POST, space=found, user=request.user),
        lambda **fields: judging.judge_query(found, **fields),
        purpose="knowledge.judge_query",
        refuse=lambda form: show_form(request, _new_page(found), form),
        there=lambda _: _space_url(found),
    )


def _one(request: HttpRequest, pk: int) -> JudgedQuery:
    return get_object_or_404(listed_judged(request.user), pk=pk)


@require_safe
def judged_query(request: HttpRequest, pk: int) -> HttpResponse:
    """One judged query: what should be found, and how it was answered last."""
    found = _one(request, pk)
    form = AmendJudgedForm(judged=found, user=request.user)
    return _show_one(request, found, form)


def _show_one(
    request: HttpRequest, found: JudgedQuery, form: AmendJudgedForm
) -> HttpResponse:
    context = {
        "found": found,
        "form": form,
        "may_judge": can_judge(request.user, found.space),
    }
    return render_page(request, "knowledge/judged_query.html", context)


def _one_page(found: JudgedQuery) -> FormPage:
    return FormPage(
        title=found.query,
        action=reverse("knowledge:amend_judged", args=[found.pk]),
        back=found.get_absolute_url(),
        back_label=found.query,
    )


@require_POST
def amend_judged(request: HttpRequest, pk: int) -> HttpResponse:
    """Say otherwise what should be found."""
    found = _one(request, pk)
    _judged_space(request, found.space.slug)
    form = AmendJudgedForm(request.POST, judged=found, user=request.user)
    return amend(
        request,
        _one_page(found),
        form,
        lambda **fields: judging.amend_judged(found.pk, **fields),
    )


@require_POST
def remove_judged(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out."""
    found = _one(request, pk)
    judging.remove_judged(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"“{found.query}” is no longer judged.")
    return see_other(_space_url(found.space))


@require_POST
def bring_judged(request: HttpRequest, space: str) -> HttpResponse:
    """Keep what a CSV says."""
    found = _judged_space(request, space)
    form = BringJudgedForm(request.POST, request.FILES, space=found, user=request.user)
    if not form.is_valid():
        return _show_space(request, found, status=422, bring_form=form)
    new, changed = judging.bring_judged(
        found, queries=form.cleaned_data["file"], by=request.user, now=timezone.now()
    )
    messages.success(request, f"{new} new queries, {changed} changed.")
    return see_other(_space_url(found))


@require_POST
def evaluate_judged(request: HttpRequest, space: str) -> HttpResponse:
    """Put them to search now."""
    found = _judged_space(request, space)
    judging.evaluate_now(found, by=request.user, now=timezone.now())
    messages.success(request, "The judged queries are put to search.")
    return see_other(_space_url(found))


@require_safe
def try_synonym(request: HttpRequest, space: str) -> HttpResponse:
    """What a synonym would change, before it is kept. Nothing is written."""
    found = _judged_space(request, space)
    form = TryForm(request.GET)
    if not form.is_valid():
        return _show_space(request, found, status=422, try_form=form)
    trial = judging.try_synonym(
        found, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return _show_space(request, found, try_form=form, trial=trial)
