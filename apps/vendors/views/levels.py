"""Service levels: their page, their versions, the forms of both."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.markup import day_text
from apps.vendors import actions
from apps.vendors.access import can_edit, can_see_money
from apps.vendors.forms.levels import (
    AmendLevelForm,
    RegisterLevelForm,
    VersionForm,
    VersionReadForm,
    next_initial,
    version_initial,
)
from apps.vendors.models import LevelVersion, ManagedService, ServiceLevel
from apps.vendors.queries.services import level_page, newest_version
from apps.vendors.views.services import editable_service


@require_safe
def level(request: HttpRequest, pk: int) -> HttpResponse:
    """One level: what it asks for now, before and later."""
    found = get_level(request, pk)
    context = {
        "found": found,
        "service": found.service,
        "vendor": found.service.contract.vendor,
        "page": level_page(found, timezone.localdate()),
        "may_edit": can_edit(request.user, found.service.contract.vendor),
        "sees_money": can_see_money(request.user, found.service.contract.vendor),
    }
    return render_page(request, "vendors/level.html", context)


def get_level(request: HttpRequest, pk: int) -> ServiceLevel:
    """The level, if it exists for the reader."""
    rows = ServiceLevel.objects.visible_to(request.user)
    rows = rows.select_related("service__contract__vendor", "service__calendar")
    return get_object_or_404(rows, pk=pk)


def editable_level(request: HttpRequest, pk: int) -> ServiceLevel:
    """The level, if the reader may change it."""
    found = get_level(request, pk)
    if not can_edit(request.user, found.service.contract.vendor):
        raise PermissionDenied
    return found


def _new_page(service: ManagedService) -> FormPage:
    return FormPage(
        f"Add a service level to {service}",
        reverse("vendors:register_level", args=[service.slug]),
        service.get_absolute_url(),
        service.name,
        submit="Go on",
        intro="First what is measured; how well it has to be comes on the next page.",
    )


@require_safe
def new_level(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a new level."""
    service = editable_service(request, slug)
    return show_form(request, _new_page(service), RegisterLevelForm(service=service))


@require_POST
def register_level(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a level, once however often the form is sent; its first version is next."""
    service = editable_service(request, slug)
    return create(
        request,
        RegisterLevelForm(request.POST, service=service),
        partial(actions.register_level, service.pk),
        purpose="vendors.register_level",
        refuse=lambda form: show_form(request, _new_page(service), form),
        there=lambda pk: reverse("vendors:new_version", args=[pk]),
    )


def _edit_page(found: ServiceLevel) -> FormPage:
    action = reverse("vendors:amend_level", args=[found.pk])
    return FormPage(f"Edit {found.name}", action, found.get_absolute_url(), found.name)


@require_safe
def edit_level(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a level."""
    found = editable_level(request, pk)
    form = AmendLevelForm(instance=found, initial={"version": found.version})
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it another name, agreement or place."""
    found = editable_level(request, pk)
    form = AmendLevelForm(request.POST, instance=get_level(request, pk))
    act = partial(actions.amend_level, found.pk)
    return amend(request, _edit_page(found), form, act)


def _version_page(found: ServiceLevel, title: str, action: str) -> FormPage:
    return FormPage(
        title,
        action,
        found.get_absolute_url(),
        found.name,
        intro="Tickets and months from that day on are judged by it. Saving judges anew.",
        template="vendors/version_form.html",
    )


def _next_page(found: ServiceLevel) -> FormPage:
    action = reverse("vendors:add_version", args=[found.pk])
    return _version_page(found, f"What {found.name} asks for from a day on", action)


@require_safe
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a version, as a copy of the newest."""
    found = editable_level(request, pk)
    initial = next_initial(found, newest_version(found), timezone.localdate())
    form = VersionForm(level=found, initial=initial)
    return show_form(request, _next_page(found), form)


@require_POST
def add_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the level asks for from a day on."""
    found = editable_level(request, pk)
    form = VersionForm(request.POST, level=found)
    act = partial(actions.add_version, found.pk)
    return amend(request, _next_page(found), form, act)


def _version(request: HttpRequest, pk: int, version_pk: int) -> LevelVersion:
    level = editable_level(request, pk)
    found = get_object_or_404(LevelVersion, pk=version_pk, level=level)
    found.level = level
    return found


def _amend_page(found: LevelVersion) -> FormPage:
    level = found.level
    action = reverse("vendors:amend_version", args=[level.pk, found.pk])
    title = f"Correct {level.name} from {day_text(found.valid_from_on)}"
    return _version_page(level, title, action)


@require_safe
def edit_version(request: HttpRequest, pk: int, version_pk: int) -> HttpResponse:
    """The form of a version that may still change."""
    found = _version(request, pk, version_pk)
    form = VersionForm(level=found.level, initial=version_initial(found.level, found))
    return show_form(request, _amend_page(found), form)


@require_POST
def amend_version(request: HttpRequest, pk: int, version_pk: int) -> HttpResponse:
    """Correct a version that no closed month was worked out by."""
    found = _version(request, pk, version_pk)
    form = VersionForm(request.POST, level=found.level)
    act = partial(actions.amend_version, found.pk)
    return amend(request, _amend_page(found), form, act)


@require_POST
def remove_version(request: HttpRequest, pk: int, version_pk: int) -> HttpResponse:
    """Take a version back."""
    found = _version(request, pk, version_pk)
    form = VersionReadForm(request.POST)
    read = form.cleaned_data["version"] if form.is_valid() else found.level.version
    actions.remove_version(found.pk, by=request.user, version=read, now=timezone.now())
    return see_other(found.level.get_absolute_url())
