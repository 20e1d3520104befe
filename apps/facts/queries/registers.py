"""What the pages of connectors, checks and platforms show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.facts.models import Check, Connector, Fact, Probe
from apps.facts.rules.questions import QUESTIONS, USUAL, questions_for
from apps.facts.states import ConnectorKind


@dataclass(frozen=True)
class ConnectorPage:
    """A connector's checks, how many usual ones it lacks, and whether it rests."""

    checks: Sequence[Any]
    missing: int
    is_resting: bool


def connector_page(found: Connector, now: datetime) -> ConnectorPage:
    """One query."""
    checks = list(found.checks.with_names())
    known = {one.name for one in checks}
    usual = {one.name for one in questions_for(found.kind)}
    is_resting = bool(found.resting_until and found.resting_until > now)
    return ConnectorPage(checks, len(usual - known), is_resting)


def probes_of(rows: QuerySet[Probe], found: Check) -> QuerySet[Probe]:
    """How each application answers a check; those in trouble first."""
    mine = rows.filter(of_check=found).select_related("application")
    return mine.order_by("-failures", "application__name", "pk")


def question_as_usual(name: str, kind: str) -> Mapping[str, Any]:
    """The usual form of a question, for a connector that can be asked it."""
    found = QUESTIONS.get(name)
    if found is None or found.kind != kind:
        return {}
    return {
        "name": found.name,
        "query": found.query,
        "objective": found.objective,
        "every_minutes": found.every_minutes,
    }


def listed_facts(user: User) -> QuerySet[Fact]:
    """Every fact one sees, by its name and the application's."""
    rows = Fact.objects.visible_to(user).select_related("application")
    return rows.order_by("name", "application__name", "pk")


def applications_on(platform: Platform, user: User) -> QuerySet[Application]:
    """What runs on a platform, each once."""
    rows = Application.objects.visible_to(user)
    return rows.filter(pk__in=platform.deployments.values("application"))


@dataclass(frozen=True)
class Usual:
    """A kind of connector that such a platform usually has, and the ones it has."""

    kind: ConnectorKind
    connectors: Sequence[Connector]


def platform_page(platform: Platform) -> Sequence[Usual]:
    """Whom the portal asks about it, beside whom it usually asks. One query."""
    known = list(platform.connectors.all())
    wanted = dict.fromkeys(USUAL.get(platform.kind, ()))
    kinds = [*wanted, *(ConnectorKind(one.kind) for one in known)]
    return [
        Usual(kind, [one for one in known if one.kind == kind])
        for kind in dict.fromkeys(kinds)
    ]
