"""What the portal itself knows of every application. One query a fact."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from apps.catalog.models import Application
from apps.facts.models import DeploymentEvent, Exercise
from apps.facts.rules.dora import DAYS, LIVE, Deployed, FourKeys, four_keys
from apps.facts.states import ExerciseOutcome
from apps.knowledge.models import Article
from apps.knowledge.models.articles import Kind
from apps.staffing.models import Rota, Shift
from apps.vendors.models import Verdict
from apps.vendors.states import Outcome

Told = Mapping[str, Mapping[int, object]]
KEYS = [one.name for one in fields(FourKeys)]


def runbooks(now: datetime) -> Told:
    """Whether a runbook is published that names the application."""
    books = Article.objects.standing().filter(kind=Kind.RUNBOOK)
    named = books.filter(applications=OuterRef("pk"))
    rows = Application.objects.annotate(is_there=Exists(named))
    found = rows.values_list("pk", "is_there")
    return {"portal.runbook": dict(found)}


def on_call(now: datetime) -> Told:
    """Whether a published on-call shift of the owner team covers this very moment."""
    shifts = Shift.objects.filter(
        rota__team=OuterRef("owner_team"),
        rota__kind=Rota.Kind.ON_CALL,
        rota__retired_on=None,
        starts_at__lte=now,
        ends_at__gt=now,
    )
    rows = Application.objects.annotate(is_covered=Exists(shifts))
    found = rows.values_list("pk", "is_covered")
    return {"portal.on_call": dict(found)}


def breaches(now: datetime) -> Told:
    """Open tickets, past a target, of managed services that name the application."""
    rows = Verdict.objects.filter(
        outcome=Outcome.BREACHED,
        stopped_at=None,
        level__service__applications__isnull=False,
    )
    counted = rows.values_list("level__service__applications").annotate(
        Count("ticket", distinct=True)
    )
    known: dict[int, object] = dict.fromkeys(
        Application.objects.values_list("pk", flat=True), 0
    )
    return {"portal.breaches": {**known, **dict(counted)}}


def exercise_days(now: datetime) -> Told:
    """Days since the last exercise that did not fail; nothing where there was none."""
    held = Exercise.objects.exclude(outcome=ExerciseOutcome.FAILED)
    today = timezone.localdate(now)
    rows = held.values_list("application").annotate(Max("held_on"))
    days = {pk: (today - last).days for pk, last in rows if last <= today}
    return {"portal.exercise_days": days}


def deployments(now: datetime, application: int | None = None) -> Told:
    """The last deployment to production and the four keys, of one application or of all."""
    events = DeploymentEvent.objects.filter(environment=LIVE, deployed_at__lte=now)
    if application:
        events = events.filter(application=application)
    return {**_last(events, now), **_keys(events, now)}


def _last(events: QuerySet[DeploymentEvent], now: datetime) -> Told:
    """Of those that did not fail."""
    rows = events.filter(is_failed=False).order_by(
        "application_id", "-deployed_at", "-pk"
    )
    last = list(rows.distinct("application_id"))
    return {
        "cicd.days_since_deployment": {
            one.application_id: (now - one.deployed_at).days for one in last
        },
        "cicd.last_deployment": {
            one.application_id: one.release or one.event_id for one in last
        },
    }


def _keys(events: QuerySet[DeploymentEvent], now: datetime) -> Told:
    told: dict[int, list[Deployed]] = defaultdict(list)
    for one in events.filter(deployed_at__gt=now - timedelta(days=DAYS)):
        told[one.application_id].append(
            Deployed(
                source=one.source,
                event_id=one.event_id,
                deployed_at=one.deployed_at,
                committed_at=one.committed_at,
                is_failed=one.is_failed,
                restored_at=one.restored_at,
            )
        )
    keys = {pk: four_keys(some, now) for pk, some in told.items()}
    return {
        f"dora.{name}": {
            pk: value
            for pk, found in keys.items()
            if (value := getattr(found, name)) is not None
        }
        for name in KEYS
    }


FINDERS: Mapping[str, Callable[[datetime], Told]] = {
    "portal.runbook": runbooks,
    "portal.on_call": on_call,
    "portal.breaches": breaches,
    "portal.exercise_days": exercise_days,
    "dora.deployment_frequency": deployments,
}
