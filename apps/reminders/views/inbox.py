"""One's own inbox: what is told, read, done, put away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.reminders import actions
from apps.reminders.forms.inbox import (
    TABS,
    InboxFilter,
    ManyForm,
    SnoozeForm,
)
from apps.reminders.models import Notification
from apps.reminders.views import tables

MOST_COUNTED = 100


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What I was told: open, snoozed, done."""
    return _show(request, SnoozeForm(user=request.user))


def _show(request: HttpRequest, snooze: SnoozeForm) -> HttpResponse:
    """The list, with what was ticked and typed where that is sent back."""
    rows = Notification.objects.visible_to(request.user)
    form = InboxFilter(request.GET, user=request.user)
    return show_list(
        request,
        "reminders/inbox.html",
        rows.select_related("instead_of").order_by("-at", "-pk"),
        form=form,
        columns=tables.INBOX,
        name="inbox",
        context={
            "tabs": TABS.items(),
            "tab": form.shown_tab,
            "snooze": snooze,
            "here": _address(request.GET.urlencode()),
        },
    )


@login_not_required
@require_safe
def badge(request: HttpRequest) -> HttpResponse:
    """How many are unread: asked by every page now and then, so it says hardly more.

    Who is signed out is not sent to the login from a page on which they may be typing.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    rows = Notification.objects.visible_to(request.user).unread(timezone.now())
    count = rows.order_by()[:MOST_COUNTED].count()
    shown = f"{MOST_COUNTED - 1}+" if count == MOST_COUNTED else count
    context = {"count": count, "shown": shown}
    return render_page(
        request, "reminders/badge.html", context, partials={"inbox-count"}
    )


@require_safe
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    """It is read; on to the object."""
    rows = Notification.objects.visible_to(request.user)
    found = get_object_or_404(rows, pk=pk)
    actions.mark_read([found.pk], by=request.user, now=timezone.now())
    return redirect(found.url)


def _back(request: HttpRequest) -> HttpResponse:
    return see_other(_address(request.POST.get("query", "")))


def _address(query: str) -> str:
    return f"{reverse('reminders:inbox')}?{query}"


def _ticked(request: HttpRequest) -> list[int]:
    """The keys of what was ticked; nothing, and a word about it, if nothing was."""
    form = ManyForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, "Tick at least one line.")
        return []
    return form.pks


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """They have been looked at."""
    if pks := _ticked(request):
        actions.mark_read(pks, by=request.user, now=timezone.now())
    return _back(request)


@require_POST
def unread(request: HttpRequest) -> HttpResponse:
    """As if they had not been."""
    if pks := _ticked(request):
        actions.mark_unread(pks, by=request.user)
    return _back(request)


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Done with them."""
    if pks := _ticked(request):
        count = actions.finish(pks, by=request.user, now=timezone.now())
        messages.success(request, f"{count} done.")
    return _back(request)


@require_POST
def wake(request: HttpRequest) -> HttpResponse:
    """Bring them back."""
    if pks := _ticked(request):
        actions.wake(pks, by=request.user)
    return _back(request)


@require_POST
def mute(request: HttpRequest) -> HttpResponse:
    """Hear no more of the objects that they are about."""
    if pks := _ticked(request):
        muted = actions.mute_all(pks, by=request.user, now=timezone.now())
        names = ", ".join(sorted({one.title for one in muted}))
        messages.success(
            request, f"You hear no more of {names}. Your settings bring it back."
        )
    return _back(request)


@require_POST
def snooze(request: HttpRequest) -> HttpResponse:
    """Put them away until later."""
    form = SnoozeForm(request.POST, user=request.user)
    if not form.is_valid():
        request.GET = QueryDict(request.POST.get("query", ""))
        response = _show(request, form)
        response.status_code = 422
        return response
    until = form.cleaned_data["at"]
    count = actions.snooze(form.pks, until=until, by=request.user, now=timezone.now())
    local = timezone.localtime(until)
    messages.success(request, f"{count} snoozed until {local.day} {local:%b %Y %H:%M}.")
    return _back(request)
