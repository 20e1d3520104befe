"""Figures entered by hand: their list, entering one, approving another's."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.http import see_other
from apps.core.lists import Column, show_list
from apps.core.markup import ago, badge, fill, link, stacked, state_badge
from apps.core.uploads import attachment_response
from apps.vendors import actions
from apps.vendors.forms.measuring import (
    ApprovalForm,
    MeasurementFilter,
    MeasurementForm,
)
from apps.vendors.models import ManagedService, Measurement
from apps.vendors.queries.measurements import (
    is_late,
    measurements_of,
    measurements_page,
)
from apps.vendors.rules.wording import percent_text


def _evidence(one: Measurement) -> str:
    if one.file is None:
        return ""
    return link(reverse("vendors:measurement_file", args=[one.pk]), one.file.name)


def _decided(one: Measurement) -> str:
    return stacked(one.decided_by or "", one.answer)


def _late(one: Measurement) -> str:
    return badge("Late", "amber") if is_late(one) else ""


COLUMNS = [
    Column(
        "month",
        "Month",
        lambda one: f"{one.month:%B %Y}",
        sort="month",
        is_head=True,
        cell=lambda one: fill("{} {}", f"{one.month:%B %Y}", _late(one)),
    ),
    Column("level", "Service level", lambda one: one.level.name, sort="level__name"),
    Column(
        "value",
        "Measured, %",
        lambda one: one.value,
        sort="value",
        cell=lambda one: percent_text(one.value),
    ),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        sort="state",
        cell=state_badge,
    ),
    Column("words", "How it was measured", lambda one: one.words),
    Column(
        "file",
        "Evidence",
        lambda one: one.file.name if one.file else "",
        cell=_evidence,
    ),
    Column(
        "by",
        "Entered by",
        lambda one: str(one.by),
        sort="by__name",
        cell=lambda one: stacked(one.by, ago(one.at)),
    ),
    Column("at", "Entered", lambda one: one.at, sort="at", only_exported=True),
    Column(
        "decided_by",
        "Decided by",
        lambda one: str(one.decided_by or ""),
        sort="decided_by__name",
        cell=_decided,
    ),
]


def _service(request: HttpRequest, slug: str) -> ManagedService:
    rows = ManagedService.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("contract__vendor"), slug=slug)


@require_safe
def measurements(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of a service that were entered by hand."""
    return _show(request, _service(request, slug))


def _show(
    request: HttpRequest,
    service: ManagedService,
    *,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    answer = show_list(
        request,
        "vendors/measurements.html",
        measurements_of(service, request.user),
        form=MeasurementFilter(request.GET or None, user=request.user, service=service),
        columns=COLUMNS,
        name=f"measurements-{service.slug}",
        context={
            "service": service,
            "page": measurements_page(service, request.user),
            "enter_form": MeasurementForm(service=service),
            "approval_form": ApprovalForm(),
            **forms,
        },
    )
    answer.status_code = status
    return answer


@require_POST
def enter_measurement(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a figure, once however often the form is sent."""
    service = _service(request, slug)
    form = MeasurementForm(request.POST, request.FILES, service=service)
    if not form.is_valid():
        return _show(request, service, status=422, enter_form=form)
    fields = dict(form.cleaned_data)
    key, level = fields.pop("sent_key"), fields.pop("level")
    once(
        key,
        by=request.user,
        purpose="vendors.enter_measurement",
        make=lambda: actions.enter_measurement(
            level.pk, by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "The figure waits for somebody else's approval.")
    return see_other(reverse("vendors:measurements", args=[slug]))


def _measurement(request: HttpRequest, pk: int) -> Measurement:
    rows = Measurement.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("level__service", "file"), pk=pk)


@require_POST
def decide_measurement(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse a figure that somebody else entered."""
    found = _measurement(request, pk)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        service = _service(request, found.level.service.slug)
        return _show(
            request, service, status=422, approval_form=form, approved_pk=found.pk
        )
    done = actions.decide_measurement(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"The figure is {done.get_state_display().lower()}.")
    return see_other(reverse("vendors:measurements", args=[found.level.service.slug]))


@require_safe
def measurement_file(request: HttpRequest, pk: int) -> FileResponse:
    """What shows a figure, as a download."""
    found = _measurement(request, pk)
    if found.file is None:
        raise Http404
    return attachment_response(found.file)
