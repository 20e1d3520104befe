"""What reviewers and managers see and do: the queue, verdicts, waivers, approvals."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.onboarding import actions
from apps.onboarding.forms.review import AssignForm, ManyForm, NoteForm, QueueFilter
from apps.onboarding.forms.review import reviewers as people_who_review
from apps.onboarding.forms.team import ReasonForm
from apps.onboarding.models import Assessment, Waiver
from apps.onboarding.queries.desk import proposals
from apps.onboarding.views import tables
from apps.onboarding.views.criteria import show_criterion, visible_assessment
from apps.onboarding.views.requests import show_request, visible_request


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a verdict in the categories that one reviews, the oldest first."""
    user = request.user
    seen = Assessment.objects.visible_to(user).reviewable_by(user)
    rows = seen.waiting().for_queue().order_by("waiting_since", "pk")
    return show_list(
        request,
        "onboarding/queue.html",
        rows,
        form=QueueFilter(request.GET or None, user=user),
        columns=tables.QUEUE,
        name="review-queue",
        context={
            "reviewers": people_who_review(user),
        },
    )


def _back(request: HttpRequest) -> HttpResponse:
    return see_other(f"{reverse('onboarding:queue')}?{request.POST.get('query', '')}")


@require_safe
def desks(request: HttpRequest) -> HttpResponse:
    """Who should review what: by category, and by what lies on each desk."""
    if not request.user.rights.scopes("onboarding.review"):
        raise PermissionDenied
    context = {"proposals": proposals()}
    return render_page(request, "onboarding/desks.html", context, partials={"desks"})


@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Put what was ticked on somebody's desk."""
    form = AssignForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, "Tick at least one criterion and choose a reviewer.")
        return _back(request)
    to = form.cleaned_data["to"]
    done = actions.assign(form.pks, by=request.user, to=to, now=timezone.now())
    messages.success(request, f"{len(done)} on the desk of {to or 'nobody'}.")
    return _back(request)


@require_POST
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept what was ticked; all of it or nothing."""
    form = ManyForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, "Tick at least one criterion.")
        return _back(request)
    count = actions.accept_all(form.pks, by=request.user, now=timezone.now())
    messages.success(request, f"{count} accepted.")
    return _back(request)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on one's own desk."""
    found = visible_assessment(request, pk)
    actions.assign([found.pk], by=request.user, to=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The evidence shows what is asked."""
    found = visible_assessment(request, pk)
    actions.accept(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def return_with_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back, saying what is missing."""
    found = visible_assessment(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_criterion(request, found, status=422, return_form=form)
    words = form.cleaned_data["reason"]
    actions.return_with_comment(
        found.pk, by=request.user, comment=words, now=timezone.now()
    )
    return see_other(found.get_absolute_url())


@require_POST
def confirm_not_applicable(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree that it does not apply."""
    found = visible_assessment(request, pk)
    actions.confirm_not_applicable(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


def _waiver(request: HttpRequest, pk: int) -> Waiver:
    seen = Assessment.objects.visible_to(request.user)
    rows = Waiver.objects.select_related("assessment")
    return get_object_or_404(rows, pk=pk, assessment__in=seen)


@require_POST
def approve_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the risk until the waiver's last day."""
    found = _waiver(request, pk)
    actions.approve_waiver(found.pk, by=request.user, now=timezone.now())
    return see_other(found.assessment.get_absolute_url())


@require_POST
def refuse_waiver(request: HttpRequest, pk: int) -> HttpResponse:
    """Don't accept the risk."""
    found = _waiver(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        about = visible_assessment(request, found.assessment_id)
        return show_criterion(request, about, status=422, return_form=form)
    actions.refuse_waiver(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.assessment.get_absolute_url())


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the two seats."""
    found = visible_request(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show_request(request, found, status=422)
    actions.approve(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, f"You approved {found.number}.")
    return see_other(found.get_absolute_url())


@require_POST
def request_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back to the team."""
    found = visible_request(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_request(request, found, status=422, reason_form=form)
    actions.request_changes(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no, with the reason."""
    found = visible_request(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_request(request, found, status=422, reason_form=form)
    actions.reject(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def go_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Through the gate."""
    found = visible_request(request, pk)
    actions.go_live(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found.application} is live.")
    return see_other(found.get_absolute_url())
