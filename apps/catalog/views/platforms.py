"""Platforms: their list, their page, their forms."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.catalog import actions
from apps.catalog.access import can_edit_platform, can_register_platform
from apps.catalog.forms import (
    AmendPlatformForm,
    PlatformFilter,
    RegisterPlatformForm,
)
from apps.catalog.models import Platform
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list

COLUMNS = [
    Column("name", "Platform", lambda one: one.name, "name"),
    Column("kind", "Kind", lambda one: one.get_kind_display(), "kind"),
    Column("team", "Owner", lambda one: one.owner_team.name, "owner_team__name"),
    Column("hours", "Support hours", lambda one: one.calendar_slug),
    Column("applications", "Applications", lambda one: one.runs, "runs"),
]


@require_safe
def platforms(request: HttpRequest) -> HttpResponse:
    """Every platform one may see."""
    rows = Platform.objects.visible_to(request.user)
    return show_list(
        request,
        "catalog/platforms.html",
        rows.with_runs(),
        form=PlatformFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="platforms",
        context={"may_register": can_register_platform(request.user)},
    )


@require_safe
def platform(request: HttpRequest, slug: str) -> HttpResponse:
    """One platform, and what runs on it."""
    found = _get(request, slug)
    runs = found.deployments_visible_to(request.user)
    context = {
        "found": found,
        "deployments": runs[:100],
        "deployment_count": runs.count(),
        "may_edit": can_edit_platform(request.user, found),
    }
    return render_page(request, "catalog/platform.html", context)


@require_safe
def new_platform(request: HttpRequest) -> HttpResponse:
    """The form of a new platform."""
    if not can_register_platform(request.user):
        raise PermissionDenied
    return _form(request, RegisterPlatformForm())


@require_POST
def register_platform(request: HttpRequest) -> HttpResponse:
    """Enter a new platform, once however often the form is sent."""
    if not can_register_platform(request.user):
        raise PermissionDenied
    form = RegisterPlatformForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    fields = dict(form.cleaned_data)
    pk = once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="catalog.register_platform",
        make=lambda: actions.register_platform(
            by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "The platform is registered.")
    return see_other(Platform.objects.get(pk=pk).get_absolute_url())


@require_safe
def edit_platform(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a platform."""
    found = _get(request, slug)
    if not can_edit_platform(request.user, found):
        raise PermissionDenied
    initial = {"version": found.version}
    return _form(request, AmendPlatformForm(instance=found, initial=initial), found)


@require_POST
def amend_platform(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what the portal says of it."""
    found = _get(request, slug)
    form = AmendPlatformForm(request.POST, instance=_get(request, slug))
    if not form.is_valid():
        return _form(request, form, found)
    actions.amend_platform(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


def _get(request: HttpRequest, slug: str) -> Platform:
    rows = Platform.objects.visible_to(request.user).select_related("owner_team")
    return get_object_or_404(rows, slug=slug)


def _form(
    request: HttpRequest, form: BaseForm, found: Platform | None = None
) -> HttpResponse:
    context = {"form": form, "found": found}
    status = 422 if form.is_bound else 200
    return render_page(request, "catalog/platform_form.html", context, status=status)
