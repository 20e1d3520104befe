"""One criterion of one request: its evidence, and what the team says of it."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import forget_typed
from apps.core.errors import EditConflict
from apps.core.http import render_page, see_other
from apps.core.queries import typed_at
from apps.core.uploads import attachment_response
from apps.onboarding import actions
from apps.onboarding.forms.team import (
    CommentForm,
    EvidenceForm,
    NotApplicableForm,
    ReasonForm,
    WaiverForm,
    evidence_initial,
)
from apps.onboarding.models import Assessment, Evidence
from apps.onboarding.queries.page import criterion_page, what_may_with


def visible_assessment(request: HttpRequest, pk: int) -> Assessment:
    """The assessment, if its request exists for who asks."""
    rows = Assessment.objects.visible_to(request.user).with_all().with_request()
    return get_object_or_404(rows, pk=pk)


@require_safe
def criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """One criterion: what is asked, what was given, what was decided."""
    return show_criterion(request, visible_assessment(request, pk))


def show_criterion(
    request: HttpRequest, found: Assessment, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """A criterion's page, with what was typed into its forms."""
    kept = typed_at(found.place, by=request.user)
    context = {
        "found": found,
        "page": criterion_page(found),
        "kept": kept,
        "evidence_form": EvidenceForm(
            initial=evidence_initial(found, kept), found=found
        ),
        "not_applicable_form": NotApplicableForm(
            initial={"expected_version": found.version}
        ),
        "waiver_form": WaiverForm(),
        "return_form": ReasonForm(),
        "comment_form": CommentForm(initial={"assessment_pk": found.pk}),
        "may": what_may_with(request.user, found, timezone.localdate()),
        **forms,
    }
    return render_page(request, "onboarding/criterion.html", context, status=status)


@require_POST
def give_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Give evidence; whoever comes second sees both texts."""
    found = visible_assessment(request, pk)
    form = EvidenceForm(request.POST, request.FILES, found=found)
    if not form.is_valid():
        return show_criterion(request, found, status=422, evidence_form=form)
    try:
        given = actions.give_evidence(
            found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except EditConflict as lost:
        fresh = visible_assessment(request, pk)
        form = EvidenceForm(initial=evidence_initial(fresh, lost), found=fresh)
        return show_criterion(request, fresh, status=409, evidence_form=form, lost=lost)
    forget_typed(found.place, by=request.user)
    return see_other(given.get_absolute_url())


@require_POST
def confirm_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Stand by what was filled in."""
    found = visible_assessment(request, pk)
    actions.confirm_evidence(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def say_not_applicable(request: HttpRequest, pk: int) -> HttpResponse:
    """Say, with the reason, that it does not apply."""
    found = visible_assessment(request, pk)
    form = NotApplicableForm(request.POST)
    if not form.is_valid():
        return show_criterion(request, found, status=422, not_applicable_form=form)
    actions.say_not_applicable(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def propose_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to live without it for a time."""
    found = visible_assessment(request, pk)
    form = WaiverForm(request.POST)
    if not form.is_valid():
        return show_criterion(request, found, status=422, waiver_form=form)
    actions.propose_waiver(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def check_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the portal look at the fact again."""
    found = visible_assessment(request, pk)
    actions.check_now(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a piece of evidence, as a download."""
    rows = Evidence.objects.select_related("file", "assessment")
    found = get_object_or_404(rows, pk=pk)
    visible_assessment(request, found.assessment_id)
    if found.file is None:
        raise Http404
    return attachment_response(found.file)
