"""The demonstration's pulls: one of each kind, with runs and rows that were refused.

They are switched off, so nobody is asked: pages are read as if they had come.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apps.accounts.models import User
from apps.history.actions import record
from apps.integrations.actions.pulls import stop_run
from apps.integrations.actions.pulls_asking import READERS, SIZES, ShutOut
from apps.integrations.actions.pulls_reading import fail_run, take_page
from apps.integrations.models import Pull, PullRun
from apps.integrations.queries.pulls import mapping_named
from apps.integrations.states.pulls import PullKind
from apps.vendors.models import ManagedService

SERVICENOW, JIRA = "ServiceNow incidents", "Jira Service Management"
# Of each kind: the pull's name, where it asks, what, and by which mapping it is read.
PULLS = {
    PullKind.SERVICENOW: ("Incidents of the service desk", "servicenow", SERVICENOW),
    PullKind.JIRA_CLOUD: ("Support of the mail vendor", "mail-vendor", JIRA),
    PullKind.JIRA_SERVER: ("Issues of the network team", "jira", JIRA),
}
QUERIES = {
    PullKind.SERVICENOW: "assignment_group.name=Platform support",
    PullKind.JIRA_CLOUD: "project = MAIL",
    PullKind.JIRA_SERVER: "project = NET",
}
PREFIXES = {
    PullKind.SERVICENOW: "INC00412",
    PullKind.JIRA_CLOUD: "MAIL-3",
    PullKind.JIRA_SERVER: "NET-7",
}
FIRST, SECOND, LAST = timedelta(days=4), timedelta(hours=26), timedelta(hours=2)
PAGE_TOOK = timedelta(seconds=2)


@dataclass(frozen=True)
class Told:
    """A row there, by hours ago; one that was never opened cannot become a ticket."""

    number: str
    title: str
    updated: int
    opened: int | None
    resolved: int | None = None


CLOSED = Told("04", "Namespace quota reached", 27, 30, 27)
ROWS = (
    Told("02", "Node reports disk pressure", 106, 106),
    Told("01", "Log-in page answers slowly from branch 14", 104, 110, 104),
    Told("03", "Certificate of the test cluster", 98, None),
)
LATER = (
    Told("02", "Node reports disk pressure", 80, 106, 80),
    Told("05", "Route answers 502 after a restart", 29, 29),
    Told("06", "Please close, opened twice", 28, None),
    CLOSED,
)
NEWEST = (CLOSED, Told("07", "Image pull is slow in the second zone", 3, 3))


def load_pulls(
    admin: User, services: Sequence[ManagedService], *, now: datetime
) -> None:
    """One of each kind; the account of the first was shut out, a run of the last stopped."""
    for number, kind in enumerate(PULLS if services else ()):
        pull = _added(kind, services[number % len(services)], admin, now - FIRST)
        _run(pull, ROWS, began=now - FIRST, now=now)
        _run(pull, LATER, began=now - SECOND, now=now)
        ended = now - LAST + PAGE_TOOK
        last = PullRun.objects.create(pull=pull, by=admin, started_at=now - LAST)
        if kind == PullKind.SERVICENOW:
            words = f"{pull.host} does not let this account in (401)."
            fail_run(last, ShutOut(words), now=ended)
        elif kind == PullKind.JIRA_SERVER:
            stop_run(last.pk, by=admin, now=ended)
        else:
            _read(last, NEWEST, now=now, at=ended)


def _added(kind: PullKind, service: ManagedService, admin: User, now: datetime) -> Pull:
    name, host, mapping_name = PULLS[kind]
    made = Pull.objects.create(
        name=name,
        kind=kind,
        url=f"https://{host}.bank.example",
        username="portal",
        secret=secrets.token_urlsafe(),
        table="incident" if kind == PullKind.SERVICENOW else "",
        query=QUERIES[kind],
        service=service,
        mapping_name=mapping_name,
        is_on=False,
        created_at=now,
        next_run_at=now,
    )
    record(made, "integrations.pull_added", by=admin, now=now, name=name)
    return made


def _run(pull: Pull, rows: Sequence[Told], *, began: datetime, now: datetime) -> None:
    run = PullRun.objects.create(pull=pull, started_at=began)
    _read(run, rows, now=now, at=began + PAGE_TOOK)


def _read(run: PullRun, rows: Sequence[Told], *, now: datetime, at: datetime) -> None:
    """By the road that a real answer takes once it has come."""
    pull = Pull.objects.get(pk=run.pull_id)
    kind = PullKind(pull.kind)
    mapping = mapping_named(pull.mapping_name)
    assert mapping
    found = [_written(kind, one, now) for one in rows]
    name = "result" if kind == PullKind.SERVICENOW else "issues"
    headers = {"x-total-count": str(len(rows))}
    page = READERS[kind]({name: found, "total": len(rows)}, headers, SIZES[kind])
    run.pull = pull
    take_page(run, page, mapping, now=at)


def _written(kind: PullKind, told: Told, now: datetime) -> dict[str, Any]:
    hours = {"updated": told.updated, "opened": told.opened, "resolved": told.resolved}
    write, form = WRITERS[kind]
    at = {
        name: "" if ago is None else f"{now - timedelta(hours=ago):{form}}"
        for name, ago in hours.items()
    }
    return write(f"{PREFIXES[kind]}{told.number}", told.title, at)


def _incident(number: str, title: str, at: Mapping[str, str]) -> dict[str, Any]:
    """As ServiceNow's Table API writes it."""
    return {
        "sys_id": f"{int(number[3:]):032x}",
        "number": number,
        "sys_updated_on": at["updated"],
        "opened_at": at["opened"] or "some day in spring",
        "resolved_at": at["resolved"],
        "incident_state": "Resolved" if at["resolved"] else "In Progress",
        "priority": "3 - Moderate",
        "short_description": title,
        "assignment_group": "Platform support",
        "sys_class_name": "Incident",
    }


def _issue(number: str, title: str, at: Mapping[str, str]) -> dict[str, Any]:
    """As Jira writes it."""
    return {
        "key": number,
        "fields": {
            "summary": title,
            "created": at["opened"],
            "updated": at["updated"],
            "resolutiondate": at["resolved"],
            "status": {"name": "Resolved" if at["resolved"] else "In Progress"},
            "priority": {"name": "Medium"},
            "issuetype": {"name": "Incident"},
            "components": [{"name": "Platform"}],
        },
    }


JIRA_FORM = "%Y-%m-%dT%H:%M:%S.000+0000"
WRITERS: Mapping[PullKind, tuple[Callable[..., dict[str, Any]], str]] = {
    PullKind.SERVICENOW: (_incident, "%Y-%m-%d %H:%M:%S"),
    PullKind.JIRA_CLOUD: (_issue, JIRA_FORM),
    PullKind.JIRA_SERVER: (_issue, JIRA_FORM),
}
