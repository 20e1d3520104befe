"""Writing a draft edition: its criteria and questions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.errors import EditConflict
from apps.core.http import render_page, see_other
from apps.onboarding import actions
from apps.onboarding.forms.criteria import CriterionForm, criterion_initial
from apps.onboarding.forms.standards import (
    QuestionForm,
    again,
    now_said,
    question_initial,
)
from apps.onboarding.models import Criterion, Question, StandardVersion


def edition_of(request: HttpRequest, pk: int) -> StandardVersion:
    rows = StandardVersion.objects.visible_to(request.user).select_related("standard")
    return get_object_or_404(rows, pk=pk)


def _criterion(request: HttpRequest, pk: int) -> Criterion:
    seen = StandardVersion.objects.visible_to(request.user)
    rows = Criterion.objects.select_related("edition__standard", "category")
    return get_object_or_404(rows, pk=pk, edition__in=seen)


def _show_form(
    request: HttpRequest,
    edition: StandardVersion,
    form: Any,
    url: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"edition": edition, "form": form, "post_url": url, **more}
    return render_page(request, "onboarding/part_form.html", context, status=status)


@require_safe
def new_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """A new criterion of a draft, to fill in."""
    return _show_form(
        request,
        edition_of(request, pk),
        CriterionForm(),
        reverse("onboarding:add_criterion", args=[pk]),
    )


@require_POST
def add_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Add it."""
    edition = edition_of(request, pk)
    form = CriterionForm(request.POST)
    if not form.is_valid():
        return _show_form(request, edition, form, request.path, 422)
    fields = form.cleaned_data
    fields.pop("expected_version")
    actions.add_criterion(edition.pk, by=request.user, now=timezone.now(), **fields)
    return see_other(edition.get_absolute_url())


@require_safe
def edit_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """A criterion of a draft, to change."""
    found = _criterion(request, pk)
    form = CriterionForm(initial=criterion_initial(found))
    return _show_form(
        request, found.edition, form, reverse("onboarding:amend_criterion", args=[pk])
    )


@require_POST
def amend_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    found = _criterion(request, pk)
    form = CriterionForm(request.POST)
    if not form.is_valid():
        return _show_form(request, found.edition, form, request.path, 422)
    try:
        actions.amend_criterion(
            found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except EditConflict as lost:
        said = now_said(form, criterion_initial(_criterion(request, pk)))
        retried = again(form, lost)
        return _show_form(request, found.edition, retried, request.path, 409, said=said)
    return see_other(found.edition.get_absolute_url())


@require_POST
def remove_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out."""
    found = _criterion(request, pk)
    edition = actions.remove_criterion(found.pk, by=request.user, now=timezone.now())
    return see_other(edition.get_absolute_url())


@require_safe
def edit_question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question of a draft: a new one, or the one that ?key= names."""
    edition = edition_of(request, pk)
    found = edition.question_with(request.GET.get("key", ""))
    form = QuestionForm(initial=question_initial(found) if found else None)
    return _show_form(
        request, edition, form, reverse("onboarding:set_question", args=[pk])
    )


@require_POST
def set_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Add it, or change it."""
    edition = edition_of(request, pk)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _show_form(request, edition, form, request.path, 422)
    try:
        actions.set_question(
            edition.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except EditConflict as lost:
        current = edition.question_with(form.cleaned_data["key"])
        said = now_said(form, question_initial(current)) if current else []
        retried = again(form, lost)
        return _show_form(request, edition, retried, request.path, 409, said=said)
    return see_other(edition.get_absolute_url())


@require_POST
def remove_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out."""
    found = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    edition = actions.remove_question(found.pk, by=request.user, now=timezone.now())
    return see_other(edition.get_absolute_url())
