"""Something of every kind that an address can name."""

from datetime import datetime
from typing import Any

from apps.history.actions import record
from tests.access import (
    accounts,
    api,
    calendars,
    catalog,
    core,
    dashboard,
    facts,
    history,
    integrations,
    knowledge,
    onboarding,
    reminders,
    staffing,
    vendors,
)
from tests.factories import TeamFactory, UserFactory

TABLES = (
    core,
    api,
    accounts,
    history,
    calendars,
    catalog,
    vendors,
    knowledge,
    staffing,
    facts,
    onboarding,
    reminders,
    integrations,
    dashboard,
)


def build_world(now: datetime) -> dict[str, Any]:
    """A team, a person, an event, and what each app's `build(world, now)` adds."""
    team = TeamFactory(name="Payments", slug="payments")
    other = UserFactory(name="Somebody Else", email="else@bank.example")
    event = record(team, "accounts.role_given", by=other, now=now, role="Requester")
    built: dict[str, Any] = {"team": team, "person": other, "event": event}
    for table in TABLES:
        if hasattr(table, "build"):
            table.build(built, now)
    return built
