"""Changes of who leads somebody and who logs in as them: their list, and the answers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import see_other
from apps.core.lists import Column, show_list
from apps.core.markup import link, state_badge
from apps.staffing.actions import line_changes as actions
from apps.staffing.forms.line_changes import LineChangeFilter
from apps.staffing.models import LineChange
from apps.staffing.queries.line_changes import listed_line_changes

COLUMNS = [
    Column(
        "person",
        "Person",
        lambda one: one.person.name,
        "person__name",
        lambda one: link(one.get_absolute_url(), one.person.name),
        is_head=True,
    ),
    Column("what", "What", lambda one: one.what),
    Column("to", "New", lambda one: str(one.to)),
    Column("state", "State", LineChange.get_state_display, "state", cell=state_badge),
    Column("by", "Asked by", lambda one: str(one.asked_by), "asked_by__name"),
    Column("at", "Asked", lambda one: one.asked_at, "asked_at"),
    Column("decided", "Decided by", lambda one: str(one.decided_by or "")),
]


@require_safe
def line_changes(request: HttpRequest) -> HttpResponse:
    """What was asked for of people one may edit, and what became of it."""
    return show_list(
        request,
        "staffing/line_changes.html",
        listed_line_changes(request.user),
        form=LineChangeFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="line-changes",
    )


def _do(
    request: HttpRequest, pk: int, verb: Callable[..., LineChange], said: str
) -> HttpResponse:
    found = get_object_or_404(LineChange.objects.visible_to(request.user), pk=pk)
    done = verb(found.pk, by=request.user, now=timezone.now())
    messages.success(request, said)
    return see_other(done.get_absolute_url())


@require_POST
def approve_line_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to what another asked for."""
    return _do(request, pk, actions.approve_line_change, "Approved: it counts now.")


@require_POST
def decline_line_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to it."""
    return _do(request, pk, actions.decline_line_change, "Declined: nothing changed.")


@require_POST
def withdraw_line_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one asked for."""
    return _do(request, pk, actions.withdraw_line_change, "Taken back.")
