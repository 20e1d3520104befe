"""Which applications a check asks about, and what somebody wants to know at once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.catalog.models import Application, Deployment
from apps.core import outbox
from apps.core.errors import DomainError
from apps.facts.models import Check, Connector, Probe
from apps.facts.rules.questions import OWN

PLANNED_EVERY = timedelta(hours=1)
OWN_EVERY = 60
PATIENCE = timedelta(minutes=2)


@transaction.atomic
def ensure_own_checks(*, now: datetime) -> None:
    """What the portal itself knows is checked every hour, until somebody says otherwise."""
    Check.objects.bulk_create(
        [Check(name=one, every_minutes=OWN_EVERY, next_run_at=now) for one in OWN],
        ignore_conflicts=True,
    )


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Give each check that is due a probe for each of its applications; how many are new.

    What runs there no longer is asked about no more. Any number at once.
    """
    due = Check.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        connector__isnull=False, is_on=True, next_run_at__lte=now
    )
    made = 0
    for check in due.select_related("connector"):
        made += plan_check(check, now=now)
    return made


def plan_check(check: Check, *, now: datetime) -> int:
    """The same of one check, which is locked."""
    wanted = set(_applications(check))
    known = set(check.probes.values_list("application", flat=True))
    Probe.objects.bulk_create(
        [
            Probe(of_check=check, application_id=pk, next_run_at=now)
            for pk in wanted - known
        ],
        ignore_conflicts=True,
    )
    if gone := known - wanted:
        check.probes.filter(application__in=gone).delete()
    check.next_run_at = now + PLANNED_EVERY
    check.save(update_fields=["next_run_at"])
    return len(wanted - known)


def _applications(check: Check) -> list[int]:
    if check.application_id:
        return [check.application_id]
    connector = check.connector
    assert connector is not None
    running = Deployment.objects.filter(
        platform=connector.platform_id, environment=connector.environment
    )
    return list(running.values_list("application", flat=True).distinct())


@transaction.atomic
def hurry(application: Application, *, now: datetime) -> int:
    """Ask everything about an application at once; how many questions. Wakes a worker.

    Systems that rest are asked as well. DomainError where nothing is asked about it, or
    everything is being asked. A fixed number of queries, however many checks.
    """
    Probe.objects.bulk_create(
        [
            Probe(of_check=check, application=application, next_run_at=now)
            for check in _checks_of(application)
        ],
        ignore_conflicts=True,
    )
    rows = Probe.objects.filter(
        application=application,
        of_check__is_on=True,
        of_check__connector__is_on=True,
    )
    if not rows.exists():
        raise DomainError("No check asks about this application yet.")
    if rows.filter(asked_at__gt=now - PATIENCE).exists():
        raise DomainError("It is being checked already.")
    Connector.objects.filter(checks__probes__in=rows).update(resting_until=None)
    count = rows.update(asked_at=now, next_run_at=now)
    key = f"facts:{application.pk}:{now:%Y%m%d%H%M%S}"
    outbox.enqueue("facts.wake", {"application": application.pk}, key=key, now=now)
    return count


def _checks_of(application: Application) -> QuerySet[Check]:
    """Those that ask about it: of it alone, or of what runs where it does."""
    there = Deployment.objects.filter(
        application=application,
        platform=OuterRef("connector__platform"),
        environment=OuterRef("connector__environment"),
    )
    return Check.objects.filter(
        Q(application=application) | Q(Exists(there), application=None),
        connector__isnull=False,
        is_on=True,
    )
