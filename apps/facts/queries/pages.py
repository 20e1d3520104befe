"""What the pages of facts show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.facts.models import Exercise, Fact, FactChange, Probe
from apps.facts.rules.kinds import groups
from apps.facts.rules.troubles import is_trouble

POINTS = 30
EXERCISES_SHOWN = 5
GROUPS = {
    "http": "Endpoint",
    "prometheus": "Prometheus",
    "alertmanager": "Alertmanager",
    "grafana": "Grafana",
    "splunk": "Splunk",
    "kubernetes": "OpenShift or Kubernetes",
    "ecs": "Amazon ECS",
    "cicd": "Deployments",
    "dora": "DORA four keys",
    "portal": "What the portal knows",
    "custom": "The bank's own",
}


@dataclass(frozen=True)
class Line:
    """One fact, its latest values in time's order, and whether it can be relied on."""

    fact: Fact
    is_fresh: bool
    values: Sequence[float] = ()


@dataclass(frozen=True)
class Group:
    """The facts whose names begin alike."""

    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class FactsPage:
    """What is known of an application, what could not be learnt, what is being asked."""

    groups: Sequence[Group]
    unknown: Sequence[Probe]
    asked: int
    answered: int
    is_watched: bool
    exercises: Sequence[Exercise]

    @property
    def is_asking(self) -> bool:
        """Whether somebody pressed Check now and not everything has answered."""
        return self.answered < self.asked


def facts_page(application: Application, user: User, now: datetime) -> FactsPage:
    """Its facts in groups. Three queries."""
    lines = [_line(fact, now) for fact in _with_points(application, user)]
    probes = list(
        Probe.objects.visible_to(user)
        .filter(application=application, of_check__is_on=True)
        .select_related("of_check__connector")
        .order_by("of_check__name", "pk")
    )
    known = {line.fact.name for line in lines}
    begun = [one.asked_at for one in probes if one.asked_at]
    asked = [one for one in probes if begun and _is_of_round(one, min(begun))]
    return FactsPage(
        groups=[
            Group(
                GROUPS.get(name, name),
                [line for line in lines if line.fact.kind.group == name],
            )
            for name in groups(known)
        ],
        unknown=[one for one in probes if one.error and one.of_check.name not in known],
        asked=len(asked),
        answered=sum(one.asked_at is None for one in asked),
        is_watched=bool(probes),
        exercises=list(
            application.exercises.select_related("noted_by")[:EXERCISES_SHOWN]
        ),
    )


def _is_of_round(probe: Probe, begun: datetime) -> bool:
    return bool(probe.asked_at or (probe.ran_at and probe.ran_at >= begun))


def _with_points(application: Application, user: User) -> Any:
    points = FactChange.objects.filter(fact=OuterRef("pk"), number__isnull=False)
    latest = points.order_by("-measured_at").values("number")[:POINTS]
    rows = Fact.objects.visible_to(user).filter(application=application)
    return rows.annotate(points=ArraySubquery(latest)).select_related("application")


def _line(fact: Any, now: datetime) -> Line:
    values = [float(one) for one in reversed(fact.points)]
    return Line(fact, fact.is_fresh(now), values)


def latest_numbers(fact: Fact, most: int) -> list[tuple[datetime, Decimal]]:
    """The latest values that are numbers, each with its beginning, in time's order."""
    rows = fact.changes.filter(number__isnull=False).order_by("-measured_at")
    return [(one.measured_at, one.number or Decimal()) for one in rows[:most]][::-1]


@dataclass(frozen=True)
class Brief:
    """The gist of what is known: what is not as it should be, and how much there is."""

    known: int
    stale: int
    troubles: Sequence[Fact]


def brief(application: Application, user: User, now: datetime) -> Brief:
    """The facts of an application that call for somebody. One query."""
    rows = Fact.objects.visible_to(user).filter(application=application)
    facts = list(rows.select_related("application"))
    fresh = [one for one in facts if one.is_fresh(now)]
    return Brief(
        known=len(facts),
        stale=len(facts) - len(fresh),
        troubles=[one for one in fresh if is_trouble(one.name, one.number, one.value)],
    )
