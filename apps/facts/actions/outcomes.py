"""Writing down what came of a question: facts, or what went wrong and when to ask again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from apps.catalog.rules.reading import UNSTORABLE
from apps.core.errors import DomainError
from apps.facts.actions.gathering import doubt, put
from apps.facts.models import Connector, Probe
from apps.facts.rules.asking import Reading
from apps.facts.rules.questions import tells
from apps.facts.rules.schedule import next_run, rest_until
from apps.facts.states import ConnectorKind

OURS = -1


@dataclass(frozen=True)
class Outcome:
    """What an answer said, or what went wrong; a status of 0 where nobody answered, of
    OURS where the fault lies with the portal.

    `at` is when it was asked, `base` the address to which a path of a reading belongs.
    """

    at: datetime
    readings: Sequence[Reading] = ()
    error: str = ""
    status: int = 0
    base: str = ""


def write(pk: int, lease_until: datetime, outcome: Outcome, *, now: datetime) -> bool:
    """Write it down, if the probe is still held by who asked; whether it was.

    A value that is none counts as a failure. Its words may repeat a sign of an answer
    that cannot be kept: it is shown as �.
    """
    connector, error = None, outcome.error
    if not error:
        try:
            connector = _learn(pk, lease_until, outcome, now)
        except DomainError as refused:
            error = str(refused)
    error = UNSTORABLE.sub("�", error)
    if error:
        connector = _fail(pk, lease_until, error, now)
    if connector:
        _note_connector(connector, replace(outcome, error=error), now)
    return connector is not None


@transaction.atomic
def _learn(
    pk: int, lease_until: datetime, outcome: Outcome, now: datetime
) -> Connector | None:
    probe = _held(pk, lease_until)
    if probe:
        _put(probe, outcome, now)
        _release(probe, "", now)
    return probe.of_check.connector if probe else None


@transaction.atomic
def _fail(
    pk: int, lease_until: datetime, error: str, now: datetime
) -> Connector | None:
    probe = _held(pk, lease_until)
    if probe:
        doubt(probe.application_id, tells(probe.of_check.name), error, now=now)
        _release(probe, error, now)
    return probe.of_check.connector if probe else None


def _held(pk: int, lease_until: datetime) -> Probe | None:
    rows = Probe.objects.select_for_update(of=("self",))
    rows = rows.select_related("of_check__connector")
    return rows.filter(pk=pk, lease_until=lease_until).first()


def _put(probe: Probe, outcome: Outcome, now: datetime) -> None:
    check = probe.of_check
    for reading in outcome.readings:
        is_path = reading.url.startswith("/")
        put(
            probe.application_id,
            reading.name,
            reading.value,
            measured_at=outcome.at,
            source=str(check.connector),
            now=now,
            url=f"{outcome.base.rstrip('/')}{reading.url}" if is_path else "",
            fresh_for=check.every * 3,
        )


def _release(probe: Probe, error: str, now: datetime) -> None:
    probe.failures = probe.failures + 1 if error else 0
    probe.error = error[:300]
    probe.ran_at, probe.asked_at, probe.lease_until = now, None, None
    probe.next_run_at = next_run(probe.of_check.every, probe.failures, now)
    probe.save(
        update_fields=[
            *("failures", "error", "ran_at", "asked_at"),
            *("lease_until", "next_run_at"),
        ]
    )


def _note_connector(connector: Connector, outcome: Outcome, now: datetime) -> None:
    """One that answers is well; one that does not, again and again, is left to rest.

    Endpoints of applications are many hosts behind one connector: it never rests.
    """
    rows = Connector.objects.filter(pk=connector.pk)
    if outcome.status == OURS:
        return
    if outcome.status:
        rows.update(
            failures=0,
            failing_since=None,
            resting_until=None,
            answered_at=now,
            last_error=outcome.error[:300],
        )
    elif connector.kind != ConnectorKind.HTTP:
        failures = connector.failures + 1
        rows.update(
            failures=F("failures") + 1,
            failing_since=connector.failing_since or now,
            resting_until=rest_until(failures, now),
            last_error=outcome.error[:300],
        )
