"""What signed webhooks tell of applications: facts, deployments, evidence to be confirmed."""

from datetime import datetime
from typing import Any

from apps.catalog.models import Application
from apps.core.errors import DomainError
from apps.facts.actions.gathering import put, record_deployment
from apps.facts.rules.dora import Deployed
from apps.integrations.models import Endpoint
from apps.integrations.rules.inbound.events import Given, instant
from apps.integrations.rules.inbound.signed import DEPLOYMENT, EVIDENCE, FACT
from apps.onboarding.actions.proposing import propose_evidence

FAILED = {"failed", "failure", "error", "rolled_back"}


def carry_out(
    endpoint: Endpoint, given: Given, *, received_at: datetime, now: datetime
) -> list[dict[str, Any]]:
    """Pass on what was told, to where the endpoint leads. DomainError if nowhere."""
    application = _application(endpoint, given)
    at = given.at or received_at
    if given.what == EVIDENCE:
        return _evidence(endpoint, application, given, now)
    if given.what == FACT:
        name, value = given.values["name"], given.values["value"]
        put(
            application.pk,
            name,
            value,
            measured_at=at,
            source=endpoint.name,
            now=now,
            url=given.values.get("url", ""),
        )
        return [_result(FACT, name, application, "measured", value)]
    told = _deployed(endpoint, given, at)
    record_deployment(application.pk, told, now=now)
    name = told.release or told.event_id
    return [_result(DEPLOYMENT, name, application, "noted", told.environment)]


def _application(endpoint: Endpoint, given: Given) -> Application:
    """The one that is named, if the endpoint leads to where it is."""
    is_evidence = given.what == EVIDENCE
    if is_evidence and endpoint.standard_id is None:
        raise DomainError("This endpoint leads to no criterion: it takes no evidence.")
    if not is_evidence and endpoint.platform_id is None:
        raise DomainError(
            f"This endpoint leads to no platform: it takes no {given.what}."
        )
    rows = Application.objects.filter(code=given.application)
    if not is_evidence:
        rows = rows.filter(deployments__platform=endpoint.platform_id)
    found = rows.first()
    if found is None:
        raise DomainError(f"There is no application “{given.application[:60]}” there.")
    return found


def _evidence(
    endpoint: Endpoint, application: Application, given: Given, now: datetime
) -> list[dict[str, Any]]:
    assert endpoint.standard_id is not None
    told = propose_evidence(
        application.pk,
        endpoint.standard_id,
        endpoint.criterion_code,
        value=given.values["value"],
        source=endpoint.name,
        now=now,
    )
    if not told:
        raise DomainError(
            f"No request of {application.code} asks for {endpoint.criterion_code}."
        )
    return [
        _result(
            EVIDENCE,
            f"{endpoint.criterion_code} of {found.request.number}",
            application,
            "left" if why else "proposed",
            why,
        )
        for found, why in told
    ]


def _deployed(endpoint: Endpoint, given: Given, at: datetime) -> Deployed:
    values = given.values
    event_id = values.get("id") or values.get("release") or values.get("version", "")
    if not event_id:
        raise DomainError("A deployment needs an id, a release or a version.")
    return Deployed(
        source=endpoint.name,
        event_id=event_id,
        deployed_at=instant(values.get("deployed_at")) or at,
        environment=values.get("environment") or "production",
        release=values.get("release") or values.get("version", ""),
        committed_at=instant(values.get("committed_at")),
        is_failed=values.get("status", "").lower() in FAILED,
        restored_at=instant(values.get("restored_at")),
        url=values.get("url", ""),
    )


def _result(
    what: str, name: str, application: Application, result: str, why: str
) -> dict[str, Any]:
    told = {"what": what, "name": name[:60], "title": application.code}
    return {**told, "result": result, "why": why[:200]}
