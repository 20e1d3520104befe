"""What will go out, what went out, and how the queue is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest, only_if
from apps.accounts.models import User
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.core.models import OutboxItem
from apps.reminders import actions
from apps.reminders.access import can_edit_rules, can_view_rules
from apps.reminders.forms.rules import (
    DeadLetterForm,
    SentFilter,
    ToldFilter,
    UpcomingFilter,
)
from apps.reminders.models import Delivery, Notification, Occurrence
from apps.reminders.queries import health as health_queries
from apps.reminders.queries.subjects import name_subjects
from apps.reminders.views import tables


@require_safe
def upcoming(request: HttpRequest) -> HttpResponse:
    """What will be told to whom when."""
    only_if(may=can_view_rules(request.user))
    rows = Occurrence.objects.visible_to(request.user).select_related("recipient")
    return show_list(
        request,
        "reminders/upcoming.html",
        rows.order_by("fire_at", "pk"),
        form=UpcomingFilter(request.GET, user=request.user),
        columns=tables.UPCOMING,
        name="upcoming-reminders",
        dress=name_subjects,
    )


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """What was told to whom when, and why them."""
    only_if(may=can_view_rules(request.user))
    rows = Notification.objects.overseen_by(request.user)
    rows = rows.select_related("user", "instead_of")
    return show_list(
        request,
        "reminders/told.html",
        rows.prefetch_related("deliveries__channel").order_by("-at", "-pk"),
        form=ToldFilter(request.GET or None, user=request.user),
        columns=tables.TOLD,
        name="told",
    )


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Every message that left the portal, or should have."""
    only_if(may=can_view_rules(request.user))
    rows = Delivery.objects.visible_to(request.user).select_related("user", "channel")
    may_edit = can_edit_rules(request.user) and "export" not in request.GET
    return show_list(
        request,
        "reminders/sent.html",
        rows.prefetch_related("notifications").order_by("-send_at", "-pk"),
        form=SentFilter(request.GET or None, user=request.user),
        columns=[*tables.SENT, tables.AGAIN] if may_edit else tables.SENT,
        name="messages",
    )


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """How the queue is, and what needs a hand."""
    only_if(may=can_view_rules(request.user))
    now = timezone.now()
    context = {
        "queue": health_queries.queue(now),
        "failures": health_queries.failures(now),
        "troubled": health_queries.troubled(),
        "letters": health_queries.dead_letters(),
        "bounced": health_queries.bounced(),
        "may_edit": can_edit_rules(request.user),
    }
    return render_page(request, "reminders/health.html", context)


def _letter(request: HttpRequest, pk: int) -> OutboxItem:
    only_if(may=can_view_rules(request.user))
    return get_object_or_404(OutboxItem, pk=pk, dead_at__isnull=False)


def _show_letter(
    request: HttpRequest, letter: OutboxItem, form: DeadLetterForm, status: int = 200
) -> HttpResponse:
    """What it was, without its words: they may hold what only its reader should see."""
    payload = letter.payload
    context = {
        "letter": letter,
        "to": payload.get("to", ""),
        "subject": payload.get("subject", ""),
        "form": form,
        "may_edit": can_edit_rules(request.user),
    }
    return render_page(request, "reminders/letter.html", context, status=status)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One dead letter."""
    return _show_letter(request, _letter(request, pk), DeadLetterForm())


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a dead letter once more."""
    found = _letter(request, pk)
    form = DeadLetterForm(request.POST)
    if not form.is_valid():
        return _show_letter(request, found, form, 422)
    actions.send_again(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "It is owed again, and goes out with the next round.")
    return see_other(reverse("reminders:health"))


@require_POST
def deliver_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Owe a failed message again."""
    rows = Delivery.objects.visible_to(request.user)
    found = get_object_or_404(rows, pk=pk)
    actions.deliver_again(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "It is owed again, and goes out with the next round.")
    return see_other(f"{reverse('reminders:sent')}?state=failed")


@require_POST
def address_works_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send mail to somebody's address again."""
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    actions.mail_works_again(found, by=request.user, now=timezone.now())
    return see_other(reverse("reminders:health"))
