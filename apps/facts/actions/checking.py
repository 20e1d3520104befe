"""What people do with checks."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.core.errors import DomainError
from apps.facts.access import can_edit_check, can_edit_connector, can_tell
from apps.facts.actions.planning import hurry
from apps.facts.models import Check, Connector, Probe
from apps.facts.rules.connectors import query_fault
from apps.facts.rules.kinds import is_name, kind_of
from apps.facts.rules.questions import may_ask, needs_objective
from apps.history.actions import record


@transaction.atomic
def add_check(
    *, by: User, now: datetime, connector: Connector, name: str, **values: Any
) -> Check:
    """Have a connector asked for a fact, of one application or of all on its platform."""
    if not can_edit_connector(by, connector):
        raise PermissionDenied
    if not is_name(name) or not may_ask(connector.kind, name):
        raise DomainError(f"{connector} cannot be asked for {kind_of(name).title}.")
    if connector.checks.filter(name=name, application=values["application"]).exists():
        raise DomainError(f"{connector} is asked for {kind_of(name).title} already.")
    made = Check(connector=connector, name=name, next_run_at=now, **values)
    _expect_objective(made)
    _expect_question(made, now)
    made.save()
    record(made, "facts.check_added", by=by, now=now)
    return made


@transaction.atomic
def amend_check(
    pk: int, *, by: User, version: int, now: datetime, **values: Any
) -> Check:
    """Change what is asked, or how often; it is asked anew at once."""
    found = _locked(pk, by=by)
    if changed := found.save_changed(version, values):
        _expect_objective(found)
        if "query" in changed:
            _expect_question(found, now)
        found.next_run_at = now
        found.save(update_fields=["next_run_at"])
        Probe.objects.filter(of_check=found).update(next_run_at=now, failures=0)
        record(found, "facts.check_amended", by=by, now=now, fields=changed)
    return found


@transaction.atomic
def remove_check(pk: int, *, by: User, now: datetime) -> None:
    """Ask it no more. What it told stays known, and grows old."""
    found = _locked(pk, by=by)
    if found.connector is None:
        raise DomainError("What the portal knows itself can only be switched off.")
    record(
        found.connector,
        "facts.check_removed",
        by=by,
        now=now,
        check=str(found),
    )
    found.delete()


@transaction.atomic
def check_now(application: Application, *, by: User, now: datetime) -> int:
    """Ask everything about an application at once; how many questions."""
    if not can_tell(by, application):
        raise PermissionDenied
    asked = hurry(application, now=now)
    record(application, "facts.checked", by=by, now=now, count=asked)
    return asked


def _expect_question(found: Check, now: datetime) -> None:
    kind = found.connector.kind if found.connector else ""
    if kind and (
        fault := query_fault(kind, found.name, found.query, found.objective, now)
    ):
        raise DomainError(fault)


def _expect_objective(found: Check) -> None:
    if needs_objective(found.name) and not found.objective:
        raise DomainError("A burn rate needs an objective.")


def _locked(pk: int, *, by: User) -> Check:
    rows = Check.objects.select_for_update(of=("self",))
    found = rows.select_related("connector__platform").get(pk=pk)
    if not can_edit_check(by, found):
        raise PermissionDenied
    return found
