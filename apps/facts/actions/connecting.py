"""What platform managers do with connectors."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.catalog.models import Deployment, Platform
from apps.core.errors import DomainError
from apps.facts.access import can_edit, can_edit_connector
from apps.facts.actions.rounds import place_of
from apps.facts.actions.sending import send
from apps.facts.models import Check, Connector
from apps.facts.rules.asking import About
from apps.facts.rules.connectors.trials import Tried, trial
from apps.facts.rules.kinds import Fault
from apps.facts.rules.questions import questions_for
from apps.history.actions import record

NAMELESS = "application"


@transaction.atomic
def add_connector(
    *, by: User, now: datetime, platform: Platform, kind: str, name: str, **values: Any
) -> Connector:
    """Let the portal ask a system about what runs on a platform."""
    if not can_edit(by, platform):
        raise PermissionDenied
    check_name(platform, name)
    values["settings"] = _set(values.get("settings", {}))
    made = Connector.objects.create(platform=platform, kind=kind, name=name, **values)
    record(made, "facts.connector_added", by=by, now=now, kind=kind)
    return made


@transaction.atomic
def amend_connector(
    pk: int, *, by: User, version: int, now: datetime, **values: Any
) -> Connector:
    """Change it; it is asked again at once. An empty secret keeps the one there is.

    A new address needs its secret typed anew, lest it be sent where nobody gave it. A
    new secret comes with its session token, or has none.
    """
    found = _locked(pk, by=by)
    secret, token = values.pop("secret", ""), values.pop("session_token", "")
    check_name(found.platform, values.get("name", found.name), found)
    if "settings" in values:
        values["settings"] = _set({**found.settings, **values["settings"]})
    check_secret(found, values.get("url", found.url), secret)
    if token and not secret:
        raise DomainError("A session token comes with its own secret: type both.")
    if secret:
        values |= {"secret": secret, "session_token": token}
    changed = found.save_changed(version, values)
    Connector.objects.filter(pk=pk).update(
        failures=0, failing_since=None, resting_until=None, last_error=""
    )
    if changed:
        record(found, "facts.connector_amended", by=by, now=now, fields=changed)
    return found


@transaction.atomic
def remove_connector(pk: int, *, by: User, now: datetime) -> None:
    """Ask it no more. What it told stays known, and grows old."""
    found = _locked(pk, by=by)
    record(
        found.platform, "facts.connector_removed", by=by, now=now, connector=found.name
    )
    found.delete()


@transaction.atomic
def add_usual(pk: int, *, by: User, now: datetime) -> int:
    """Give the connector the usual checks of its kind that it has not; how many."""
    found = _locked(pk, by=by)
    known = set(found.checks.values_list("name", flat=True))
    made = Check.objects.bulk_create(
        Check(
            connector=found,
            name=one.name,
            query=one.query,
            objective=one.objective,
            every_minutes=one.every_minutes,
            next_run_at=now,
        )
        for one in questions_for(found.kind)
        if one.name not in known
    )
    if not made:
        raise DomainError("It has all the usual checks already.")
    names = [one.name for one in made]
    record(found, "facts.usual_added", by=by, now=now, checks=names)
    return len(made)


def try_connector(pk: int, *, by: User, now: datetime) -> Tried:
    """Ask it something harmless, now; what it answered, in words, never its own.

    Nothing is locked meanwhile. It takes some seconds at most.
    """
    found = Connector.objects.select_related("platform").get(pk=pk)
    if not can_edit_connector(by, found):
        raise PermissionDenied
    began = time.monotonic()
    try:
        kind, place = trial(found.kind), place_of(found, _somebody(found))
        tried = kind.judge(send(kind.ask(place, now)))
    except Fault as fault:
        tried = Tried(is_good=False, words=str(fault))
    elapsed = round((time.monotonic() - began) * 1000)
    state: Mapping[str, Any] = (
        {
            "answered_at": now,
            "failures": 0,
            "failing_since": None,
            "resting_until": None,
            "last_error": "",
        }
        if tried.is_good
        else {"last_error": tried.words[:300]}
    )
    Connector.objects.filter(pk=pk).update(**state)
    return Tried(tried.is_good, f"{tried.words} ({elapsed} ms)")


def check_name(platform: Platform, name: str, found: Connector | None = None) -> None:
    """DomainError where another connector of the platform has the name."""
    others = Connector.objects.filter(platform=platform, name=name)
    if others.exclude(pk=found.pk if found else 0).exists():
        raise DomainError(f"{platform} has a connector called {name} already.")


def check_secret(found: Connector, url: str, secret: str) -> None:
    """DomainError where the secret there is would be sent to another address."""
    if url != found.url and found.secret and not secret:
        raise DomainError("For another address, type the secret again.")


def _set(settings: Mapping[str, str]) -> dict[str, str]:
    """Those that say something."""
    return {name: value for name, value in settings.items() if value}


def _somebody(connector: Connector) -> About:
    """An application that runs there, for an address that needs one."""
    running = Deployment.objects.filter(
        platform=connector.platform, environment=connector.environment
    ).select_related("application")
    first = running.order_by("application__code").first()
    code = first.application.code if first else NAMELESS
    return About(code, connector.platform.slug, connector.environment)


def _locked(pk: int, *, by: User) -> Connector:
    rows = Connector.objects.select_for_update(of=("self",))
    found = rows.select_related("platform").get(pk=pk)
    if not can_edit_connector(by, found):
        raise PermissionDenied
    return found
