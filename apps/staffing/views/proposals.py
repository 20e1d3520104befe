"""A proposal: beside today's rota, edited slot by slot, its diff, and publishing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.errors import DomainError, EditConflict
from apps.core.http import render_page, see_other
from apps.staffing.access import can_plan
from apps.staffing.actions import proposals as actions
from apps.staffing.forms.generating import PublishProposalForm, SlotForm, WeekForm
from apps.staffing.models import Generation
from apps.staffing.queries.proposals import Judged, choices, judged


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal as a calendar beside today's rota, and what each one carries."""
    page = judged(_get(request, pk))
    context = {
        **_context(request, page),
        "shown": page.shown(WeekForm(request.GET).number),
    }
    return render_page(request, "staffing/proposal.html", context, partials={"weeks"})


@require_safe
def proposal_slot(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Who is on a slot, and who else could be."""
    return _slot(request, judged(_get(request, pk)), place)


@require_POST
def fill_slot(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Put others on a slot."""
    found = _get(request, pk)
    form = SlotForm(request.POST, user=request.user)
    if not form.is_valid():
        return _slot(request, judged(found), place, form, 422)
    try:
        actions.fill_slot(
            found.pk,
            by=request.user,
            place=place,
            now=timezone.now(),
            **form.cleaned_data,
        )
    except EditConflict as lost:
        form.add_error(None, str(lost))
        return _slot(request, judged(_get(request, pk)), place, form, 409)
    return see_other(reverse("staffing:proposal", args=[pk]))


@require_safe
def proposal_diff(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gains and loses what, and which rules, leave and wishes are broken by it."""
    return _diff(request, judged(_get(request, pk)))


@require_POST
def publish_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it the published rota."""
    found = _get(request, pk)
    form = PublishProposalForm(request.POST)
    if not form.is_valid():
        return _diff(request, judged(found), form, 422)
    try:
        made = actions.publish_proposal(
            found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except DomainError as error:
        form.add_error(None, str(error))
        return _diff(request, judged(_get(request, pk)), form, 409)
    messages.success(request, f"Published on {made.rota}. Those touched are told.")
    return see_other(made.get_absolute_url())


def _slot(
    request: HttpRequest,
    page: Judged,
    place: int,
    form: SlotForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if place >= len(page.asked.slots):
        raise Http404
    context = {
        **_context(request, page),
        "place": place,
        "slot": page.asked.slots[place],
        "choices": choices(page, place),
        "form": form or SlotForm(user=request.user),
    }
    return render_page(request, "staffing/proposal_slot.html", context, status=status)


def _diff(
    request: HttpRequest,
    page: Judged,
    form: PublishProposalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**_context(request, page), "form": form or PublishProposalForm()}
    return render_page(request, "staffing/proposal_diff.html", context, status=status)


def _context(request: HttpRequest, page: Judged) -> dict[str, object]:
    return {
        "found": page.found,
        "page": page,
        "may_edit": page.is_open and can_plan(request.user, page.found.rota),
    }


def _get(request: HttpRequest, pk: int) -> Generation:
    rows = Generation.objects.visible_to(request.user).for_lists()
    return get_object_or_404(rows.with_proposal(), pk=pk)
