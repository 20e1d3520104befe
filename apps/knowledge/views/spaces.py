"""Spaces: their list, the page of one, its form and its members."""

from functools import partial

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
from apps.knowledge.access import can_edit_space, can_make_spaces
from apps.knowledge.actions import spaces as actions
from apps.knowledge.forms.spaces import (
    AmendSpaceForm,
    MemberForm,
    NewSpaceForm,
    SpaceFilter,
)
from apps.knowledge.models import Space, SpaceMember
from apps.knowledge.queries.spaces import listed_spaces, space_page
from apps.knowledge.views.tables import space_columns


@require_safe
def spaces(request: HttpRequest) -> HttpResponse:
    """Every space one may read."""
    return show_list(
        request,
        "knowledge/spaces.html",
        listed_spaces(request.user),
        form=SpaceFilter(request.GET, user=request.user),
        columns=space_columns(),
        name="spaces",
        context={"may_make": can_make_spaces(request.user)},
    )


@require_safe
def space(request: HttpRequest, space: str) -> HttpResponse:
    """One space: its articles by kind, what is due, who has which part."""
    return _show(request, get_space(request, space))


def get_space(request: HttpRequest, slug: str) -> Space:
    """The space, if it exists for the reader."""
    rows = Space.objects.visible_to(request.user).select_related("team")
    return get_object_or_404(rows, slug=slug)


def _editable(request: HttpRequest, slug: str) -> Space:
    found = get_space(request, slug)
    if not can_edit_space(request.user, found):
        raise PermissionDenied
    return found


def _show(
    request: HttpRequest,
    found: Space,
    form: BaseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = space_page(found, request.user, timezone.localdate())
    context = {"found": found, "page": page}
    if page.may_edit:
        context["member_form"] = form or MemberForm(asker=request.user)
    return render_page(request, "knowledge/space.html", context, status=status)


def _new_page() -> FormPage:
    return FormPage(
        "New space",
        reverse("knowledge:make_space"),
        reverse("knowledge:spaces"),
        "Spaces",
        submit="Make it",
    )


@require_safe
def space_new(request: HttpRequest) -> HttpResponse:
    """The form of a new space."""
    if not can_make_spaces(request.user):
        raise PermissionDenied
    return show_form(request, _new_page(), NewSpaceForm(user=request.user))


@require_POST
def make_space(request: HttpRequest) -> HttpResponse:
    """Make a space, once however often the form is sent."""
    if not can_make_spaces(request.user):
        raise PermissionDenied
    return create(
        request,
        NewSpaceForm(request.POST, user=request.user),
        actions.create_space,
        purpose="knowledge.create_space",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: Space.objects.get(pk=pk).get_absolute_url(),
    )


def _edit_page(found: Space) -> FormPage:
    action = reverse("knowledge:amend_space", args=[found.slug])
    return FormPage(f"Edit {found}", action, found.get_absolute_url(), found.name)


@require_safe
def space_edit(request: HttpRequest, space: str) -> HttpResponse:
    """The form of a space."""
    found = _editable(request, space)
    initial = {"version": found.version}
    form = AmendSpaceForm(instance=found, initial=initial, user=request.user)
    return show_form(request, _edit_page(found), form)


@require_POST
def amend_space(request: HttpRequest, space: str) -> HttpResponse:
    """Change what is said of it."""
    found = _editable(request, space)
    copy = get_space(request, space)
    form = AmendSpaceForm(request.POST, instance=copy, user=request.user)
    act = partial(actions.amend_space, found.pk)
    return amend(request, _edit_page(found), form, act)


@require_POST
def add_member(request: HttpRequest, space: str) -> HttpResponse:
    """Give a person or a team a part."""
    found = _editable(request, space)
    form = MemberForm(request.POST, asker=request.user)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    actions.add_member(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(f"{found.get_absolute_url()}#members")


@require_POST
def remove_member(request: HttpRequest, space: str, pk: int) -> HttpResponse:
    """Take a part away."""
    found = _editable(request, space)
    member = get_object_or_404(SpaceMember, pk=pk, space=found)
    actions.remove_member(member.pk, by=request.user, now=timezone.now())
    return see_other(f"{found.get_absolute_url()}#members")
