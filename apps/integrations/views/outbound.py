"""Receivers of events: their list, one and its log, a message and its attempts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, only_if, show_form
from apps.core.actions import once
from apps.core.errors import DomainError
from apps.core.http import render_page, see_other
from apps.core.lists import draw_rows, show_list
from apps.core.markup import state_badge
from apps.integrations.access import can_edit, can_view
from apps.integrations.actions import outbound as actions
from apps.integrations.forms.outbound import (
    AmendSubscriptionForm,
    MessageFilter,
    NewSubscriptionForm,
    SinceForm,
    SubscriptionFilter,
)
from apps.integrations.models import Message, Subscription
from apps.integrations.queries.outbound_kinds import choices
from apps.integrations.queries.outbound_log import (
    dress_log,
    listed_subscriptions,
    log_of,
)
from apps.integrations.rules.outbound_payload import EXAMPLE, SCHEMA
from apps.integrations.states.outbound import MessageState
from apps.integrations.views import outbound_tables as tables

FORM = "integrations/subscription_form.html"


@require_safe
def subscriptions(request: HttpRequest) -> HttpResponse:
    """Who is told of events, and how that goes."""
    only_if(may=can_view(request.user))
    return show_list(
        request,
        "integrations/subscriptions.html",
        listed_subscriptions(request.user),
        form=SubscriptionFilter(request.GET or None, user=request.user),
        columns=tables.SUBSCRIPTIONS,
        name="receivers",
        context={"may_edit": can_edit(request.user)},
    )


@require_safe
def event_kinds(request: HttpRequest) -> HttpResponse:
    """Which events there are, and what a message looks like."""
    only_if(may=can_view(request.user))
    context = {"groups": choices(), "example": EXAMPLE, "schema": SCHEMA}
    return render_page(request, "integrations/event_kinds.html", context)


def _new_page() -> FormPage:
    return FormPage(
        "New receiver",
        reverse("integrations:add_subscription"),
        reverse("integrations:subscriptions"),
        "Receivers of events",
        submit="Add",
        template=FORM,
    )


@require_safe
def new_subscription(request: HttpRequest) -> HttpResponse:
    """The form for a new receiver."""
    only_if(may=can_edit(request.user))
    return show_form(request, _new_page(), NewSubscriptionForm(user=request.user))


@require_POST
def add_subscription(request: HttpRequest) -> HttpResponse:
    """A new receiver; its secret is on this answer and nowhere else."""
    only_if(may=can_edit(request.user))
    form = NewSubscriptionForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_form(request, _new_page(), form)
    values = dict(form.cleaned_data)
    made: list[Subscription] = []

    def make() -> Subscription:
        made.append(
            actions.add_subscription(by=request.user, now=timezone.now(), **values)
        )
        return made[0]

    key, purpose = values.pop("sent_key"), "integrations.add_subscription"
    try:
        pk = once(key, by=request.user, purpose=purpose, make=make)
    except DomainError as refusal:
        form.add_error("name", str(refusal))
        return show_form(request, _new_page(), form)
    if made:
        return _show_secret(request, made[0])
    return see_other(reverse("integrations:subscription", args=[pk]))


def _show_secret(request: HttpRequest, found: Subscription) -> HttpResponse:
    """The secret, this once."""
    response = render_page(
        request, "integrations/subscription_secret.html", {"found": found}
    )
    response["Cache-Control"] = "no-store"
    return response


def _seen(request: HttpRequest, pk: int) -> Subscription:
    rows = Subscription.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, pk=pk)


@require_safe
def subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """One receiver, how it is, and its log."""
    only_if(may=can_view(request.user))
    return _show(request, _seen(request, pk))


def _show(
    request: HttpRequest, found: Subscription, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "health": tables.health_badge(found),
        "counted": tables.counted(found),
        "platforms": found.platforms.all(),
        "vendors": found.vendors.all(),
        "may_edit": can_edit(request.user),
        "since_form": SinceForm(now=timezone.now()),
        **forms,
    }
    response = show_list(
        request,
        "integrations/subscription.html",
        log_of(found),
        form=MessageFilter(request.GET or None, user=request.user),
        columns=tables.MESSAGES,
        name=f"messages-{found.pk}",
        context=context,
        dress=dress_log,
    )
    response.status_code = status
    return response


def _amend_page(found: Subscription) -> FormPage:
    return FormPage(
        f"Change {found}",
        reverse("integrations:amend_subscription", args=[found.pk]),
        found.get_absolute_url(),
        str(found),
        template=FORM,
    )


@require_safe
def edit_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """The form to change one."""
    found = _seen(request, pk)
    only_if(may=can_edit(request.user))
    form = AmendSubscriptionForm.of(found, request.user)
    return show_form(request, _amend_page(found), form)


@require_POST
def amend_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it; what waits is tried at once."""
    found = _seen(request, pk)
    only_if(may=can_edit(request.user))
    form = AmendSubscriptionForm(request.POST, found=found, user=request.user)

    def act(**values: Any) -> object:
        return actions.amend_subscription(found.pk, **values)

    return amend(request, _amend_page(found), form, act)


@require_POST
def remove_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """Send nothing there any more."""
    found = _seen(request, pk)
    actions.remove_subscription(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found} is removed, with its log.")
    return see_other(reverse("integrations:subscriptions"))


@require_POST
def take_over_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on it is told what one may see oneself."""
    found = _seen(request, pk)
    actions.take_over(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found} is told what you may see.")
    return see_other(found.get_absolute_url())


@require_POST
def new_subscription_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret beside the former one; it is on this answer and nowhere else."""
    found = _seen(request, pk)
    made = actions.new_secret_for(found.pk, by=request.user, now=timezone.now())
    return _show_secret(request, made)


@require_POST
def drop_subscription_secret(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign by the newest secret alone."""
    found = _seen(request, pk)
    actions.drop_former_secret(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The former secret signs no more.")
    return see_other(found.get_absolute_url())


@require_POST
def test_subscription(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test by the road that all events take."""
    found = _seen(request, pk)
    made = actions.send_test(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "A test is on its way.")
    return see_other(made.get_absolute_url())


@require_POST
def send_again_since(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again what did not arrive since then."""
    found = _seen(request, pk)
    only_if(may=can_edit(request.user))
    form = SinceForm(request.POST, now=timezone.now())
    if not form.is_valid():
        return _show(request, found, status=422, since_form=form)
    count = actions.send_again_since(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"{count} messages are on their way again.")
    return see_other(found.get_absolute_url())


def _message(request: HttpRequest, pk: int) -> Message:
    rows = Message.objects.visible_to(request.user).select_related("subscription")
    return get_object_or_404(rows, pk=pk)


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message and each attempt to send it."""
    only_if(may=can_view(request.user))
    found = _message(request, pk)
    context = {
        "found": found,
        "about": tables.about_linked(found),
        "state": state_badge(found, tables.TONES[MessageState(found.state)]),
        "columns": tables.ATTEMPTS,
        "attempts": draw_rows(found.attempts.all(), tables.ATTEMPTS),
        "may_resend": can_edit(request.user) and found.can_become(MessageState.WAITING),
    }
    return render_page(request, "integrations/message.html", context)


@require_POST
def send_message_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Owe it again, under the same id."""
    found = _message(request, pk)
    actions.send_again(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is on its way again.")
    return see_other(found.get_absolute_url())
