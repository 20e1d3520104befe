"""Pulls: their list, one and its runs, a run and what it refused."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, only_if, show_form
from apps.core.http import see_other
from apps.core.lists import show_list
from apps.integrations.access import can_edit, can_view
from apps.integrations.actions import pulls as actions
from apps.integrations.forms.pulls import (
    AmendPullForm,
    NewPullForm,
    PullFilter,
    RejectedFilter,
    RunFilter,
)
from apps.integrations.models import Pull, PullRun
from apps.integrations.queries.pulls import listed_pulls, running_of, runs_of
from apps.integrations.states.pulls import RunState
from apps.integrations.views import pulls_tables as tables


@require_safe
def pulls(request: HttpRequest) -> HttpResponse:
    """Where rows are pulled from, and how that goes."""
    only_if(may=can_view(request.user))
    return show_list(
        request,
        "integrations/pulls.html",
        listed_pulls(request.user),
        form=PullFilter(request.GET or None, user=request.user),
        columns=tables.PULLS,
        name="pulls",
        context={"may_edit": can_edit(request.user)},
    )


def _new_page() -> FormPage:
    return FormPage(
        "New pull",
        reverse("integrations:add_pull"),
        reverse("integrations:pulls"),
        "Pulls",
        submit="Add",
    )


@require_safe
def new_pull(request: HttpRequest) -> HttpResponse:
    """The form for a new pull."""
    only_if(may=can_edit(request.user))
    return show_form(request, _new_page(), NewPullForm(user=request.user))


@require_POST
def add_pull(request: HttpRequest) -> HttpResponse:
    """A new pull; its first run begins within a minute."""
    only_if(may=can_edit(request.user))
    return create(
        request,
        NewPullForm(request.POST, user=request.user),
        actions.add_pull,
        purpose="integrations.add_pull",
        refuse=lambda given: show_form(request, _new_page(), given),
        there=lambda pk: reverse("integrations:pull", args=[pk]),
        beside="name",
    )


def _seen(request: HttpRequest, pk: int) -> Pull:
    rows = Pull.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, pk=pk)


@require_safe
def pull(request: HttpRequest, pk: int) -> HttpResponse:
    """One pull, and its runs."""
    only_if(may=can_view(request.user))
    found = _seen(request, pk)
    context = {
        "found": found,
        "running": running_of(found),
        "may_edit": can_edit(request.user),
    }
    return show_list(
        request,
        "integrations/pull.html",
        runs_of(found),
        form=RunFilter(request.GET or None, user=request.user),
        columns=tables.RUNS,
        name=f"runs-{found.pk}",
        context=context,
    )


def _amend_page(found: Pull) -> FormPage:
    return FormPage(
        f"Change {found}",
        reverse("integrations:amend_pull", args=[found.pk]),
        found.get_absolute_url(),
        str(found),
        intro="One that asks another system, table or search begins anew.",
    )


@require_safe
def edit_pull(request: HttpRequest, pk: int) -> HttpResponse:
    """The form to change one."""
    found = _seen(request, pk)
    only_if(may=can_edit(request.user))
    form = AmendPullForm.of(found, request.user)
    return show_form(request, _amend_page(found), form)


@require_POST
def amend_pull(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    found = _seen(request, pk)
    only_if(may=can_edit(request.user))
    form = AmendPullForm(request.POST, found=found, user=request.user)

    def act(**values: Any) -> object:
        return actions.amend_pull(found.pk, **values)

    return amend(request, _amend_page(found), form, act)


@require_POST
def remove_pull(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask no more."""
    found = _seen(request, pk)
    actions.remove_pull(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found} is removed. Its tickets stay.")
    return see_other(reverse("integrations:pulls"))


@require_POST
def pull_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a run at once."""
    found = _seen(request, pk)
    run = actions.pull_now(found.pk, by=request.user, now=timezone.now())
    return see_other(run.get_absolute_url())


@require_POST
def pull_from_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a run at once that reads everything anew."""
    found = _seen(request, pk)
    run = actions.pull_now(
        found.pk, by=request.user, now=timezone.now(), from_start=True
    )
    return see_other(run.get_absolute_url())


def _run(request: HttpRequest, pk: int) -> PullRun:
    rows = PullRun.objects.visible_to(request.user).select_related("pull", "by")
    return get_object_or_404(rows, pk=pk)


@require_safe
def pull_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: how far it is, and each row that it refused."""
    only_if(may=can_view(request.user))
    found = _run(request, pk)
    context = {
        "found": found,
        "state": tables.run_badge(found),
        "progress": tables.progress(found),
        "may_stop": can_edit(request.user) and found.can_become(RunState.STOPPED),
    }
    return show_list(
        request,
        "integrations/pull_run.html",
        found.refused.all(),
        form=RejectedFilter(request.GET or None, user=request.user),
        columns=tables.REJECTED,
        name=f"refused-rows-{found.pk}",
        context=context,
    )


@require_POST
def stop_pull_run(request: HttpRequest, pk: int) -> HttpResponse:
    """End it after the page that it is at."""
    found = _run(request, pk)
    actions.stop_run(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is stopped. The next run goes on from there.")
    return see_other(found.get_absolute_url())
