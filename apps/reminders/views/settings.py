"""One's own settings: how one is told, when, by what, and who stands in."""

from typing import Any

from django.conf import settings as portal
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.reminders import actions
from apps.reminders.forms.settings import AwayForm, ChannelForm, HabitsForm, TopicsForm
from apps.reminders.models import Away, Channel, Mute
from apps.reminders.queries.people import habits_of


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """How I am told."""
    return show_settings(request)


def show_settings(
    request: HttpRequest, *, status: int = 200, **shown: Any
) -> HttpResponse:
    """The page, with the form that was sent where one is given."""
    user, now = request.user, timezone.now()
    habits = habits_of([user])[user.pk]
    context = {
        "habits": habits,
        "aways": Away.objects.visible_to(user).ending_after(now).with_names(),
        "mutes": Mute.objects.visible_to(user).order_by("title"),
        "channels": Channel.objects.owned_by(user),
        "topics_form": shown.get("topics_form") or TopicsForm(user=user),
        "habits_form": shown.get("habits_form") or HabitsForm.of(habits),
        "away_form": shown.get("away_form") or AwayForm(user=user),
        "channel_form": shown.get("channel_form") or ChannelForm(),
        "now": now,
        **shown,
    }
    response = render_page(request, "reminders/settings.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _saved(request: HttpRequest, words: str = "Saved.") -> HttpResponse:
    messages.success(request, words)
    return see_other(reverse("reminders:settings"))


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """How I am told of each topic."""
    form = TopicsForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_settings(request, status=422, topics_form=form)
    actions.choose(request.user, form.cleaned_data, by=request.user)
    return _saved(request)


@require_POST
def set_habits(request: HttpRequest) -> HttpResponse:
    """When I am told."""
    form = HabitsForm(request.POST)
    if not form.is_valid():
        return show_settings(request, status=422, habits_form=form)
    actions.set_habits(request.user, by=request.user, **form.cleaned_data)
    return _saved(request)


@require_POST
def go_away(request: HttpRequest) -> HttpResponse:
    """Somebody is told in my place."""
    form = AwayForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_settings(request, status=422, away_form=form)
    actions.go_away(
        request.user, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return _saved(request, f"{form.cleaned_data['deputy']} stands in for you.")


@require_POST
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    """End an absence, or call it off."""
    found = get_object_or_404(Away.objects.visible_to(request.user), pk=pk)
    actions.come_back(found.pk, by=request.user, now=timezone.now())
    return _saved(request)


@require_POST
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear of an object again."""
    found = get_object_or_404(Mute.objects.visible_to(request.user), pk=pk)
    actions.unmute(found.pk, by=request.user)
    return _saved(request, f"You hear of {found.title} again.")


@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """A new address of my calendar; it is on this answer and nowhere else."""
    secret = actions.make_feed(request.user, by=request.user, now=timezone.now())
    url = f"{portal.SITE_URL}{reverse('reminders:feed', args=[secret])}"
    return show_settings(request, feed_url=url)


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """My calendar's address works no more."""
    actions.revoke_feed(request.user, by=request.user, now=timezone.now())
    return _saved(request, "The calendar’s address works no more.")


@require_POST
def mail_works_again(request: HttpRequest) -> HttpResponse:
    """Send mail to my address again."""
    actions.mail_works_again(request.user, by=request.user, now=timezone.now())
    return _saved(request, "Mail goes out to you again.")


@require_POST
def add_channel(request: HttpRequest) -> HttpResponse:
    """A channel of my own; the secret of a webhook is on this answer and nowhere else."""
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return show_settings(request, status=422, channel_form=form)
    made = actions.add_channel(by=request.user, now=timezone.now(), **form.cleaned_data)
    if made.secret:
        return show_settings(request, made=made)
    return _saved(request, f"{made} is added: send it a test message.")
