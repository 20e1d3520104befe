"""Outages and agreed maintenance: a month's availability in a picture, and its causes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.charts import DayLine, day_lines
from apps.core.http import render_page, see_other
from apps.vendors import actions
from apps.vendors.access import can_measure
from apps.vendors.forms.measuring import (
    AmendMaintenanceForm,
    AmendOutageForm,
    MonthQuery,
    NewMaintenanceForm,
    NewOutageForm,
    RemoveForm,
    as_read,
)
from apps.vendors.models import Maintenance, ManagedService, Outage
from apps.vendors.queries.outages import OutagesPage, outages_page
from apps.vendors.rules.month_picture import DayPicture, Part
from apps.vendors.rules.wording import span_words

KINDS = ("Agreed service time", "Downtime", "Agreed maintenance")
OUTAGE_FIELDS = ("starts_at", "ends_at", "words", "ticket_number")
MAINTENANCE_FIELDS = ("starts_at", "ends_at", "words", "agreed_on")


def _service(request: HttpRequest, slug: str) -> ManagedService:
    rows = ManagedService.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("contract__vendor", "calendar"), slug=slug
    )


@require_safe
def outages(request: HttpRequest, slug: str) -> HttpResponse:
    """A month of a service: when it was down, when maintained, how available it was."""
    return _show(request, _service(request, slug))


def _show(
    request: HttpRequest, service: ManagedService, *, status: int = 200, **forms: Any
) -> HttpResponse:
    page = outages_page(service, MonthQuery(request.GET).asked, timezone.now())
    context = {
        "page": page,
        "picture": _picture(page),
        "totals": _totals(page),
        "may_measure": can_measure(request.user, service),
        "outage_form": NewOutageForm(),
        "maintenance_form": NewMaintenanceForm(),
        **forms,
    }
    return render_page(request, "vendors/outages.html", context, status=status)


def _totals(page: OutagesPage) -> list[tuple[str, str]]:
    seconds = (page.agreed_seconds, page.down_seconds, page.maintenance_seconds)
    return list(zip(KINDS, map(span_words, seconds), strict=True))


def _picture(page: OutagesPage) -> SafeString:
    title = f"{page.month:%B %Y}, day by day ({page.zone})"
    return day_lines(title, KINDS, [_line(day) for day in page.days])


def _line(day: DayPicture) -> DayLine:
    label = f"{day.day:%a} {day.day.day}"
    seconds = (day.agreed_seconds, day.down_seconds, day.maintenance_seconds)
    parts = (day.agreed, day.down, day.maintenance)
    return DayLine(
        label,
        [
            [(one.start, one.end, _told(label, kind, one)) for one in given]
            for kind, given in zip(KINDS, parts, strict=True)
        ],
        [span_words(count) for count in seconds],
    )


def _told(label: str, kind: str, part: Part) -> str:
    return f"{label}: {kind.lower()}, {span_words(part.seconds)}"


def _back(slug: str) -> str:
    return reverse("vendors:outages", args=[slug])


@require_POST
def add_outage(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter an outage, once however often the form is sent."""
    service = _service(request, slug)
    form = NewOutageForm(request.POST)
    if not form.is_valid():
        return _show(request, service, status=422, outage_form=form)
    fields = dict(form.cleaned_data)
    once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="vendors.add_outage",
        make=lambda: actions.add_outage(
            service.pk, by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "The outage is entered; availability is measured again.")
    return see_other(_back(slug))


@require_POST
def add_maintenance(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter an agreed window, once however often the form is sent."""
    service = _service(request, slug)
    form = NewMaintenanceForm(request.POST)
    if not form.is_valid():
        return _show(request, service, status=422, maintenance_form=form)
    fields = dict(form.cleaned_data)
    once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="vendors.add_maintenance",
        make=lambda: actions.add_maintenance(
            service.pk, by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "The maintenance is entered.")
    return see_other(_back(slug))


def _outage(request: HttpRequest, pk: int) -> Outage:
    rows = Outage.objects.visible_to(request.user)
    seen = rows.select_related("service__contract__vendor")
    found: Outage = get_object_or_404(seen, pk=pk)
    return found


def _maintenance(request: HttpRequest, pk: int) -> Maintenance:
    rows = Maintenance.objects.visible_to(request.user)
    seen = rows.select_related("service__contract__vendor")
    found: Maintenance = get_object_or_404(seen, pk=pk)
    return found


@require_safe
def edit_outage(request: HttpRequest, pk: int) -> HttpResponse:
    """An outage, to correct or to end."""
    found = _outage(request, pk)
    form = AmendOutageForm(initial=as_read(found, OUTAGE_FIELDS))
    return _edit(request, found, form, "outage")


@require_safe
def edit_maintenance(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreed window, to correct."""
    found = _maintenance(request, pk)
    form = AmendMaintenanceForm(initial=as_read(found, MAINTENANCE_FIELDS))
    return _edit(request, found, form, "maintenance")


def _edit(
    request: HttpRequest,
    found: Outage | Maintenance,
    form: Any,
    kind: str,
    status: int = 200,
) -> HttpResponse:
    if not can_measure(request.user, found.service):
        raise PermissionDenied
    context = {
        "found": found,
        "form": form,
        "remove_form": RemoveForm(initial={"expected_version": found.version}),
        "kind": kind,
        "amend_url": reverse(f"vendors:amend_{kind}", args=[found.pk]),
        "remove_url": reverse(f"vendors:remove_{kind}", args=[found.pk]),
    }
    return render_page(request, "vendors/outage_edit.html", context, status=status)


@require_POST
def amend_outage(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct it, or say when it ended."""
    found = _outage(request, pk)
    form = AmendOutageForm(request.POST)
    if not form.is_valid():
        return _edit(request, found, form, "outage", 422)
    actions.amend_outage(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(_back(found.service.slug))


@require_POST
def amend_maintenance(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct it."""
    found = _maintenance(request, pk)
    form = AmendMaintenanceForm(request.POST)
    if not form.is_valid():
        return _edit(request, found, form, "maintenance", 422)
    actions.amend_maintenance(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(_back(found.service.slug))


@require_POST
def remove_outage(request: HttpRequest, pk: int) -> HttpResponse:
    """It was none."""
    found = _outage(request, pk)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        again = AmendOutageForm(initial=as_read(found, OUTAGE_FIELDS))
        return _edit(request, found, again, "outage", 422)
    actions.remove_outage(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(_back(found.service.slug))


@require_POST
def remove_maintenance(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not agreed after all."""
    found = _maintenance(request, pk)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        again = AmendMaintenanceForm(initial=as_read(found, MAINTENANCE_FIELDS))
        return _edit(request, found, again, "maintenance", 422)
    actions.remove_maintenance(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(_back(found.service.slug))
