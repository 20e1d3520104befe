"""What people and pipelines tell of applications: facts, deployments, exercises."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.core.errors import DomainError
from apps.facts.access import can_tell
from apps.facts.actions.gathering import PORTAL, put, record_deployment
from apps.facts.models import DeploymentEvent, Exercise, Fact
from apps.facts.queries.own import exercise_days
from apps.facts.rules.dora import Deployed
from apps.facts.rules.questions import OWN
from apps.history.actions import record


@transaction.atomic
def tell_fact(
    application: Application,
    *,
    by: User,
    now: datetime,
    name: str,
    value: str,
    measured_at: datetime,
    source: str,
    url: str = "",
) -> Fact:
    """Write a fact that somebody's program measured. What the portal knows is not told."""
    if not can_tell(by, application):
        raise PermissionDenied
    if name in OWN or name.startswith(("portal.", "dora.", "cicd.")):
        raise DomainError("The portal works this fact out itself.")
    return put(
        application.pk,
        name,
        value,
        measured_at=measured_at,
        source=source,
        now=now,
        url=url,
    )


@transaction.atomic
def tell_deployment(
    application: Application, *, by: User, now: datetime, told: Deployed
) -> DeploymentEvent:
    """Note a deployment that a pipeline tells of; its event again amends it."""
    if not can_tell(by, application):
        raise PermissionDenied
    return record_deployment(application.pk, told, now=now)


@transaction.atomic
def note_exercise(
    application: Application,
    *,
    by: User,
    now: datetime,
    held_on: date,
    kind: str,
    outcome: str,
    note: str = "",
) -> Exercise:
    """Note a disaster recovery exercise that was held."""
    if not can_tell(by, application):
        raise PermissionDenied
    if held_on > now.date():
        raise DomainError("An exercise is noted once it was held.")
    made = Exercise.objects.create(
        application=application,
        held_on=held_on,
        kind=kind,
        outcome=outcome,
        note=note,
        noted_by=by,
    )
    for name, values in exercise_days(now).items():
        if application.pk in values:
            value = values[application.pk]
            put(application.pk, name, value, measured_at=now, source=PORTAL, now=now)
    record(
        application,
        "facts.exercise_noted",
        by=by,
        now=now,
        kind=made.get_kind_display(),
        held_on=held_on,
        outcome=made.get_outcome_display(),
    )
    return made
