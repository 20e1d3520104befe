"""Applications: their list, their page, their forms."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from apps.accounts.http import HttpRequest
from apps.catalog import actions
from apps.catalog.access import (
    can_edit_application,
    can_import,
    can_register_application,
)
from apps.catalog.forms import (
    AmendForm,
    ApplicationFilter,
    DependencyForm,
    DeployForm,
    LinkForm,
    RegisterForm,
)
from apps.catalog.models import Application, Dependency, Deployment, Link
from apps.catalog.queries import application_page
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list

COLUMNS = [
    Column("name", "Application", lambda one: one.name, "name"),
    Column("code", "Code", lambda one: one.code, "code"),
    Column("team", "Owner", lambda one: one.owner_team.name, "owner_team__name"),
    Column("tier", "Tier", lambda one: one.tier, "tier"),
    Column(
        "lifecycle", "Lifecycle", lambda one: one.get_lifecycle_display(), "lifecycle"
    ),
    Column(
        "data_class", "Data", lambda one: one.get_data_class_display(), "data_class"
    ),
    Column(
        "platforms",
        "Platforms",
        lambda one: ", ".join(one.platform_names),
    ),
]


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """Every application one may see."""
    rows = Application.objects.visible_to(request.user)
    return show_list(
        request,
        "catalog/applications.html",
        rows.select_related("owner_team").prefetch_related("platforms"),
        form=ApplicationFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="applications",
        context={
            "may_register": can_register_application(request.user),
            "may_import": can_import(request.user),
        },
    )


@require_safe
def application(request: HttpRequest, code: str) -> HttpResponse:
    """One application, from the catalog's side."""
    return _show(request, _get(request, code))


@require_safe
def new_application(request: HttpRequest) -> HttpResponse:
    """The form of a new application."""
    if not can_register_application(request.user):
        raise PermissionDenied
    return _form(request, RegisterForm(user=request.user))


@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """Enter a new application, once however often the form is sent."""
    if not can_register_application(request.user):
        raise PermissionDenied
    form = RegisterForm(request.POST, user=request.user)
    if not form.is_valid():
        return _form(request, form)
    fields = dict(form.cleaned_data)
    pk = once(
        fields.pop("sent_key"),
        by=request.user,
        purpose="catalog.register",
        make=lambda: actions.register(by=request.user, now=timezone.now(), **fields),
    )
    messages.success(request, "The application is registered.")
    return see_other(Application.objects.get(pk=pk).get_absolute_url())


@require_safe
def edit_application(request: HttpRequest, code: str) -> HttpResponse:
    """The form of an application."""
    found = _get(request, code)
    if not can_edit_application(request.user, found):
        raise PermissionDenied
    initial = {"version": found.version}
    return _form(request, AmendForm(instance=found, initial=initial), found)


@require_POST
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Change what the portal says of it."""
    found = _get(request, code)
    form = AmendForm(request.POST, instance=_get(request, code))
    if not form.is_valid():
        return _form(request, form, found)
    actions.amend(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def deploy(request: HttpRequest, code: str) -> HttpResponse:
    """Note where it runs."""
    found = _get(request, code)
    form = DeployForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, found, deploy_form=form, status=422)
    actions.deploy(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def add_link(request: HttpRequest, code: str) -> HttpResponse:
    """Note where something about it is found."""
    found = _get(request, code)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show(request, found, link_form=form, status=422)
    actions.add_link(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def add_dependency(request: HttpRequest, code: str) -> HttpResponse:
    """Note what it needs."""
    found = _get(request, code)
    form = DependencyForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, found, dependency_form=form, status=422)
    actions.add_dependency(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def undeploy(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Note that it no longer runs there."""
    gone = get_object_or_404(Deployment, pk=pk, application=_get(request, code))
    found = actions.undeploy(gone.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def remove_link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a link away."""
    gone = get_object_or_404(Link, pk=pk, application=_get(request, code))
    found = actions.remove_link(gone.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def remove_dependency(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Note that it no longer needs the other."""
    gone = get_object_or_404(Dependency, pk=pk, application=_get(request, code))
    found = actions.remove_dependency(gone.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


def _get(request: HttpRequest, code: str) -> Application:
    rows = Application.objects.visible_to(request.user).select_related("owner_team")
    return get_object_or_404(rows, code=code)


def _show(
    request: HttpRequest, found: Application, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    may_edit = can_edit_application(request.user, found)
    context: dict[str, Any] = {
        "found": found,
        "page": application_page(found, request.user),
        "may_edit": may_edit,
    }
    if may_edit:
        context["deploy_form"] = DeployForm(user=request.user)
        context["link_form"] = LinkForm()
        context["dependency_form"] = DependencyForm(user=request.user)
    return render_page(
        request, "catalog/application.html", {**context, **forms}, status=status
    )


def _form(
    request: HttpRequest, form: BaseForm, found: Application | None = None
) -> HttpResponse:
    context = {"form": form, "found": found, "may_import": can_import(request.user)}
    status = 422 if form.is_bound else 200
    return render_page(request, "catalog/application_form.html", context, status=status)
