"""Channels: one's own, those of teams."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.accounts.models import Team
from apps.core.http import render_page, see_other
from apps.reminders import actions
from apps.reminders.access import can_edit_channel, can_edit_channels_of
from apps.reminders.forms.settings import AmendChannelForm, ChannelForm
from apps.reminders.models import Channel


def _team(request: HttpRequest, slug: str) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.user), slug=slug)


@require_safe
def team_channels(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a team is told."""
    return _show_team(request, _team(request, slug))


def _show_team(
    request: HttpRequest, team: Team, *, status: int = 200, **shown: Any
) -> HttpResponse:
    context = {
        "team": team,
        "channels": Channel.objects.visible_to(request.user).of_team(team),
        "may_edit": can_edit_channels_of(request.user, team),
        "channel_form": shown.get("channel_form") or ChannelForm(),
        **shown,
    }
    response = render_page(request, "reminders/team.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def add_team_channel(request: HttpRequest, slug: str) -> HttpResponse:
    """A channel of the team; a webhook's secret is on this answer and nowhere else."""
    team = _team(request, slug)
    if not can_edit_channels_of(request.user, team):
        raise PermissionDenied
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return _show_team(request, team, status=422, channel_form=form)
    made = actions.add_channel(
        by=request.user, team=team, now=timezone.now(), **form.cleaned_data
    )
    if made.secret:
        return _show_team(request, team, made=made)
    return see_other(reverse("reminders:team_channels", args=[team.slug]))


def _channel(request: HttpRequest, pk: int) -> Channel:
    """The channel, if it exists for the person and they may change it."""
    rows = Channel.objects.visible_to(request.user).with_names()
    found = get_object_or_404(rows, pk=pk)
    if not can_edit_channel(request.user, found):
        raise PermissionDenied
    return found


def _home(channel: Channel) -> str:
    """The page that lists it."""
    if channel.team:
        return reverse("reminders:team_channels", args=[channel.team.slug])
    return reverse("reminders:settings")


def _show(
    request: HttpRequest, found: Channel, form: AmendChannelForm, status: int = 200
) -> HttpResponse:
    context = {"channel": found, "form": form, "home": _home(found)}
    return render_page(request, "reminders/channel.html", context, status=status)


@require_safe
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """One channel, to change, test or remove."""
    found = _channel(request, pk)
    return _show(request, found, AmendChannelForm.of(found))


@require_POST
def amend_channel(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it; it is tried again."""
    found = _channel(request, pk)
    form = AmendChannelForm(request.POST, channel=found)
    if not form.is_valid():
        return _show(request, found, form, 422)
    actions.amend_channel(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(_home(found))


@require_POST
def remove_channel(request: HttpRequest, pk: int) -> HttpResponse:
    """Send nothing there any more."""
    found = _channel(request, pk)
    actions.remove_channel(found.pk, by=request.user, now=timezone.now())
    return see_other(_home(found))


@require_POST
def test_channel(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test message there, by the road that all messages take."""
    found = _channel(request, pk)
    actions.send_test(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"A test message is on its way to {found}.")
    return see_other(found.get_absolute_url())
