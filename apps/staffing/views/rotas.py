"""Rotas: the list, one of them, and their forms."""

from functools import partial
from typing import Any

from django.contrib import messages
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
from apps.staffing.access import can_make_rotas, can_plan
from apps.staffing.actions import layers
from apps.staffing.forms.rotas import (
    AmendRotaForm,
    LayerForm,
    MakeRotaForm,
    RotaFilter,
)
from apps.staffing.forms.rotations import OverrideForm
from apps.staffing.models import Rota
from apps.staffing.queries.rota_page import listed, rota_page
from apps.staffing.views.rota_tables import columns_of


def rota_of(request: HttpRequest, slug: str) -> Rota:
    """The rota, if it exists for the person."""
    rows = Rota.objects.visible_to(request.user).select_related("team")
    return get_object_or_404(rows, slug=slug)


def planned_rota(request: HttpRequest, slug: str) -> Rota:
    """The rota, if this person plans it."""
    found = rota_of(request, slug)
    if not can_plan(request.user, found):
        raise PermissionDenied
    return found


@require_safe
def rotas(request: HttpRequest) -> HttpResponse:
    """Every rota one sees, and who is on now."""
    known: dict[int, Any] = {}
    now = timezone.now()

    def dress(page: Any) -> None:
        known.update(listed(list(page), now))

    return show_list(
        request,
        "staffing/rotas.html",
        Rota.objects.visible_to(request.user).select_related("team"),
        form=RotaFilter(request.GET, user=request.user),
        columns=columns_of(known),
        name="rotas",
        context={"may_make": can_make_rotas(request.user)},
        dress=dress,
    )


@require_safe
def rota(request: HttpRequest, slug: str) -> HttpResponse:
    """One rota: who is on, its layers, what changes it, how good it is."""
    return show_rota(request, rota_of(request, slug))


def show_rota(
    request: HttpRequest, found: Rota, *, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    """The rota's page, perhaps with a form that was refused."""
    context = {
        "found": found,
        "page": rota_page(found, request.user, timezone.now()),
        "layer_form": LayerForm(auto_id="layer_%s"),
        "override_form": OverrideForm(user=request.user, auto_id="override_%s"),
        **forms,
    }
    return render_page(request, "staffing/rota.html", context, status=status)


def _new_page() -> FormPage:
    return FormPage(
        "Make a rota",
        reverse("staffing:make_rota"),
        reverse("staffing:rotas"),
        "Rotas",
        submit="Make it",
    )


@require_safe
def rota_new(request: HttpRequest) -> HttpResponse:
    """The form of a new rota."""
    if not can_make_rotas(request.user):
        raise PermissionDenied
    return show_form(request, _new_page(), MakeRotaForm(user=request.user))


@require_POST
def make_rota(request: HttpRequest) -> HttpResponse:
    """Make a rota, once however often the form is sent."""
    if not can_make_rotas(request.user):
        raise PermissionDenied
    return create(
        request,
        MakeRotaForm(request.POST, user=request.user),
        layers.make_rota,
        purpose="staffing.make_rota",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: Rota.objects.get(pk=pk).get_absolute_url(),
    )


def _edit_page(found: Rota) -> FormPage:
    action = reverse("staffing:amend_rota", args=[found.slug])
    return FormPage(f"Edit {found}", action, found.get_absolute_url(), found.name)


@require_safe
def rota_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a rota."""
    found = planned_rota(request, slug)
    initial = {"version": found.version}
    form = AmendRotaForm(instance=found, initial=initial, user=request.user)
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_rota(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is noted of it."""
    found = planned_rota(request, slug)
    copy = rota_of(request, slug)
    form = AmendRotaForm(request.POST, instance=copy, user=request.user)
    act = partial(layers.amend_rota, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def retire_rota(request: HttpRequest, slug: str) -> HttpResponse:
    """It is planned no more."""
    found = rota_of(request, slug)
    layers.retire_rota(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The rota is retired.")
    return see_other(found.get_absolute_url())


@require_POST
def add_layer(request: HttpRequest, slug: str) -> HttpResponse:
    """A layer above the others."""
    found = rota_of(request, slug)
    form = LayerForm(request.POST, auto_id="layer_%s")
    if not form.is_valid():
        return show_rota(request, found, status=422, layer_form=form)
    layers.add_layer(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())
