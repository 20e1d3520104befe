"""Rotas generated: the list, asking for one, following the search."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core import markup
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.staffing.access import can_make_rotas, can_plan
from apps.staffing.actions import generating as actions
from apps.staffing.forms.generating import GenerationFilter, GenerationForm
from apps.staffing.models import Generation, Rota
from apps.staffing.queries.asking import usual
from apps.staffing.queries.searching import searching

COLUMNS = [
    Column(
        "number",
        "Number",
        lambda one: one.pk,
        "pk",
        lambda one: markup.link(one.get_absolute_url(), one),
        is_head=True,
    ),
    Column("rota", "Rota", lambda one: one.rota.name, "rota__name"),
    Column("from", "From", lambda one: one.first_on, "first_on"),
    Column("until", "Until", lambda one: one.last_on, "last_on"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        markup.state_badge,
    ),
    Column("asked", "Asked", lambda one: one.asked_at, "asked_at"),
    Column("by", "By", lambda one: str(one.asked_by)),
]


@require_safe
def generations(request: HttpRequest) -> HttpResponse:
    """The rotas that were asked for."""
    if not request.user.is_internal:
        raise PermissionDenied
    rows = Generation.objects.visible_to(request.user)
    return show_list(
        request,
        "staffing/generations.html",
        rows.for_lists(),
        form=GenerationFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="rota-proposals",
        context={"may_plan": can_make_rotas(request.user)},
    )


@require_safe
def generation_new(request: HttpRequest, slug: str) -> HttpResponse:
    """What a rota is asked for, beginning with what is usual for it."""
    rota = _rota(request, slug)
    form = GenerationForm(initial=usual(rota, now=timezone.now()))
    return show_form(request, _page(rota), form)


@require_POST
def ask_generation(request: HttpRequest, slug: str) -> HttpResponse:
    """Have it searched for."""
    rota = _rota(request, slug)
    return create(
        request,
        GenerationForm(request.POST),
        lambda **fields: actions.ask_generation(rota.pk, **fields),
        purpose="staffing.ask_generation",
        refuse=lambda form: show_form(request, _page(rota), form),
        there=lambda pk: reverse("staffing:generation", args=[pk]),
    )


@require_safe
def generation(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the search is, and what it came to."""
    found = _get(request, pk)
    context = {
        "found": found,
        "page": searching(found),
        "may_plan": can_plan(request.user, found.rota),
    }
    return render_page(
        request, "staffing/generation.html", context, partials={"generation"}
    )


@require_POST
def stop_generation(request: HttpRequest, pk: int) -> HttpResponse:
    """End it, and take the best so far."""
    found = _get(request, pk)
    actions.stop_generation(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def restart_generation(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it searched for once more."""
    found = _get(request, pk)
    actions.restart_generation(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def drop_generation(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the proposal aside."""
    found = _get(request, pk)
    actions.drop_generation(found.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


def _rota(request: HttpRequest, slug: str) -> Rota:
    found = get_object_or_404(Rota.objects.visible_to(request.user), slug=slug)
    if not can_plan(request.user, found):
        raise PermissionDenied
    return found


def _get(request: HttpRequest, pk: int) -> Generation:
    rows = Generation.objects.visible_to(request.user).for_lists()
    return get_object_or_404(rows, pk=pk)


def _page(rota: Rota) -> FormPage:
    return FormPage(
        title=f"Generate {rota}",
        action=reverse("staffing:ask_generation", args=[rota.slug]),
        back=reverse("staffing:generations"),
        back_label="Rota proposals",
        submit="Search",
        intro="People, skills, leave, wishes and what each carried in the last quarter"
        " are read from the portal when the search begins. Nothing is published by it.",
    )
