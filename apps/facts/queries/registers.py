"""What the pages of connectors, checks and platforms show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.facts.models import Check, Connector, DeploymentEvent, Fact, Probe
from apps.facts.rules.kinds import KINDS
from apps.facts.rules.questions import QUESTIONS, USUAL, questions_for
from apps.facts.states import ConnectorKind

FOUR_KEYS = [name for name in KINDS if name.startswith("dora.")]


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


def deployments_of(found: Application, user: User) -> QuerySet[DeploymentEvent]:
    """What was deployed of it, the newest first, with its `lead` from the first commit."""
    rows = DeploymentEvent.objects.visible_to(user).filter(application=found)
    return rows.annotate(lead=F("deployed_at") - F("committed_at"))


def four_keys_of(found: Application, user: User) -> list[Fact]:
    """The DORA keys as they are known of it, in the order of their table."""
    rows = Fact.objects.visible_to(user).filter(application=found, name__in=FOUR_KEYS)
    known = {one.name: one for one in rows.select_related("application")}
    return [known[name] for name in FOUR_KEYS if name in known]


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
