"""Vendors: their list, their page, the form of a vendor."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page
from apps.core.lists import show_list
from apps.vendors import actions
from apps.vendors.access import can_add, can_edit
from apps.vendors.forms.filters import VendorFilter
from apps.vendors.forms.vendors import (
    AmendVendorForm,
    CertificateForm,
    ContactForm,
    RatingForm,
    RegisterVendorForm,
)
from apps.vendors.models import Vendor
from apps.vendors.queries.register import listed_vendors, vendor_page
from apps.vendors.views.tables import vendor_columns


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every vendor one may see."""
    today = timezone.localdate()
    return show_list(
        request,
        "vendors/index.html",
        listed_vendors(request.user, today),
        form=VendorFilter(request.GET, user=request.user),
        columns=vendor_columns(request.user, today),
        name="vendors",
        context={"may_add": can_add(request.user)},
    )


@require_safe
def vendor(request: HttpRequest, slug: str) -> HttpResponse:
    """One vendor: whom one calls, what it runs, what it shows, whom it relies on."""
    return show_vendor(request, get_vendor(request, slug))


def get_vendor(request: HttpRequest, slug: str) -> Vendor:
    """The vendor, if it exists for the reader."""
    rows = Vendor.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("manager", "team", "organisation", "parent"), slug=slug
    )


def editable_vendor(request: HttpRequest, slug: str) -> Vendor:
    """The vendor, if the reader may change it."""
    found = get_vendor(request, slug)
    if not can_edit(request.user, found):
        raise PermissionDenied
    return found


def show_vendor(
    request: HttpRequest, found: Vendor, *, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    """The vendor's page, perhaps with a form that was refused."""
    context = {
        "found": found,
        "page": vendor_page(found, request.user, timezone.localdate()),
        "may_edit": can_edit(request.user, found),
        "contact_form": ContactForm(),
        "certificate_form": CertificateForm(),
        "rating_form": RatingForm(),
        **forms,
    }
    return render_page(request, "vendors/vendor.html", context, status=status)


def _new_page() -> FormPage:
    return FormPage(
        "Enter a vendor",
        reverse("vendors:register_vendor"),
        reverse("vendors:index"),
        "Vendors",
        submit="Enter",
    )


@require_safe
def new_vendor(request: HttpRequest) -> HttpResponse:
    """The form of a new vendor."""
    if not can_add(request.user):
        raise PermissionDenied
    return show_form(request, _new_page(), RegisterVendorForm(user=request.user))


@require_POST
def register_vendor(request: HttpRequest) -> HttpResponse:
    """Enter a new vendor, once however often the form is sent."""
    if not can_add(request.user):
        raise PermissionDenied
    return create(
        request,
        RegisterVendorForm(request.POST, user=request.user),
        actions.register_vendor,
        purpose="vendors.register_vendor",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: Vendor.objects.get(pk=pk).get_absolute_url(),
    )


def _edit_page(found: Vendor) -> FormPage:
    action = reverse("vendors:amend_vendor", args=[found.slug])
    return FormPage(f"Edit {found}", action, found.get_absolute_url(), found.name)


@require_safe
def edit_vendor(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a vendor."""
    found = editable_vendor(request, slug)
    initial = {"version": found.version}
    form = AmendVendorForm(instance=found, initial=initial, user=request.user)
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_vendor(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what the register says of it."""
    found = editable_vendor(request, slug)
    copy = get_vendor(request, slug)
    form = AmendVendorForm(request.POST, instance=copy, user=request.user)
    act = partial(actions.amend_vendor, found.pk)
    return amend(request, _edit_page(found), form, act)
