"""Leaving tickets out: the list, one of them, proposing, deciding, files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.errors import DomainError
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.core.uploads import attachment_response
from apps.vendors import actions
from apps.vendors.access import can_propose_exclusion, can_see_money, can_view
from apps.vendors.forms.exclusions import (
    AttachForm,
    DecideForm,
    DecideManyForm,
    ExclusionFilter,
    ProposeForm,
)
from apps.vendors.models import Exclusion, ExclusionFile, Ticket, Verdict
from apps.vendors.queries.effects import Effect, effect_of_proposing, judged_verdict
from apps.vendors.queries.exclusions import (
    exclusion_page,
    listed_exclusions,
    picked_exclusions,
    plan_of_deciding,
)
from apps.vendors.views import exclusion_tables


@require_safe
def exclusions(request: HttpRequest) -> HttpResponse:
    """Every exclusion one sees."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "vendors/exclusions.html",
        listed_exclusions(request.user),
        form=ExclusionFilter(request.GET or None, user=request.user),
        columns=exclusion_tables.EXCLUSIONS,
        name="exclusions",
        context={"may_decide": _decides(request)},
    )


def _decides(request: HttpRequest) -> bool:
    user = request.user
    return user.is_internal and bool(user.rights.scopes("vendors.exclude"))


def _exclusion(request: HttpRequest, pk: int) -> Exclusion:
    return get_object_or_404(listed_exclusions(request.user), pk=pk)


@require_safe
def exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """One exclusion: what it does, what shows it, what may be done with it."""
    return _show(request, _exclusion(request, pk))


def _show(
    request: HttpRequest, found: Exclusion, *, status: int = 200, **forms: Any
) -> HttpResponse:
    page = exclusion_page(found, request.user, timezone.now())
    rows = exclusion_tables.effect_rows
    context = {
        "found": found,
        "page": page,
        "effect_rows": page.effect and rows(page.effect, with_money=page.may.see_money),
        "clock": page.verdict and exclusion_tables.clock_facts(page.verdict),
        "decide_form": DecideForm.of(found),
        "attach_form": AttachForm(),
        **forms,
    }
    return render_page(request, "vendors/exclusion.html", context, status=status)


def _judged(request: HttpRequest, pk: int, level_pk: int) -> Verdict:
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user), pk=pk)
    found = judged_verdict(ticket, level_pk)
    if found is None:
        raise DomainError("This service level has no say in this ticket.")
    if not can_propose_exclusion(request.user, found.level.service):
        raise PermissionDenied
    return found


@require_safe
def propose_exclusion(request: HttpRequest, pk: int, level_pk: int) -> HttpResponse:
    """The form that asks to leave a ticket out of a level."""
    verdict = _judged(request, pk, level_pk)
    form = ProposeForm(is_internal=request.user.is_internal)
    return _show_proposal(request, verdict, form)


def _show_proposal(
    request: HttpRequest, verdict: Verdict, form: ProposeForm, status: int = 200
) -> HttpResponse:
    contract = verdict.level.service.contract
    effect = effect_of_proposing(verdict, timezone.now())
    is_paid = can_see_money(request.user, contract.vendor)
    rows = exclusion_tables.effect_rows
    context = {
        "verdict": verdict,
        "form": form,
        "effect_rows": effect and rows(effect, with_money=is_paid),
        "is_late": effect is not None and effect.is_late,
        "clock": exclusion_tables.clock_facts(verdict),
        "days": contract.claim_days,
    }
    template = "vendors/propose_exclusion.html"
    return render_page(request, template, context, status=status)


@require_POST
def send_exclusion(request: HttpRequest, pk: int, level_pk: int) -> HttpResponse:
    """Propose it, once however often the form is sent."""
    verdict = _judged(request, pk, level_pk)
    form = ProposeForm(
        request.POST, request.FILES, is_internal=request.user.is_internal
    )
    if not form.is_valid():
        return _show_proposal(request, verdict, form, 422)
    fields = dict(form.cleaned_data)
    fields["files"] = fields.pop("attachments")
    made = once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="vendors.propose_exclusion",
        make=lambda: actions.propose_exclusion(
            pk, level_pk, by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "The exclusion is proposed.")
    return see_other(reverse("vendors:exclusion", args=[made]))


@require_POST
def decide_exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or refuse it."""
    found = _exclusion(request, pk)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, decide_form=form)
    done = actions.decide_exclusion(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"It is {done.get_state_display().lower()}.")
    return see_other(found.get_absolute_url())


@require_POST
def withdraw_exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    found = _exclusion(request, pk)
    actions.withdraw_exclusion(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is withdrawn: the ticket counts again.")
    return see_other(found.get_absolute_url())


@require_POST
def attach_to_exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file to it."""
    found = _exclusion(request, pk)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, status=422, attach_form=form)
    actions.attach_to_exclusion(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_safe
def exclusion_file(request: HttpRequest, pk: int) -> FileResponse:
    """A file of an exclusion, as a download."""
    rows = ExclusionFile.objects.visible_to(request.user).select_related("file")
    return attachment_response(get_object_or_404(rows, pk=pk).file)


@require_safe
def plan_exclusions(request: HttpRequest) -> HttpResponse:
    """What deciding those ticked would change, before anything is decided."""
    if not _decides(request):
        raise PermissionDenied
    is_accepted = request.GET.get("is_accepted") != "no"
    picked = request.GET.getlist("picked")
    return _show_plan(request, picked, is_accepted=is_accepted)


def _show_plan(
    request: HttpRequest,
    picked: list[str],
    *,
    is_accepted: bool,
    form: DecideManyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = picked_exclusions(request.user, picked)
    plan = plan_of_deciding(
        rows, request.user, is_accepted=is_accepted, now=timezone.now()
    )
    initial = {
        "picked": ",".join(f"{one.pk}-{one.version}" for one in plan.changed),
        "is_accepted": "yes" if is_accepted else "no",
    }
    context = {
        "plan": plan,
        "effects": [_drawn(request, one) for one in plan.effects],
        "form": form or DecideManyForm(initial=initial),
        "is_accepted": is_accepted,
    }
    template = "vendors/plan_exclusions.html"
    return render_page(request, template, context, status=status)


def _drawn(request: HttpRequest, effect: Effect) -> tuple[Effect, list[Any]]:
    vendor = effect.card.service.contract.vendor
    is_paid = can_see_money(request.user, vendor)
    return effect, exclusion_tables.effect_rows(effect, with_money=is_paid)


@require_POST
def decide_exclusions(request: HttpRequest) -> HttpResponse:
    """Accept or refuse those that the plan showed: all of them, or none."""
    form = DecideManyForm(request.POST)
    if not _decides(request):
        raise PermissionDenied
    if not form.is_valid():
        picked = [
            one.partition("-")[0] for one in request.POST.get("picked", "").split(",")
        ]
        is_accepted = request.POST.get("is_accepted") != "no"
        return _show_plan(
            request, picked, is_accepted=is_accepted, form=form, status=422
        )
    fields = dict(form.cleaned_data)
    if picked_exclusions(request.user, fields["picked"]).count() != len(
        fields["picked"]
    ):
        raise Http404
    done = actions.decide_exclusions(by=request.user, now=timezone.now(), **fields)
    word = "accepted" if fields["is_accepted"] else "refused"
    messages.success(request, f"{len(done)} {word}.")
    return see_other(reverse("vendors:exclusions"))
