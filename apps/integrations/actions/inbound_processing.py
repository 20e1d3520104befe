"""From the inbox to tickets, facts and evidence; what cannot be read waits for a person."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import (
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Value,
)

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.integrations.access import can_edit
from apps.integrations.actions.inbound_given import carry_out
from apps.integrations.actions.inbound_hearing import (
    Heard,
    count_firing,
    hear,
    make_tickets,
)
from apps.integrations.actions.inbound_receiving import owe
from apps.integrations.models import Endpoint, InboundDelivery, Occurrence
from apps.integrations.rules.inbound.becoming import read
from apps.integrations.rules.inbound.events import (
    Incoming,
    Options,
    Reading,
    Unreadable,
    written,
)
from apps.integrations.states.inbound import (
    DeliveryState,
    EndpointKind,
    OccurrenceState,
)

KEPT_FOR = timedelta(days=90)
SAVED = ("state", "error", "result", "processed_at", "runs")
GIVEN_UP = (
    "The portal tried it many times and stopped at a fault of its own each time. Run it"
    " again; should it fail once more, tell an administrator its number."
)


@transaction.atomic
def process(pk: int, *, now: datetime) -> InboundDelivery:
    """Do what a delivery says, once; or keep it apart with the reason. Safe to run again.

    One after the other for each endpoint, so that what came first cannot overtake.
    """
    found = InboundDelivery.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.state != DeliveryState.RECEIVED:
        return found
    rows = Endpoint.objects.select_for_update(of=("self",), no_key=True)
    endpoint = rows.get(pk=found.endpoint_id)
    try:
        with transaction.atomic():
            result = _done(endpoint, found, now)
        error = _rejected(result)
    except (Unreadable, DomainError) as trouble:
        result, error = [], str(trouble)
    state = DeliveryState.QUARANTINED if error else DeliveryState.PROCESSED
    _settle(found, state, error, result, now)
    return found


def _done(
    endpoint: Endpoint, found: InboundDelivery, now: datetime
) -> list[dict[str, Any]]:
    """All that the delivery says, carried out; a result for each piece of it."""
    if found.size > len(found.body):
        raise DomainError(
            f"It has {found.size} bytes, more than the portal keeps: its beginning is"
            " here. Have the sender send less at once (Alertmanager: max_alerts)."
        )
    options = Options.from_json(endpoint.options)
    reading = read(EndpointKind(endpoint.kind), bytes(found.body), options)
    heard = hear(endpoint, reading.events, received_at=found.received_at)
    told = [
        *make_tickets(endpoint, heard, now=now),
        *count_firing(endpoint, [one.occurrence for one in heard], now=now),
    ]
    for one in reading.given:
        told += carry_out(endpoint, one, received_at=found.received_at, now=now)
    return [*told, *_warned(endpoint, reading)]


def _warned(endpoint: Endpoint, reading: Reading) -> list[dict[str, Any]]:
    """What its reader should know beside the results."""
    told = list(reading.warnings)
    if reading.events and not (endpoint.service_id or endpoint.platform_id):
        told.append("This endpoint leads to no service: its events become nothing.")
    return [{"what": "warning", "result": "warning", "why": one} for one in told]


def _rejected(result: list[dict[str, Any]]) -> str:
    refused = [one for one in result if one["result"] == "rejected"]
    if not refused:
        return ""
    count = sum(one["what"] == "ticket" for one in result)
    first = refused[0]
    return f"{len(refused)} of {count} refused: {first['name']}: {first['why']}"


def _settle(
    found: InboundDelivery,
    state: DeliveryState,
    error: str,
    result: list[dict[str, Any]],
    now: datetime,
) -> None:
    found.become(state)
    found.error, found.result, found.processed_at = error[:500], result, now
    found.runs += 1
    found.save(update_fields=SAVED)


@transaction.atomic
def give_up(pk: int, *, now: datetime) -> None:
    """Say that it failed, after the last time a worker tried it in vain."""
    found = InboundDelivery.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.can_become(DeliveryState.FAILED):
        _settle(found, DeliveryState.FAILED, GIVEN_UP, [], now)


@transaction.atomic
def run_again(pk: int, *, by: User, now: datetime) -> InboundDelivery:
    """Have what was kept apart tried once more, by what its endpoint says by now."""
    if not can_edit(by):
        raise PermissionDenied
    found = InboundDelivery.objects.select_for_update(of=("self",)).get(pk=pk)
    found.become(DeliveryState.RECEIVED)
    found.save(update_fields=["state"])
    owe(found, now)
    record(
        found.endpoint,
        "integrations.delivery_run_again",
        by=by,
        now=now,
        delivery=found.pk,
    )
    return found


@transaction.atomic
def hear_again(pk: int, *, now: datetime) -> int:
    """Let what a sender told once more, word for word, go on; how many alerts.

    Their silence begins anew, and what had ended by silence alone is taken up again.
    """
    found = InboundDelivery.objects.get(pk=pk)
    rows = Endpoint.objects.select_for_update(of=("self",), no_key=True)
    endpoint = rows.get(pk=found.endpoint_id)
    if found.state != DeliveryState.PROCESSED:
        return 0
    options = Options.from_json(endpoint.options)
    reading = read(EndpointKind(endpoint.kind), bytes(found.body), options)
    told = [one for one in reading.events if one.started_at and not one.is_over]
    over = endpoint.occurrences.filter(is_silent=True)
    silent = set(over.values_list("pk", flat=True))
    heard = hear(endpoint, told, received_at=found.repeated_at or now)
    begun = [one for one in heard if one.occurrence.pk in silent]
    make_tickets(endpoint, begun, now=now)
    count_firing(endpoint, [one.occurrence for one in begun], now=now)
    return len(heard)


def close_silent(*, now: datetime) -> int:
    """End what was not heard of for as long as its endpoint says; how many."""
    after = ExpressionWrapper(
        F("endpoint__auto_close_minutes") * Value(timedelta(minutes=1)),
        output_field=DurationField(),
    )
    rows = Occurrence.objects.filter(
        state=OccurrenceState.FIRING, endpoint__auto_close_minutes__isnull=False
    )
    ends_at = ExpressionWrapper(F("heard_at") + after, output_field=DateTimeField())
    late = rows.annotate(ends_at=ends_at).filter(ends_at__lte=now)
    keys = late.values_list("endpoint", flat=True).distinct().order_by("endpoint")
    return sum(_close_silent(pk, now) for pk in list(keys))


@transaction.atomic
def _close_silent(pk: int, now: datetime) -> int:
    rows = Endpoint.objects.select_for_update(of=("self",), no_key=True)
    endpoint = rows.get(pk=pk)
    after = timedelta(minutes=endpoint.auto_close_minutes or 0)
    silent = endpoint.occurrences.filter(
        state=OccurrenceState.FIRING, heard_at__lte=now - after
    )
    heard = [
        _closed(one, one.heard_at + after)
        for one in silent.select_related("application")
    ]
    make_tickets(endpoint, heard, now=now)
    count_firing(endpoint, [one.occurrence for one in heard], now=now)
    return len(heard)


def _closed(occurrence: Occurrence, at: datetime) -> Heard:
    """The end of an alert that nobody told."""
    occurrence.become(OccurrenceState.RESOLVED)
    occurrence.ended_at, occurrence.is_silent = at, True
    occurrence.save(update_fields=["state", "ended_at", "is_silent"])
    event = Incoming(
        fingerprint=occurrence.fingerprint,
        number=occurrence.number,
        title=occurrence.title,
        started_at=occurrence.started_at,
        is_over=True,
        ended_at=at,
        fields={
            "number": occurrence.number,
            "opened": written(occurrence.started_at),
            "resolved": written(at),
            "state": "resolved",
        },
    )
    return Heard(event, occurrence, is_late=False)


def forget_old(*, now: datetime) -> int:
    """Drop what was processed long ago; what waits for a person stays."""
    rows = InboundDelivery.objects.filter(
        state=DeliveryState.PROCESSED, received_at__lt=now - KEPT_FOR
    )
    return rows.delete()[0]
