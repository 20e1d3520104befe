"""How files of tickets are read: mappings that people saved, and those that come ready."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core import markup
from apps.core.errors import DomainError
from apps.core.http import render_page, see_other
from apps.core.lists import Column, FilterForm, show_list
from apps.vendors import actions
from apps.vendors.access import can_map
from apps.vendors.forms.tickets import RulesForm
from apps.vendors.models import SavedMapping
from apps.vendors.queries.mappings import may_change
from apps.vendors.rules.tickets.mapping import LAYOUTS
from apps.vendors.rules.tickets.ready import READY

COLUMNS = [
    Column(
        "name",
        "Name",
        lambda one: one.name,
        "name",
        lambda one: markup.link(one.get_absolute_url(), one.name),
        is_head=True,
    ),
    Column("layout", "A row is", lambda one: LAYOUTS.get(one.mapping.layout, "")),
    Column("zone", "Time zone", lambda one: one.mapping.zone),
    Column("by", "Changed by", lambda one: str(one.changed_by or "")),
    Column("changed", "Changed", lambda one: one.changed_at, "changed_at"),
]


@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """The mappings there are."""
    if not can_map(request.user):
        raise PermissionDenied
    rows = SavedMapping.objects.visible_to(request.user)
    return show_list(
        request,
        "vendors/mappings.html",
        rows.select_related("changed_by"),
        form=FilterForm(request.GET),
        columns=COLUMNS,
        name="ticket-mappings",
        context={"ready": [(n, LAYOUTS[one.layout]) for n, one in READY.items()]},
    )


@require_safe
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """One mapping, to look at and change."""
    found = _get(request, pk)
    return _show(request, found, _form(found))


@require_POST
def amend_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it; or, where one may not, keep a copy under another name."""
    found = _get(request, pk)
    form = _form(found, request)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    if not may_change(request.user, found.name):
        return _copy(request, found, form)
    actions.amend_mapping(
        found.pk,
        by=request.user,
        name=form.cleaned_data["name"],
        rules=form.rules,
        version=form.cleaned_data["version"],
        now=timezone.now(),
    )
    messages.success(request, "The mapping is saved.")
    return see_other(found.get_absolute_url())


def _copy(request: HttpRequest, found: SavedMapping, form: RulesForm) -> HttpResponse:
    """Under a name that nobody uses yet."""
    try:
        made = actions.new_mapping(
            name=form.cleaned_data["name"],
            by=request.user,
            rules=form.rules,
            now=timezone.now(),
        )
    except DomainError as error:
        form.add_error("name", str(error))
        return _show(request, found, form, status=422)
    messages.success(request, f"Your copy is saved as {made.name}.")
    return see_other(made.get_absolute_url())


@require_POST
def remove_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget it."""
    found = _get(request, pk)
    actions.remove_mapping(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"The mapping {found.name} is removed.")
    return see_other(reverse("vendors:mappings"))


def _get(request: HttpRequest, pk: int) -> SavedMapping:
    return get_object_or_404(SavedMapping.objects.visible_to(request.user), pk=pk)


def _form(found: SavedMapping, request: HttpRequest | None = None) -> RulesForm:
    form = RulesForm(
        request.POST if request else None,
        mapping=found.mapping,
        initial={"name": found.name, "version": found.version},
    )
    form.fields["name"] = forms.CharField(max_length=80)
    form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
    form.order_fields(["name"])
    return form


def _show(
    request: HttpRequest, found: SavedMapping, form: RulesForm, status: int = 200
) -> HttpResponse:
    may = may_change(request.user, found.name)
    context = {"found": found, "form": form, "may_change": may}
    return render_page(request, "vendors/mapping.html", context, status=status)
