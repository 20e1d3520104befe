"""Numbers entered by hand, outages and agreed maintenance."""

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
from apps.vendors.actions.figures import (
    months_of,
    refresh_availability,
    refresh_measured,
)
from apps.vendors.models import (
    Maintenance,
    ManagedService,
    Measurement,
    Outage,
    Period,
    ServiceLevel,
)
from apps.vendors.queries.terms import schedule_of_level
from apps.vendors.states import SHUT, MeasurementState

DECISION_FIELDS = ["state", "decided_by", "decided_at", "answer"]


def check_open(service: ManagedService, months: list[date]) -> None:
    """Refuse to change what a closed month was measured by."""
    shut = Period.objects.filter(service=service, month__in=months, state__in=SHUT)
    if found := shut.order_by("month").first():
        raise DomainError(f"Not possible now: {found.month:%B %Y} is closed.")


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
    )
    return made


def _check_measurable(level: ServiceLevel, month: date, now: datetime) -> None:
    if level.measure != ServiceLevel.Measure.MANUAL:
        raise DomainError("This level is worked out, not entered by hand.")
    if month > now.date():
        raise DomainError("This month has not begun.")
    check_open(level.service, [month])
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
    check_open(service, [found.month])
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


def _service(pk: int, by: User) -> ManagedService:
    rows = ManagedService.objects.select_for_update(of=("self",))
    found = rows.select_related("contract__vendor", "calendar").get(pk=pk)
    if not can_measure(by, found):
        raise PermissionDenied
    return found


Ends = tuple[datetime, datetime | None]


def _remeasure(service: ManagedService, spans: list[Ends], now: datetime) -> None:
    """Check that the months touched are open, and work their availability out anew."""
    rows = service.levels.filter(measure=ServiceLevel.Measure.AVAILABILITY)
    for level in rows.select_related("service__calendar"):
        schedule = schedule_of_level(level)
        months = {
            month
            for start, end in spans
            for month in months_of(
                start,
                max(start, min(end or now, now)),
                schedule.in_force(start.date()).zone,
            )
        }
        check_open(service, sorted(months))
        refresh_availability(level, sorted(months), now=now)


@transaction.atomic
def add_outage(
    service_pk: int,
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime | None,
    words: str,
    ticket_number: str = "",
    now: datetime,
) -> Outage:
    """The service was down, or without an end still is."""
    service = _service(service_pk, by)
    _check_outage(starts_at, ends_at, now)
    made = Outage.objects.create(
        service=service,
        starts_at=starts_at,
        ends_at=ends_at,
        words=words,
        ticket_number=ticket_number,
    )
    _remeasure(service, [(starts_at, ends_at)], now)
    record(service, "vendors.outage_added", by=by, now=now, touched=[made], words=words)
    return made


def _check_outage(starts_at: datetime, ends_at: datetime | None, now: datetime) -> None:
    if starts_at > now or (ends_at and ends_at > now):
        raise DomainError("An outage can't lie in the future.")
    if ends_at and ends_at <= starts_at:
        raise DomainError("It ends before it begins.")


@transaction.atomic
def amend_outage(
    pk: int,
    *,
    by: User,
    expected_version: int,
    starts_at: datetime,
    ends_at: datetime | None,
    words: str,
    ticket_number: str = "",
    now: datetime,
) -> Outage:
    """Correct an outage, or say when it ended. EditConflict if somebody else did."""
    service = _service(
        Outage.objects.values_list("service_id", flat=True).get(pk=pk), by
    )
    found: Outage = Outage.objects.select_for_update().get(pk=pk)
    _check_outage(starts_at, ends_at, now)
    before = (found.starts_at, found.ends_at)
    found.starts_at, found.ends_at = starts_at, ends_at
    found.words, found.ticket_number = words, ticket_number
    found.save_if_version(
        expected_version, ["starts_at", "ends_at", "words", "ticket_number"]
    )
    _remeasure(service, [before, (starts_at, ends_at)], now)
    record(service, "vendors.outage_amended", by=by, now=now, touched=[found])
    return found


@transaction.atomic
def remove_outage(pk: int, *, by: User, now: datetime) -> None:
    """It was none."""
    service = _service(
        Outage.objects.values_list("service_id", flat=True).get(pk=pk), by
    )
    found = Outage.objects.select_for_update().get(pk=pk)
    before, words = (found.starts_at, found.ends_at), found.words
    found.delete()
    _remeasure(service, [before], now)
    record(service, "vendors.outage_removed", by=by, now=now, words=words)


@transaction.atomic
def add_maintenance(
    service_pk: int,
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    words: str,
    agreed_on: date,
    now: datetime,
) -> Maintenance:
    """A window agreed with the vendor: no downtime falls into it."""
    service = _service(service_pk, by)
    if ends_at <= starts_at:
        raise DomainError("It ends before it begins.")
    if agreed_on > starts_at.date():
        raise DomainError("Planned maintenance is agreed before it begins.")
    made = Maintenance.objects.create(
        service=service,
        starts_at=starts_at,
        ends_at=ends_at,
        words=words,
        agreed_on=agreed_on,
    )
    _remeasure(service, [(starts_at, ends_at)], now)
    record(
        service,
        "vendors.maintenance_added",
        by=by,
        now=now,
        touched=[made],
        words=words,
    )
    return made


@transaction.atomic
def remove_maintenance(pk: int, *, by: User, now: datetime) -> None:
    """It was not agreed after all."""
    rows = Maintenance.objects.values_list("service_id", flat=True)
    service = _service(rows.get(pk=pk), by)
    found = Maintenance.objects.select_for_update().get(pk=pk)
    before, words = (found.starts_at, found.ends_at), found.words
    found.delete()
    _remeasure(service, [before], now)
    record(service, "vendors.maintenance_removed", by=by, now=now, words=words)


def refresh_running(*, now: datetime) -> int:
    """Measure the availability of the running month again; how many levels."""
    rows = ServiceLevel.objects.filter(measure=ServiceLevel.Measure.AVAILABILITY)
    done = 0
    for level in rows.select_related("service__calendar"):
        zone = schedule_of_level(level).in_force(now.date()).zone
        months = months_of(now, now, zone)
        shut = Period.objects.filter(
            service=level.service, month__in=months, state__in=SHUT
        )
        if not shut.exists():
            refresh_availability(level, months, now=now)
            done += 1
    return done
