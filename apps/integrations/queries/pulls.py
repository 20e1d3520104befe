"""Pulls and their runs as pages show them, and the mappings by which rows are read."""

from django.db.models import OuterRef, QuerySet, Subquery

from apps.accounts.models import User
from apps.integrations.models import Pull, PullRun
from apps.vendors.models import SavedMapping
from apps.vendors.rules.tickets.mapping import TicketMapping
from apps.vendors.rules.tickets.ready import READY


def mapping_named(name: str) -> TicketMapping | None:
    """How rows are told into tickets: a mapping that comes ready, or a saved one."""
    if name in READY:
        return READY[name]
    saved = SavedMapping.objects.named(name).first()
    return saved.mapping if saved else None


def mapping_names() -> list[tuple[str, list[tuple[str, str]]]]:
    """The names to choose from."""
    saved = SavedMapping.objects.order_by("name").values_list("name", flat=True)
    groups = [("Come ready", [(one, one) for one in READY])]
    own = [(one, one) for one in saved if one not in READY]
    return [*groups, ("Saved", own)] if own else groups


def listed_pulls(user: User) -> QuerySet[Pull]:
    """Those one sees, with how their last run stands."""
    rows = Pull.objects.visible_to(user).with_names()
    return with_last_runs(rows).order_by("name")


def with_last_runs(rows: QuerySet[Pull]) -> QuerySet[Pull]:
    """The same, each with how its last run stands."""
    runs = PullRun.objects.filter(pull=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        last_state=Subquery(runs.values("state")[:1]),
        last_started_at=Subquery(runs.values("started_at")[:1]),
        last_read=Subquery(runs.values("read")[:1]),
        last_rejected=Subquery(runs.values("rejected")[:1]),
    )


def running_of(pull: Pull) -> PullRun | None:
    """The run that is at it."""
    return PullRun.objects.running().filter(pull=pull).first()


def runs_of(pull: Pull) -> QuerySet[PullRun]:
    """Its runs, the newest first."""
    return PullRun.objects.filter(pull=pull).select_related("by").order_by("-pk")
