"""Standards: reading them, comparing editions, writing the next one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.onboarding import actions
from apps.onboarding.access import can_author_standards
from apps.onboarding.forms.standards import (
    CriterionForm,
    PublishForm,
    QuestionForm,
    StandardForm,
    criterion_initial,
    question_initial,
)
from apps.onboarding.models import Criterion, Standard, StandardVersion
from apps.onboarding.queries.standards import differences, distances


def _standard(request: HttpRequest, slug: str) -> Standard:
    return get_object_or_404(Standard.objects.visible_to(request.user), slug=slug)


def _edition(request: HttpRequest, slug: str, number: int) -> StandardVersion:
    rows = StandardVersion.objects.visible_to(request.user).select_related("standard")
    return get_object_or_404(rows, standard__slug=slug, number=number)


def _edition_of(request: HttpRequest, pk: int) -> StandardVersion:
    rows = StandardVersion.objects.visible_to(request.user).select_related("standard")
    return get_object_or_404(rows, pk=pk)


def _criterion(request: HttpRequest, pk: int) -> Criterion:
    seen = StandardVersion.objects.visible_to(request.user)
    rows = Criterion.objects.select_related("edition__standard", "category")
    return get_object_or_404(rows, pk=pk, edition__in=seen)


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Every standard and the edition in force."""
    rows = Standard.objects.visible_to(request.user).prefetch_related("versions")
    context = {"standards": rows, "may_author": can_author_standards(request.user)}
    return render_page(request, "onboarding/standards.html", context)


@require_safe
def standard(request: HttpRequest, slug: str) -> HttpResponse:
    """One standard: its editions and its history."""
    found = _standard(request, slug)
    seen = StandardVersion.objects.visible_to(request.user)
    context = {
        "found": found,
        "editions": list(seen.of(found)),
        "may_author": can_author_standards(request.user),
    }
    return render_page(request, "onboarding/standard.html", context)


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition: its questions and criteria; as a draft, to work on."""
    found = _edition(request, slug, number)
    return _show_edition(request, found)


def _show_edition(
    request: HttpRequest, found: StandardVersion, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "criteria": list(found.criteria.select_related("category")),
        "questions": list(found.questions.all()),
        "may_edit": can_author_standards(request.user) and found.state == "draft",
        "publish_form": PublishForm(),
        **forms,
    }
    return render_page(request, "onboarding/edition.html", context, status=status)


@require_safe
def compare(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """What changed from one edition to another."""
    before, after = _edition(request, slug, old), _edition(request, slug, new)
    context = {"old": before, "new": after, "rows": differences(before, after)}
    return render_page(request, "onboarding/compare.html", context)


@require_safe
def distance(request: HttpRequest) -> HttpResponse:
    """How far each live application is from the standards as they are now."""
    context = {"rows": distances(request.user)}
    return render_page(request, "onboarding/distance.html", context)


@require_safe
def new_standard(request: HttpRequest) -> HttpResponse:
    """A new standard, to name."""
    context = {"form": StandardForm()}
    return render_page(request, "onboarding/standard_form.html", context)


@require_POST
def create_standard(request: HttpRequest) -> HttpResponse:
    """Make it, with an empty draft."""
    form = StandardForm(request.POST)
    if not form.is_valid():
        context = {"form": form}
        return render_page(
            request, "onboarding/standard_form.html", context, status=422
        )
    made = actions.create_standard(
        by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(made.get_absolute_url())


@require_POST
def draft_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Start the next edition."""
    found = _standard(request, slug)
    draft = actions.draft_edition(found.pk, by=request.user, now=timezone.now())
    return see_other(draft.get_absolute_url())


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft."""
    found = _edition_of(request, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _show_edition(request, found, status=422, publish_form=form)
    actions.publish(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


def _show_form(
    request: HttpRequest,
    edition: StandardVersion,
    form: Any,
    url: str,
    status: int = 200,
) -> HttpResponse:
    context = {"edition": edition, "form": form, "post_url": url}
    return render_page(request, "onboarding/part_form.html", context, status=status)


@require_safe
def new_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """A new criterion of a draft, to fill in."""
    return _show_form(
        request,
        _edition_of(request, pk),
        CriterionForm(),
        reverse("onboarding:add_criterion", args=[pk]),
    )


@require_POST
def add_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Add it."""
    edition = _edition_of(request, pk)
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
    actions.amend_criterion(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
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
    edition = _edition_of(request, pk)
    found = edition.question_with(request.GET.get("key", ""))
    form = QuestionForm(initial=question_initial(found) if found else None)
    return _show_form(
        request, edition, form, reverse("onboarding:set_question", args=[pk])
    )


@require_POST
def set_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Add it, or change it."""
    edition = _edition_of(request, pk)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _show_form(request, edition, form, request.path, 422)
    actions.set_question(
        edition.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(edition.get_absolute_url())
