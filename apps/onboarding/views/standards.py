"""Standards: reading them, comparing editions, writing the next one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.errors import EditConflict
from apps.core.http import render_page, see_other
from apps.onboarding import actions
from apps.onboarding.access import can_author_standards
from apps.onboarding.forms.standards import (
    AmendStandardForm,
    NewStandardForm,
    PublishForm,
    again,
    now_said,
    standard_initial,
)
from apps.onboarding.models import Standard, StandardVersion
from apps.onboarding.queries.files import edition_file
from apps.onboarding.queries.standards import differences, distances, rule_in_words
from apps.onboarding.views.drafts import edition_of


def _standard(request: HttpRequest, slug: str) -> Standard:
    return get_object_or_404(Standard.objects.visible_to(request.user), slug=slug)


def _edition(request: HttpRequest, slug: str, number: int) -> StandardVersion:
    rows = StandardVersion.objects.visible_to(request.user).select_related("standard")
    return get_object_or_404(rows, standard__slug=slug, number=number)


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
        "in_force": seen.of(found).in_force().first(),
        "rule": rule_in_words(found.applies),
        "may_author": can_author_standards(request.user),
    }
    return render_page(request, "onboarding/standard.html", context)


@require_safe
def edit_standard(request: HttpRequest, slug: str) -> HttpResponse:
    """A standard's name, description and applicability rule, to change."""
    found = _standard(request, slug)
    return _show_standard(
        request, found, AmendStandardForm(initial=standard_initial(found))
    )


def _show_standard(
    request: HttpRequest, found: Standard, form: Any, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"found": found, "form": form, **more}
    return render_page(request, "onboarding/standard_edit.html", context, status=status)


@require_POST
def amend_standard(request: HttpRequest, slug: str) -> HttpResponse:
    """Change them."""
    found = _standard(request, slug)
    form = AmendStandardForm(request.POST)
    if not form.is_valid():
        return _show_standard(request, found, form, 422)
    try:
        actions.amend_standard(
            found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except EditConflict as lost:
        current = standard_initial(_standard(request, slug))
        return _show_standard(
            request, found, again(form, lost), 409, said=now_said(form, current)
        )
    return see_other(found.get_absolute_url())


@require_safe
def retire_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What it means to retire a standard, to confirm."""
    found = _standard(request, slug)
    context = {"found": found, "edition": found.versions.in_force().first()}
    return render_page(request, "onboarding/standard_retire.html", context)


@require_POST
def retire_standard(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask nobody new for it."""
    found = _standard(request, slug)
    actions.retire_standard(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


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
def edition_as_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The edition as a file that can be read back."""
    found = _edition(request, slug, number)
    name = f"{slug}-{number}.yaml"
    return HttpResponse(
        edition_file(found),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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
    context = {"form": NewStandardForm()}
    return render_page(request, "onboarding/standard_form.html", context)


@require_POST
def create_standard(request: HttpRequest) -> HttpResponse:
    """Make it, with an empty draft."""
    form = NewStandardForm(request.POST)
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
    found = edition_of(request, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _show_edition(request, found, status=422, publish_form=form)
    actions.publish(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())
