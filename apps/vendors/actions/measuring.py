"""Numbers entered by hand, with what shows them, and approved by another."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.errors import DomainError
from apps.core.uploads import check_upload
from apps.history.actions import record
from apps.vendors.access import can_measure
from apps.vendors.actions.figures import refresh_measured
from apps.vendors.actions.late import late_for
from apps.vendors.models import Measurement, ServiceLevel
from apps.vendors.states import MeasurementState

DECISION_FIELDS = ["state", "decided_by", "decided_at", "answer"]


@transaction.atomic
def enter_measurement(
    level_pk: int,
    *,
    by: User,
    month: date,
    value: Decimal,
    words: str,
    file: "UploadedFile[bytes] | None" = None,
    now: datetime,
) -> Measurement:
    """A figure of a month with what shows it; it counts once somebody else approves."""
    rows = ServiceLevel.objects.select_for_update(of=("self",))
    level = rows.select_related("service__contract__vendor").get(pk=level_pk)
    if not can_measure(by, level.service):
        raise PermissionDenied
    _check_measurable(level, month, now)
    late = late_for(level.service, [month])
    made = Measurement.objects.create(
        level=level,
        month=month,
        value=value,
        words=words,
        file=store_file(file, check_upload(file), now=now) if file else None,
        by=by,
        at=now,
    )
    record(
        level.service,
        "vendors.measured",
        by=by,
        now=now,
        touched=[made],
        level=level.name,
        month=month,
        value=value,
        late=late,
    )
    return made


def _check_measurable(level: ServiceLevel, month: date, now: datetime) -> None:
    if level.measure != ServiceLevel.Measure.MANUAL:
        raise DomainError("This level is worked out, not entered by hand.")
    if month > now.date():
        raise DomainError("This month has not begun.")
    waiting = level.measurements.filter(month=month, state=MeasurementState.ENTERED)
    if waiting.exists():
        raise DomainError("A figure of this month waits for approval already.")


@transaction.atomic
def decide_measurement(
    pk: int, *, by: User, is_approved: bool, answer: str = "", now: datetime
) -> Measurement:
    """Approve or refuse a figure that somebody else entered. A refusal says why."""
    rows = Measurement.objects.select_for_update(of=("self",))
    found = rows.select_related("level__service__contract__vendor").get(pk=pk)
    service = found.level.service
    if not can_measure(by, service) or found.by_id == by.pk:
        raise PermissionDenied
    late = late_for(service, [found.month])
    if not is_approved and not answer.strip():
        raise DomainError("Say why it is refused.")
    if is_approved:
        _replace(found)
    found.become(MeasurementState.APPROVED if is_approved else MeasurementState.REFUSED)
    found.decided_by, found.decided_at, found.answer = by, now, answer
    found.save_if_version(found.version, DECISION_FIELDS)
    refresh_measured(found.level, found.month)
    record(
        service,
        f"vendors.measurement_{found.state}",
        by=by,
        now=now,
        touched=[found],
        level=found.level.name,
        month=found.month,
        value=found.value,
        late=late,
    )
    return found


def _replace(newer: Measurement) -> None:
    """What was approved before gives way."""
    rows = Measurement.objects.select_for_update().filter(
        level=newer.level, month=newer.month, state=MeasurementState.APPROVED
    )
    for older in rows:
        older.become(MeasurementState.REPLACED)
        older.save_if_version(older.version, ["state"])
