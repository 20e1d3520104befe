"""Alerts and records as they are heard of: each occurrence once, the newest word counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.catalog.models import Application
from apps.facts.actions.gathering import put
from apps.integrations.models import Endpoint, Occurrence
from apps.integrations.rules.inbound.becoming import placed
from apps.integrations.rules.inbound.events import Incoming, Options
from apps.integrations.rules.inbound.hearing import is_late
from apps.integrations.states.inbound import OccurrenceState
from apps.vendors.actions.upserting import take_tickets
from apps.vendors.rules.tickets.mapping import TicketMapping

FIRING = "alertmanager.firing"
HEARD = ["state", "heard_at", "ended_at", "is_silent", "title", "application"]
LATE = "Something newer was heard of it already."


@dataclass(frozen=True)
class Heard:
    """One event with what is kept of it; late ones changed nothing."""

    event: Incoming
    occurrence: Occurrence
    is_late: bool


def hear(
    endpoint: Endpoint, events: Sequence[Incoming], *, received_at: datetime
) -> list[Heard]:
    """Note each event with its occurrence. The caller holds the endpoint."""
    known = {one.code: one for one in _named(endpoint, events)}
    return [
        _hear(endpoint, one, received_at, known.get(_code(endpoint, one)))
        for one in events
    ]


def _code(endpoint: Endpoint, event: Incoming) -> str:
    options = Options.from_json(endpoint.options)
    return event.fields.get(options.application, "") if options.application else ""


def _named(endpoint: Endpoint, events: Sequence[Incoming]) -> Iterable[Application]:
    """The applications that the events name, as far as they run on the platform."""
    codes = {_code(endpoint, one) for one in events} - {""}
    rows = Application.objects.filter(
        code__in=codes, deployments__platform=endpoint.platform_id
    )
    return rows.distinct()


def _hear(
    endpoint: Endpoint,
    event: Incoming,
    received_at: datetime,
    application: Application | None,
) -> Heard:
    heard_at = event.heard_at or received_at
    found = _known(endpoint, event)
    started = event.started_at or (found.started_at if found else received_at)
    whole = placed(event, started)
    state = OccurrenceState.RESOLVED if event.is_over else OccurrenceState.FIRING
    if found is None:
        made = Occurrence.objects.create(
            endpoint=endpoint,
            fingerprint=event.fingerprint,
            started_at=started,
            state=state,
            heard_at=heard_at,
            ended_at=event.ended_at,
            title=event.title,
            number=whole.number[:60],
            application=application,
        )
        return Heard(whole, made, is_late=False)
    if is_late(
        event,
        was_told_over=found.state == OccurrenceState.RESOLVED and not found.is_silent,
        heard_at=heard_at,
        known_heard_at=found.heard_at,
    ):
        return Heard(whole, found, is_late=True)
    if found.state != state:
        found.become(state)
    found.heard_at, found.ended_at = max(heard_at, found.heard_at), event.ended_at
    found.title, found.application = event.title, application or found.application
    found.is_silent = False
    found.save(update_fields=HEARD)
    return Heard(whole, found, is_late=False)


def _known(endpoint: Endpoint, event: Incoming) -> Occurrence | None:
    """What was heard of the same trouble before.

    Of an alert the same beginning; of a record the record; of what names no beginning
    (Splunk) the one that still goes on.
    """
    rows = endpoint.occurrences.filter(fingerprint=event.fingerprint)
    if event.started_at is None:
        rows = rows.filter(state=OccurrenceState.FIRING)
    elif event.heard_at is None:
        rows = rows.filter(started_at=event.started_at)
    return rows.order_by("-started_at").first()


def make_tickets(
    endpoint: Endpoint, heard: Sequence[Heard], *, now: datetime
) -> list[dict[str, Any]]:
    """What the events become at the managed service; a result for each in words."""
    late = [_result(one, "late", LATE) for one in heard if one.is_late]
    fresh = {one.event.number: one for one in heard if not one.is_late}
    if not fresh or endpoint.service_id is None:
        return late
    results = take_tickets(
        endpoint.service_id,
        rows=[one.event.fields for one in fresh.values()],
        mapping=TicketMapping.from_json(endpoint.rules),
        source=endpoint.name,
        now=now,
    )
    told = [
        _result(one, said["result"], f"{said.get('field', '')} {said.get('why', '')}")
        for one, said in zip(fresh.values(), results, strict=True)
    ]
    return [*told, *late]


def _result(one: Heard, result: str, why: str = "") -> dict[str, Any]:
    return {
        "what": "ticket",
        "name": one.event.number[:60],
        "title": one.event.title[:120],
        "result": result,
        "why": why.strip(),
    }


def count_firing(
    endpoint: Endpoint, occurrences: Iterable[Occurrence], *, now: datetime
) -> list[dict[str, Any]]:
    """How many alerts go on for each application concerned, as a fact of it."""
    if endpoint.platform_id is None:
        return []
    concerned = {one.application for one in occurrences if one.application}
    told = []
    for application in sorted(concerned, key=lambda one: one.code):
        rows = Occurrence.objects.filter(
            application=application, state=OccurrenceState.FIRING
        )
        count = rows.count()
        put(
            application.pk,
            FIRING,
            count,
            measured_at=now,
            source=endpoint.name,
            now=now,
        )
        fact = {"what": "fact", "name": FIRING, "title": application.code}
        told.append({**fact, "result": "measured", "why": str(count)})
    return told
