"""The columns of the tables of reminders."""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import ago, badge, fill, show_time
from apps.reminders.models import Notification
from apps.reminders.queries.topics import label_of


def badges(one: Notification) -> SafeString:
    """What to know before reading it: unread, critical, late, for whom."""
    found = []
    is_over = bool(one.done_at or one.withdrawn_at)
    if not one.read_at and not is_over:
        found.append(badge("Unread", "blue", "mail"))
    if one.is_critical:
        found.append(badge("Critical", "red", "alert-octagon"))
    if one.late_since:
        meant = fill("Late, meant for {}", show_time(one.late_since))
        found.append(badge(meant, "amber", "clock-pause"))
    if one.withdrawn_at:
        found.append(badge("No longer true", "grey", "circle-x"))
    if one.instead_of:
        found.append(badge(f"For {one.instead_of}, who is away", "purple", "user"))
    return format_html_join(" ", "{}", ((part,) for part in found))


def told(one: Notification) -> SafeString:
    """The line of the inbox: the object, what is told of it, what to know."""
    is_new = not (one.read_at or one.done_at or one.withdrawn_at)
    return fill(
        '<div class="portal-told"><a{} href="{}">{}</a><p>{}</p>{}</div>',
        SafeString(' class="portal-unread"') if is_new else "",
        one.get_absolute_url(),
        one.title,
        one.words,
        badges(one),
    )


def when_told(one: Notification) -> object:
    """When it was told; until when it sleeps; when it was done."""
    if ended := one.done_at or one.withdrawn_at:
        return fill("{}<br>over {}", ago(one.at), ago(ended))
    if one.snoozed_until and not one.read_at:
        return fill("{}<br>snoozed until {}", ago(one.at), show_time(one.snoozed_until))
    return ago(one.at)


INBOX = [
    Column("title", "What", str, "title", told, is_head=True, css="portal-wide"),
    Column("why", "Why", lambda one: f"Because {one.why}", css="text-secondary small"),
    Column("topic", "Topic", lambda one: label_of(one.topic), "topic", css="small"),
    Column("due", "Due", lambda one: one.due_on, "due_on"),
    Column("at", "Told", lambda one: one.at, "at", when_told),
]
