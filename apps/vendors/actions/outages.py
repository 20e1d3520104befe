"""Outages and agreed maintenance: what availability is worked out from."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.vendors.access import can_measure
from apps.vendors.actions.figures import months_of, refresh_availability
from apps.vendors.actions.late import late_for
from apps.vendors.models import (
    Maintenance,
    ManagedService,
    Outage,
    Period,
    ServiceLevel,
)
from apps.vendors.queries.terms import schedule_of_level
from apps.vendors.states import SHUT


def _service(pk: int, by: User) -> ManagedService:
    rows = ManagedService.objects.select_for_update(of=("self",))
    found = rows.select_related("contract__vendor", "calendar").get(pk=pk)
    if not can_measure(by, found):
        raise PermissionDenied
    return found


Ends = tuple[datetime, datetime | None]


def _remeasure(service: ManagedService, spans: list[Ends], now: datetime) -> str:
    """Work the availability of the months touched out anew; those it is late for."""
    rows = service.levels.filter(measure=ServiceLevel.Measure.AVAILABILITY)
    touched = [
        (level, _months(level, spans, now))
        for level in rows.select_related("service__calendar")
    ]
    late = late_for(service, {month for _, months in touched for month in months})
    for level, months in touched:
        refresh_availability(level, months, now=now)
    return late


def _months(level: ServiceLevel, spans: list[Ends], now: datetime) -> list[date]:
    schedule = schedule_of_level(level)
    found = {
        month
        for start, end in spans
        for month in months_of(
            start,
            max(start, min(end or now, now)),
            schedule.in_force(start.date()).zone,
        )
    }
    return sorted(found)


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
    late = _remeasure(service, [(starts_at, ends_at)], now)
    record(
        service,
        "vendors.outage_added",
        by=by,
        now=now,
        touched=[made],
        words=words,
        late=late,
    )
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
    late = _remeasure(service, [before, (starts_at, ends_at)], now)
    record(
        service, "vendors.outage_amended", by=by, now=now, touched=[found], late=late
    )
    return found


@transaction.atomic
def remove_outage(pk: int, *, by: User, expected_version: int, now: datetime) -> None:
    """It was none. EditConflict if somebody changed it since."""
    service = _service(
        Outage.objects.values_list("service_id", flat=True).get(pk=pk), by
    )
    found = Outage.objects.select_for_update().get(pk=pk)
    _check_version(found, expected_version)
    before, words = (found.starts_at, found.ends_at), found.words
    found.delete()
    late = _remeasure(service, [before], now)
    record(service, "vendors.outage_removed", by=by, now=now, words=words, late=late)


def _check_version(found: Outage | Maintenance, expected: int) -> None:
    if found.version != expected:
        raise EditConflict(found, {})


def _check_window(starts_at: datetime, ends_at: datetime, agreed_on: date) -> None:
    if ends_at <= starts_at:
        raise DomainError("It ends before it begins.")
    if agreed_on > starts_at.date():
        raise DomainError("Planned maintenance is agreed before it begins.")


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
    _check_window(starts_at, ends_at, agreed_on)
    made = Maintenance.objects.create(
        service=service,
        starts_at=starts_at,
        ends_at=ends_at,
        words=words,
        agreed_on=agreed_on,
    )
    late = _remeasure(service, [(starts_at, ends_at)], now)
    record(
        service,
        "vendors.maintenance_added",
        by=by,
        now=now,
        touched=[made],
        words=words,
        late=late,
    )
    return made


@transaction.atomic
def amend_maintenance(
    pk: int,
    *,
    by: User,
    expected_version: int,
    starts_at: datetime,
    ends_at: datetime,
    words: str,
    agreed_on: date,
    now: datetime,
) -> Maintenance:
    """Correct an agreed window. EditConflict if somebody else did."""
    rows = Maintenance.objects.values_list("service_id", flat=True)
    service = _service(rows.get(pk=pk), by)
    found: Maintenance = Maintenance.objects.select_for_update().get(pk=pk)
    _check_window(starts_at, ends_at, agreed_on)
    before = (found.starts_at, found.ends_at)
    found.starts_at, found.ends_at = starts_at, ends_at
    found.words, found.agreed_on = words, agreed_on
    found.save_if_version(
        expected_version, ["starts_at", "ends_at", "words", "agreed_on"]
    )
    late = _remeasure(service, [before, (starts_at, ends_at)], now)
    verb = "vendors.maintenance_amended"
    record(service, verb, by=by, now=now, touched=[found], late=late)
    return found


@transaction.atomic
def remove_maintenance(
    pk: int, *, by: User, expected_version: int, now: datetime
) -> None:
    """It was not agreed after all. EditConflict if somebody changed it since."""
    rows = Maintenance.objects.values_list("service_id", flat=True)
    service = _service(rows.get(pk=pk), by)
    found = Maintenance.objects.select_for_update().get(pk=pk)
    _check_version(found, expected_version)
    before, words = (found.starts_at, found.ends_at), found.words
    found.delete()
    late = _remeasure(service, [before], now)
    verb = "vendors.maintenance_removed"
    record(service, verb, by=by, now=now, words=words, late=late)


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
