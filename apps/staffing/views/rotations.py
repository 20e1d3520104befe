"""Layers and rotations of a rota, and the overrides above them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import see_other
from apps.staffing.access import can_plan
from apps.staffing.actions import layers, moving
from apps.staffing.forms.rotations import AmendRotationForm, OverrideForm, RotationForm
from apps.staffing.models import Layer, Override, Rotation
from apps.staffing.queries.rota_parts import (
    layers_of,
    overrides_of,
    rotations_of,
    seats,
)
from apps.staffing.views.rotas import rota_of, show_rota


def _layer(request: HttpRequest, pk: int) -> Layer:
    return get_object_or_404(layers_of(request.user), pk=pk)


def _rotation(request: HttpRequest, pk: int) -> Rotation:
    return get_object_or_404(rotations_of(request.user), pk=pk)


def _planned_layer(request: HttpRequest, pk: int) -> Layer:
    found = _layer(request, pk)
    if not can_plan(request.user, found.rota):
        raise PermissionDenied
    return found


def _planned_rotation(request: HttpRequest, pk: int) -> Rotation:
    found = _rotation(request, pk)
    if not can_plan(request.user, found.layer.rota):
        raise PermissionDenied
    return found


@require_POST
def raise_layer(request: HttpRequest, pk: int) -> HttpResponse:
    """Exchange a layer with the one above it."""
    found = _layer(request, pk)
    layers.raise_layer(found.pk, by=request.user, now=timezone.now())
    return see_other(found.rota.get_absolute_url())


@require_POST
def remove_layer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a layer away."""
    found = _layer(request, pk)
    layers.remove_layer(found.pk, by=request.user, now=timezone.now())
    return see_other(found.rota.get_absolute_url())


def _new_page(layer: Layer) -> FormPage:
    return FormPage(
        f"Add a rotation to {layer}",
        reverse("staffing:add_rotation", args=[layer.pk]),
        layer.rota.get_absolute_url(),
        layer.rota.name,
        submit="Add it",
    )


@require_safe
def rotation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new rotation."""
    layer = _planned_layer(request, pk)
    initial = {"starts_on": timezone.localdate(), "handoff_at": "09:00"}
    form = RotationForm(user=request.user, initial=initial)
    return show_form(request, _new_page(layer), form)


@require_POST
def add_rotation(request: HttpRequest, pk: int) -> HttpResponse:
    """People who take turns, once however often the form is sent."""
    layer = _planned_layer(request, pk)
    return create(
        request,
        RotationForm(request.POST, user=request.user),
        partial(layers.add_rotation, layer.pk),
        purpose="staffing.add_rotation",
        refuse=lambda form: show_form(request, _new_page(layer), form),
        there=lambda _: layer.rota.get_absolute_url(),
    )


def _edit_page(found: Rotation) -> FormPage:
    rota = found.layer.rota
    return FormPage(
        f"Edit {found}",
        reverse("staffing:amend_rotation", args=[found.pk]),
        rota.get_absolute_url(),
        rota.name,
        intro="What is published changes only when the rota is published again.",
    )


@require_safe
def rotation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a rotation."""
    found = _planned_rotation(request, pk)
    form = AmendRotationForm(
        instance=found, initial=_as_it_is(found), user=request.user
    )
    return show_form(request, _edit_page(found), form)


def _as_it_is(found: Rotation) -> dict[str, Any]:
    return {
        "version": found.version,
        "places": seats(found),
        "restrictions": found.restrictions,
        "weekdays": found.weekdays,
    }


@require_POST
def amend_rotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rotation."""
    found = _planned_rotation(request, pk)
    copy = _rotation(request, pk)
    form = AmendRotationForm(request.POST, instance=copy, user=request.user)
    act = partial(layers.amend_rotation, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def remove_rotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a rotation out of its layer."""
    found = _rotation(request, pk)
    layers.remove_rotation(found.pk, by=request.user, now=timezone.now())
    return see_other(found.layer.rota.get_absolute_url())


@require_POST
def add_override(request: HttpRequest, slug: str) -> HttpResponse:
    """Change who is on for a while, once however often the form is sent."""
    found = rota_of(request, slug)
    if not can_plan(request.user, found):
        raise PermissionDenied
    return create(
        request,
        OverrideForm(request.POST, user=request.user, auto_id="override_%s"),
        partial(moving.add_override, found.pk),
        purpose="staffing.add_override",
        refuse=lambda form: show_rota(request, found, status=422, override_form=form),
        there=lambda _: f"{found.get_absolute_url()}#overrides",
    )


@require_POST
def remove_override(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an override back."""
    found: Override = get_object_or_404(overrides_of(request.user), pk=pk)
    rota = moving.remove_override(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The override is taken back.")
    return see_other(f"{rota.get_absolute_url()}#overrides")
