"""Managed services: their list, their page, their form, where they sit, what they cost."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.vendors import actions
from apps.vendors.access import can_edit
from apps.vendors.forms.filters import ServiceFilter
from apps.vendors.forms.services import (
    AmendServiceForm,
    ChargeForm,
    LocationForm,
    RegisterServiceForm,
)
from apps.vendors.models import Charge, Contract, ManagedService, ServiceLocation
from apps.vendors.queries.register import listed_services
from apps.vendors.queries.services import service_page
from apps.vendors.views.contracts import editable_contract
from apps.vendors.views.tables import SERVICE_COLUMNS


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Every managed service one may see."""
    return show_list(
        request,
        "vendors/services.html",
        listed_services(request.user),
        form=ServiceFilter(request.GET, user=request.user),
        columns=SERVICE_COLUMNS,
        name="services",
    )


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: what it is, where, for how much, and what it is measured by."""
    return show_service(request, get_service(request, slug))


def get_service(request: HttpRequest, slug: str) -> ManagedService:
    """The service, if it exists for the reader."""
    rows = ManagedService.objects.visible_to(request.user)
    rows = rows.select_related("contract__vendor", "calendar", "team")
    return get_object_or_404(rows, slug=slug)


def editable_service(request: HttpRequest, slug: str) -> ManagedService:
    """The service, if the reader may change it."""
    found = get_service(request, slug)
    if not can_edit(request.user, found.contract.vendor):
        raise PermissionDenied
    return found


def show_service(
    request: HttpRequest, found: ManagedService, *, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    """The service's page, perhaps with a form that was refused."""
    today = timezone.localdate()
    context = {
        "found": found,
        "vendor": found.contract.vendor,
        "contract": found.contract,
        "page": service_page(found, request.user, today),
        "today": today,
        "may_edit": can_edit(request.user, found.contract.vendor),
        "location_form": LocationForm(auto_id="location_%s"),
        "charge_form": ChargeForm(auto_id="charge_%s"),
        **forms,
    }
    return render_page(
        request, "vendors/service.html", context, partials={"recount"}, status=status
    )


def _new_page(contract: Contract) -> FormPage:
    return FormPage(
        f"Enter a service under {contract.reference}",
        reverse("vendors:register_service", args=[contract.pk]),
        contract.get_absolute_url(),
        contract.reference,
        submit="Enter",
    )


@require_safe
def new_service(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new service."""
    contract = editable_contract(request, pk)
    initial = {"starts_on": contract.starts_on}
    form = RegisterServiceForm(user=request.user, initial=initial)
    return show_form(request, _new_page(contract), form)


@require_POST
def register_service(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a new service, once however often the form is sent."""
    contract = editable_contract(request, pk)
    return create(
        request,
        RegisterServiceForm(request.POST, user=request.user),
        partial(actions.register_service, contract.pk),
        purpose="vendors.register_service",
        refuse=lambda form: show_form(request, _new_page(contract), form),
        there=lambda pk: ManagedService.objects.get(pk=pk).get_absolute_url(),
    )


def _edit_page(found: ManagedService) -> FormPage:
    action = reverse("vendors:amend_service", args=[found.slug])
    return FormPage(f"Edit {found}", action, found.get_absolute_url(), found.name)


@require_safe
def edit_service(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a service."""
    found = editable_service(request, slug)
    initial = {"version": found.version}
    form = AmendServiceForm(instance=found, initial=initial, user=request.user)
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_service(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is noted of it."""
    found = editable_service(request, slug)
    copy = get_service(request, slug)
    form = AmendServiceForm(request.POST, instance=copy, user=request.user)
    act = partial(actions.amend_service, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def add_location(request: HttpRequest, slug: str) -> HttpResponse:
    """Note where its people sit."""
    found = editable_service(request, slug)
    form = LocationForm(request.POST, auto_id="location_%s")
    return create(
        request,
        form,
        partial(actions.add_location, found.pk),
        purpose="vendors.add_location",
        refuse=lambda form: show_service(
            request, found, status=422, location_form=form
        ),
        there=lambda _: f"{found.get_absolute_url()}#locations",
    )


@require_POST
def remove_location(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Nobody sits there any more."""
    found = editable_service(request, slug)
    gone = get_object_or_404(ServiceLocation, pk=pk, service=found)
    actions.remove_location(gone.pk, by=request.user, now=timezone.now())
    return see_other(f"{found.get_absolute_url()}#locations")


@require_POST
def add_charge(request: HttpRequest, slug: str) -> HttpResponse:
    """Note what it costs a month, from a day on."""
    found = editable_service(request, slug)
    form = ChargeForm(request.POST, auto_id="charge_%s")
    return create(
        request,
        form,
        partial(actions.add_charge, found.pk),
        purpose="vendors.add_charge",
        refuse=lambda form: show_service(request, found, status=422, charge_form=form),
        there=lambda _: f"{found.get_absolute_url()}#charges",
    )


@require_POST
def remove_charge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It was never agreed."""
    found = editable_service(request, slug)
    gone = get_object_or_404(Charge, pk=pk, service=found)
    actions.remove_charge(gone.pk, by=request.user, now=timezone.now())
    return see_other(f"{found.get_absolute_url()}#charges")


@require_POST
def recount(request: HttpRequest, slug: str) -> HttpResponse:
    """Have all its tickets judged anew."""
    found = editable_service(request, slug)
    actions.ask_for_recount(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())
