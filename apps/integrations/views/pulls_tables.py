"""The columns of pulls, their runs, and the rows that were refused."""

from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import badge, link, state_badge
from apps.integrations.models import Pull, PullRun, RejectedRow
from apps.integrations.states.pulls import RunState

TONES = {
    RunState.RUNNING: "blue",
    RunState.DONE: "green",
    RunState.FAILED: "red",
    RunState.STOPPED: "grey",
}


def last_state(one: Pull) -> str:
    """How its last run ended."""
    state = getattr(one, "last_state", "")
    return RunState(state).label if state else ""


def last_badge(one: Pull) -> object:
    """The same, in its colour; that it is off comes first."""
    if not one.is_on:
        return badge("Off", "grey")
    state = getattr(one, "last_state", "")
    return badge(RunState(state).label, TONES[RunState(state)]) if state else ""


PULLS = [
    Column(
        "name",
        "Pull",
        lambda one: one.name,
        "name",
        lambda one: link(one.get_absolute_url(), one.name),
        is_head=True,
    ),
    Column("kind", "From", lambda one: one.get_kind_display(), "kind"),
    Column("host", "Host", lambda one: one.host),
    Column(
        "service",
        "Into",
        lambda one: f"{one.service.contract.vendor}, {one.service}",
        "service__name",
        lambda one: link(one.service.get_absolute_url(), one.service),
    ),
    Column("state", "Last run", last_state, "last_state", last_badge),
    Column("started", "Begun", lambda one: one.last_started_at, "last_started_at"),
    Column("read", "Rows read", lambda one: one.last_read, "last_read"),
    Column("refused", "Refused", lambda one: one.last_rejected, "last_rejected"),
    Column(
        "next",
        "Next",
        lambda one: one.next_run_at if one.is_on else None,
        "next_run_at",
    ),
]


def progress(one: PullRun) -> str:
    """How many rows were read, and of how many where that is known."""
    return f"{one.read} of {one.expected}" if one.expected else str(one.read)


def run_badge(one: PullRun) -> SafeString:
    """Its state, in its colour."""
    return state_badge(one, TONES[RunState(one.state)])


RUNS = [
    Column(
        "id",
        "Run",
        lambda one: one.pk,
        "pk",
        lambda one: link(one.get_absolute_url(), one),
        is_head=True,
    ),
    Column("started", "Begun", lambda one: one.started_at, "started_at"),
    Column("by", "By", lambda one: one.by.name if one.by else "the schedule"),
    Column("state", "State", lambda one: one.get_state_display(), "state", run_badge),
    Column("read", "Rows read", progress, "read"),
    Column("new", "New", lambda one: one.new, "new"),
    Column("changed", "Changed", lambda one: one.changed, "changed"),
    Column(
        "unchanged",
        "Unchanged",
        lambda one: one.unchanged,
        "unchanged",
        only_exported=True,
    ),
    Column("rejected", "Refused", lambda one: one.rejected, "rejected"),
    Column("pages", "Pages", lambda one: one.pages, "pages", only_exported=True),
    Column("finished", "Ended", lambda one: one.finished_at, "finished_at"),
    Column("trouble", "Trouble", lambda one: one.trouble, css="small portal-wide"),
]


def named(one: RejectedRow) -> str:
    """Its number, or its key where it has none."""
    return one.number or one.key


REJECTED = [
    Column("number", "Row", named, "number", is_head=True),
    Column("key", "Key there", lambda one: one.key, css="small"),
    Column("field", "Column", lambda one: one.field, "field"),
    Column("value", "Holds", lambda one: one.value),
    Column("why", "Why it was refused", lambda one: one.why, "why", css="portal-wide"),
    Column("updated", "Updated there", lambda one: one.updated_at, "updated_at"),
]
