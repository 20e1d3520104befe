"""What belongs to a vendor: contacts, certificates, risk ratings."""

from functools import partial

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import see_other
from apps.core.uploads import attachment_response
from apps.vendors import actions
from apps.vendors.forms.vendors import (
    AmendCertificateForm,
    AmendContactForm,
    CertificateForm,
    ContactForm,
    RatingForm,
)
from apps.vendors.models import Certificate, Contact
from apps.vendors.views.vendors import editable_vendor, get_vendor, show_vendor


@require_POST
def add_contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Note whom one calls."""
    found = editable_vendor(request, slug)
    return create(
        request,
        ContactForm(request.POST),
        partial(actions.add_contact, found.pk),
        purpose="vendors.add_contact",
        refuse=lambda form: show_vendor(request, found, status=422, contact_form=form),
        there=lambda _: f"{found.get_absolute_url()}#contacts",
    )


def _contact(request: HttpRequest, slug: str, pk: int) -> Contact:
    found: Contact = get_object_or_404(
        Contact, pk=pk, vendor=editable_vendor(request, slug)
    )
    return found


def _contact_page(found: Contact) -> FormPage:
    vendor = found.vendor
    action = reverse("vendors:amend_contact", args=[vendor.slug, found.pk])
    back = f"{vendor.get_absolute_url()}#contacts"
    return FormPage(f"Edit {found}", action, back, vendor.name)


@require_safe
def edit_contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The form of a contact."""
    found = _contact(request, slug, pk)
    form = AmendContactForm(instance=found, initial={"version": found.version})
    return show_form(request, _contact_page(found), form)


@require_POST
def amend_contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what is noted of a contact."""
    found = _contact(request, slug, pk)
    form = AmendContactForm(request.POST, instance=_contact(request, slug, pk))
    act = partial(actions.amend_contact, found.pk)
    return amend(request, _contact_page(found), form, act)


@require_POST
def remove_contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Nobody calls them any more."""
    found = _contact(request, slug, pk)
    vendor = actions.remove_contact(found.pk, by=request.user, now=timezone.now())
    return see_other(f"{vendor.get_absolute_url()}#contacts")


@require_POST
def add_certificate(request: HttpRequest, slug: str) -> HttpResponse:
    """Note a certificate and until when it holds."""
    found = editable_vendor(request, slug)
    return create(
        request,
        CertificateForm(request.POST, request.FILES),
        partial(actions.add_certificate, found.pk),
        purpose="vendors.add_certificate",
        refuse=lambda form: show_vendor(
            request, found, status=422, certificate_form=form
        ),
        there=lambda _: f"{found.get_absolute_url()}#certificates",
    )


def _certificate(request: HttpRequest, slug: str, pk: int) -> Certificate:
    found: Certificate = get_object_or_404(
        Certificate, pk=pk, vendor=editable_vendor(request, slug)
    )
    return found


def _certificate_page(found: Certificate) -> FormPage:
    vendor = found.vendor
    return FormPage(
        f"Edit {found.kind}",
        reverse("vendors:amend_certificate", args=[vendor.slug, found.pk]),
        f"{vendor.get_absolute_url()}#certificates",
        vendor.name,
        intro="A new file takes the place of the old one." if found.file_id else "",
    )


@require_safe
def edit_certificate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The form of a certificate."""
    found = _certificate(request, slug, pk)
    form = AmendCertificateForm(instance=found, initial={"version": found.version})
    return show_form(request, _certificate_page(found), form)


@require_POST
def amend_certificate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Renew or correct a certificate."""
    found = _certificate(request, slug, pk)
    copy = _certificate(request, slug, pk)
    form = AmendCertificateForm(request.POST, request.FILES, instance=copy)
    act = partial(actions.amend_certificate, found.pk)
    return amend(request, _certificate_page(found), form, act)


@require_POST
def remove_certificate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It was entered by mistake."""
    found = _certificate(request, slug, pk)
    vendor = actions.remove_certificate(found.pk, by=request.user, now=timezone.now())
    return see_other(f"{vendor.get_absolute_url()}#certificates")


@require_safe
def certificate_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The paper itself."""
    rows = Certificate.objects.visible_to(request.user).select_related("file")
    vendor = get_vendor(request, slug)
    found: Certificate = get_object_or_404(rows, pk=pk, vendor=vendor)
    if found.file is None:
        raise Http404
    return attachment_response(found.file)


@require_POST
def rate_vendor(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how risky it is, and why."""
    found = editable_vendor(request, slug)

    def refuse(form: BaseForm) -> HttpResponse:
        return show_vendor(request, found, status=422, rating_form=form)

    return create(
        request,
        RatingForm(request.POST),
        partial(actions.rate_vendor, found.pk),
        purpose="vendors.rate_vendor",
        refuse=refuse,
        there=lambda _: f"{found.get_absolute_url()}#risk",
    )
