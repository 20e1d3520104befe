"""Contracts: their list, their page, their form, and what becomes of them."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.core.uploads import attachment_response
from apps.vendors import actions
from apps.vendors.access import can_edit, can_see_money
from apps.vendors.forms.contracts import (
    AmendContractForm,
    ContractFileForm,
    DayForm,
    RegisterContractForm,
    SupplierForm,
)
from apps.vendors.forms.filters import ContractFilter
from apps.vendors.models import Contract, ContractFile, SupplyLink, Vendor
from apps.vendors.queries.register import contract_page, listed_contracts
from apps.vendors.states import ContractState
from apps.vendors.views.tables import contract_columns
from apps.vendors.views.vendors import editable_vendor


@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """Every contract one may see."""
    return show_list(
        request,
        "vendors/contracts.html",
        listed_contracts(request.user),
        form=ContractFilter(request.GET, user=request.user),
        columns=contract_columns(request.user, timezone.localdate()),
        name="contracts",
    )


@require_safe
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract: its dates, its money, its documents, who works under it."""
    return show_contract(request, get_contract(request, pk))


def get_contract(request: HttpRequest, pk: int) -> Contract:
    """The contract, if it exists for the reader."""
    rows = Contract.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("vendor", "owner"), pk=pk)


def editable_contract(request: HttpRequest, pk: int) -> Contract:
    """The contract, if the reader may change it."""
    found = get_contract(request, pk)
    if not can_edit(request.user, found.vendor):
        raise PermissionDenied
    return found


def show_contract(
    request: HttpRequest, found: Contract, *, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    """The contract's page, perhaps with a form that was refused."""
    may_edit = can_edit(request.user, found.vendor)
    today = timezone.localdate()
    context = {
        "found": found,
        "page": contract_page(found, request.user),
        "today": today,
        "may_edit": may_edit,
        "moves": {one for one in ContractState if found.can_become(one)},
        "notice_form": DayForm(initial={"on": today}, auto_id="notice_%s"),
        "end_form": DayForm(initial={"on": today}, auto_id="end_%s"),
        "file_form": ContractFileForm(auto_id="file_%s"),
    }
    if may_edit:
        context["supplier_form"] = SupplierForm(
            user=request.user, contract=found, auto_id="supplier_%s"
        )
    shown = {**context, **forms}
    return render_page(request, "vendors/contract.html", shown, status=status)


def _new_page(vendor: Vendor) -> FormPage:
    return FormPage(
        f"Enter a contract with {vendor}",
        reverse("vendors:register_contract", args=[vendor.slug]),
        vendor.get_absolute_url(),
        vendor.name,
        submit="Enter",
        intro="It begins as a draft; put it in force once both sides have signed.",
    )


@require_safe
def new_contract(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a new contract."""
    vendor = editable_vendor(request, slug)
    form = RegisterContractForm(user=request.user)
    return show_form(request, _new_page(vendor), form)


@require_POST
def register_contract(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a new contract, once however often the form is sent."""
    vendor = editable_vendor(request, slug)
    return create(
        request,
        RegisterContractForm(request.POST, user=request.user),
        partial(actions.register_contract, vendor.pk),
        purpose="vendors.register_contract",
        refuse=lambda form: show_form(request, _new_page(vendor), form),
        there=lambda pk: reverse("vendors:contract", args=[pk]),
    )


def _edit_page(found: Contract) -> FormPage:
    action = reverse("vendors:amend_contract", args=[found.pk])
    back = found.get_absolute_url()
    return FormPage(f"Edit {found.reference}", action, back, found.reference)


@require_safe
def edit_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a contract."""
    found = editable_contract(request, pk)
    initial = {"version": found.version}
    form = AmendContractForm(instance=found, initial=initial, user=request.user)
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is noted of it."""
    found = editable_contract(request, pk)
    copy = get_contract(request, pk)
    form = AmendContractForm(request.POST, instance=copy, user=request.user)
    act = partial(actions.amend_contract, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides have signed."""
    found = editable_contract(request, pk)
    actions.put_in_force(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def give_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Notice was given on a day."""
    return _on_a_day(request, pk, actions.give_notice, "notice")


@require_POST
def end_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """It is over."""
    return _on_a_day(request, pk, actions.end_contract, "end")


def _on_a_day(
    request: HttpRequest, pk: int, act: Callable[..., Contract], name: str
) -> HttpResponse:
    found = editable_contract(request, pk)
    form = DayForm(request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return show_contract(request, found, status=422, **{f"{name}_form": form})
    act(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def withdraw_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice no longer stands."""
    found = editable_contract(request, pk)
    actions.withdraw_notice(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def add_contract_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a document."""
    found = editable_contract(request, pk)
    return create(
        request,
        ContractFileForm(request.POST, request.FILES, auto_id="file_%s"),
        partial(actions.add_contract_file, found.pk),
        purpose="vendors.add_contract_file",
        refuse=lambda form: show_contract(request, found, status=422, file_form=form),
        there=lambda _: f"{found.get_absolute_url()}#documents",
    )


@require_safe
def contract_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """A document, for those who see the contract's money."""
    found = get_contract(request, pk)
    if not can_see_money(request.user, found.vendor):
        raise PermissionDenied
    rows = found.files.select_related("file")
    return attachment_response(get_object_or_404(rows, pk=file_pk).file)


@require_POST
def remove_contract_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a document away."""
    found = editable_contract(request, pk)
    gone = get_object_or_404(ContractFile, pk=file_pk, contract=found)
    actions.remove_contract_file(gone.pk, by=request.user, now=timezone.now())
    return see_other(f"{found.get_absolute_url()}#documents")


@require_POST
def add_supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """Note who works below."""
    found = editable_contract(request, pk)
    form = SupplierForm(
        request.POST, user=request.user, contract=found, auto_id="supplier_%s"
    )
    if not form.is_valid():
        return show_contract(request, found, status=422, supplier_form=form)
    actions.add_supplier(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(f"{found.get_absolute_url()}#supply")


@require_POST
def remove_supplier(request: HttpRequest, pk: int, link_pk: int) -> HttpResponse:
    """They work there no more."""
    found = editable_contract(request, pk)
    gone = get_object_or_404(SupplyLink, pk=link_pk, contract=found)
    actions.remove_supplier(gone.pk, by=request.user, now=timezone.now())
    return see_other(f"{found.get_absolute_url()}#supply")
