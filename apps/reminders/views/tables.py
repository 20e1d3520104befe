"""The columns of the tables of reminders."""

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import ago, badge, fill, link, show_time, state_badge
from apps.reminders.models import Delivery, Notification, Occurrence
from apps.reminders.queries.topics import label_of
from apps.reminders.rules import parse_step
from apps.reminders.states import DeliveryState


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


def step_words(one: Occurrence) -> str:
    """Which step it is, as people say it."""
    above = ", to the manager" if one.is_escalation else ""
    return f"{parse_step(one.step).words}{above}"


def about(one: Occurrence) -> str:
    """The object by name, where it is still due; else by kind and number."""
    if subject := getattr(one, "subject", None):
        return str(subject.title)
    return f"{one.subject_type.rpartition('.')[2]} {one.subject_id}"


def linked(one: Occurrence) -> str:
    """The object by name, where it is still due."""
    subject = getattr(one, "subject", None)
    return link(subject.url, subject.title) if subject else about(one)


UPCOMING = [
    Column("fires", "When", lambda one: one.fire_at, "fire_at", is_head=True),
    Column("person", "Who", lambda one: one.recipient.name, "recipient__name"),
    Column(
        "rule",
        "Rule",
        lambda one: label_of(one.rule),
        "rule",
        lambda one: link(
            reverse("reminders:rule", args=[one.rule]), label_of(one.rule)
        ),
    ),
    Column("object", "Object", about, cell=linked),
    Column("due", "Due", lambda one: one.due_on, "due_on"),
    Column("step", "Step", step_words),
    Column("why", "As", lambda one: one.why, css="small"),
    Column("state", "State", lambda one: one.get_state_display(), "state", state_badge),
    Column("note", "Note", lambda one: one.note, css="text-secondary small"),
]


def ways(one: Notification) -> str:
    """By which ways it went out besides the inbox, and how that ended."""
    found = [
        f"{each.channel or 'E-mail'}: {each.get_state_display().lower()}"
        for each in one.deliveries.all()
    ]
    return ", ".join(found) or "inbox only"


def plain(one: Notification) -> SafeString:
    """What somebody else was told."""
    return fill(
        '<div class="portal-told"><strong>{}</strong><p>{}</p>{}</div>',
        *(one.title, one.words, for_others(one)),
    )


def for_others(one: Notification) -> SafeString:
    """What to know of it that is not the reader's own business."""
    found = []
    if one.is_critical:
        found.append(badge("Critical", "red", "alert-octagon"))
    if one.late_since:
        found.append(badge("Late", "amber", "clock-pause"))
    if one.withdrawn_at:
        found.append(badge("No longer true", "grey", "circle-x"))
    if one.instead_of:
        found.append(badge(f"For {one.instead_of}, who is away", "purple", "user"))
    return format_html_join(" ", "{}", ((part,) for part in found))


TOLD = [
    Column("at", "When", lambda one: one.at, "at", lambda one: show_time(one.at)),
    Column("person", "To", lambda one: one.user.name, "user__name"),
    Column(
        "what",
        "What",
        str,
        "title",
        plain,
        is_head=True,
        css="portal-wide",
    ),
    Column("why", "Why", lambda one: f"Because {one.why}", css="text-secondary small"),
    Column("topic", "Topic", lambda one: label_of(one.topic), "topic", css="small"),
    Column("ways", "Besides the inbox", ways, css="small"),
    Column("read", "Read", lambda one: one.read_at, "read_at"),
]


TONES = {
    DeliveryState.WAITING: "blue",
    DeliveryState.SENT: "green",
    DeliveryState.WITHDRAWN: "grey",
    DeliveryState.FAILED: "red",
}


def receiver(one: Delivery) -> str:
    """Whom, or which channel."""
    return str(one.channel or one.user)


def reasons(one: Delivery) -> str:
    """What it tells and why."""
    return "; ".join(f"{each} (because {each.why})" for each in one.notifications.all())


SENT = [
    Column("to", "To", receiver, is_head=True),
    Column(
        "way",
        "By",
        lambda one: one.channel.get_kind_display() if one.channel else "E-mail",
        css="small",
    ),
    Column("how", "How", lambda one: one.get_how_display(), "how", css="small"),
    Column("what", "What and why", reasons, css="portal-wide small"),
    Column(
        "planned",
        "Meant for",
        lambda one: one.send_at,
        "send_at",
        lambda one: show_time(one.send_at),
    ),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        "state",
        lambda one: state_badge(one, TONES[DeliveryState(one.state)]),
    ),
    Column("sent", "Sent", lambda one: one.sent_at, "sent_at"),
    Column("error", "Error", lambda one: one.error, css="small"),
]

# The button belongs to the form #again of the page.
AGAIN_BUTTON = (
    '<button type="submit" form="again" formaction="{}" class="btn btn-sm"'
    ' aria-label="Send again to {}">Send again</button>'
)


def again(one: Delivery) -> str:
    """A button on what failed."""
    if one.state != DeliveryState.FAILED:
        return ""
    url = reverse("reminders:deliver_again", args=[one.pk])
    return fill(AGAIN_BUTTON, url, receiver(one))


AGAIN = Column("again", "Mend", lambda _: "", cell=again)
