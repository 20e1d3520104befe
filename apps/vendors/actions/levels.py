"""Service levels and what they ask for from a day on. What is closed never changes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.core.markup import day_text
from apps.history.actions import record
from apps.vendors.access import can_edit
from apps.vendors.actions.rejudging import rejudge
from apps.vendors.actions.services import locked_service
from apps.vendors.models import CreditBand, LevelVersion, ServiceLevel
from apps.vendors.queries.closed import closed_until
from apps.vendors.rules.months import months_between
from apps.vendors.rules.versions import is_settled

Bands = Sequence[tuple[Decimal, Decimal]]
MOST_BANDS = 6
EARLIEST = date(2000, 1, 1)


@transaction.atomic
def register_level(
    service_pk: int, *, by: User, slug: str, now: datetime, **fields: Any
) -> ServiceLevel:
    """Enter something that a service is measured by; its first version says how well."""
    service = locked_service(service_pk, by=by)
    if service.levels.filter(slug=slug).exists():
        raise DomainError("This service has a level with this short name already.")
    made = ServiceLevel.objects.create(service=service, slug=slug, **fields)
    record(
        made,
        "vendors.level_registered",
        by=by,
        now=now,
        service=service.name,
        measure=made.get_measure_display(),
    )
    return made


@transaction.atomic
def amend_level(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> ServiceLevel:
    """Change a level's name, agreement or place. What it measures is for good."""
    found = locked_level(pk, by=by)
    if changed := found.save_changed(version, fields):
        record(found, "vendors.level_amended", by=by, now=now, fields=changed)
    return found


def locked_level(pk: int, *, by: User) -> ServiceLevel:
    """The level, held until the end, if this person may change it."""
    rows = ServiceLevel.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("service__contract__vendor", "service__calendar").get(
        pk=pk
    )
    if not can_edit(by, found.service.contract.vendor):
        raise PermissionDenied
    return found


@transaction.atomic
def add_version(
    level_pk: int,
    *,
    by: User,
    version: int,
    valid_from_on: date,
    bands: Bands = (),
    now: datetime,
    **fields: Any,
) -> LevelVersion:
    """What a level asks for from a day on. Its figures are then worked out anew.

    DomainError where the day lies in a month that is closed. EditConflict if somebody
    else changed the level's versions.
    """
    level = locked_level(level_pk, by=by)
    _check_read(level, version, {"valid_from_on": valid_from_on, **fields})
    _check_free(level, valid_from_on)
    _check_open(level, valid_from_on)
    _check_asks(level, fields)
    made = LevelVersion.objects.create(
        level=level, valid_from_on=valid_from_on, **fields
    )
    _set_bands(made, bands)
    _put_in_force(level, version, made, [valid_from_on], by=by, now=now)
    record(
        level,
        "vendors.level_version_added",
        by=by,
        now=now,
        touched=[made, *made.bands.all()],
        valid_from_on=valid_from_on,
    )
    return made


@transaction.atomic
def amend_version(
    pk: int,
    *,
    by: User,
    version: int,
    valid_from_on: date,
    bands: Bands = (),
    now: datetime,
    **fields: Any,
) -> LevelVersion:
    """Correct a version that no closed month was worked out by.

    `version` is the level's. EditConflict if somebody else changed its versions.
    """
    found = LevelVersion.objects.get(pk=pk)
    level = locked_level(found.level_id, by=by)
    _check_read(level, version, {"valid_from_on": valid_from_on, **fields}, found)
    _check_unsettled(level, found)
    if valid_from_on != found.valid_from_on:
        _check_free(level, valid_from_on)
        _check_open(level, valid_from_on)
    _check_asks(level, fields)
    before, found.valid_from_on = found.valid_from_on, valid_from_on
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    old_bands = list(found.bands.all())
    _set_bands(found, bands)
    _put_in_force(level, version, found, [before, valid_from_on], by=by, now=now)
    record(
        level,
        "vendors.level_version_amended",
        by=by,
        now=now,
        touched=[found, *old_bands, *found.bands.all()],
        valid_from_on=valid_from_on,
    )
    return found


@transaction.atomic
def remove_version(pk: int, *, by: User, version: int, now: datetime) -> ServiceLevel:
    """Take back a version that no closed month was worked out by."""
    gone = LevelVersion.objects.get(pk=pk)
    level = locked_level(gone.level_id, by=by)
    _check_read(level, version, {"valid_from_on": gone.valid_from_on}, gone)
    _check_unsettled(level, gone)
    if level.versions.count() == 1:
        raise DomainError("A level keeps its only version: amend it instead.")
    months = set(level.months.values_list("month", flat=True))
    day, touched = gone.valid_from_on, [gone, *gone.bands.all()]
    gone.delete()
    level.save_if_version(version, [])
    why = f"{level.name}: a version was taken back"
    rejudge(level.service, [level], why=why, by=by, now=now, months=months)
    record(
        level,
        "vendors.level_version_removed",
        by=by,
        now=now,
        touched=touched,
        valid_from_on=day,
    )
    return level


def _check_read(
    level: ServiceLevel,
    version: int,
    typed: Mapping[str, Any],
    found: LevelVersion | None = None,
) -> None:
    """Nobody changed the level or its versions since they were read."""
    if level.version != version:
        current = found or level.versions.order_by("valid_from_on").last() or level
        raise EditConflict(current, _differing(current, typed), level.version)


def _differing(current: Any, typed: Mapping[str, Any]) -> dict[str, Any]:
    missing = object()
    return {
        name: value
        for name, value in typed.items()
        if getattr(current, name, missing) not in (value, missing)
    }


def _check_free(level: ServiceLevel, day: date) -> None:
    if level.versions.filter(valid_from_on=day).exists():
        raise DomainError("There is a version from this day already: amend that one.")


def _check_open(level: ServiceLevel, day: date) -> None:
    if day < EARLIEST:
        raise DomainError("A version begins in 2000 or later.")
    closed = closed_until(level.service_id)
    if closed and day <= closed:
        raise DomainError(
            f"Months up to {closed:%B %Y} are closed: a version begins after them."
        )


def _check_unsettled(level: ServiceLevel, found: LevelVersion) -> None:
    first = level.versions.order_by("valid_from_on").first()
    closed = closed_until(level.service_id)
    if is_settled(found.valid_from_on, is_first=found == first, closed_until=closed):
        raise DomainError(
            "A closed month was worked out by this version: add one from a later day."
        )


def _check_asks(level: ServiceLevel, fields: Mapping[str, Any]) -> None:
    """A clock needs a target, and states to begin or to stop in where it names them."""
    if not level.is_timed:
        return
    if not fields.get("target_seconds"):
        raise DomainError("Say within how much working time.")
    state = LevelVersion.Start.STATE.value
    for when, states in (
        ("starts_when", "start_states"),
        ("stops_when", "stop_states"),
    ):
        if fields.get(when) == state and not fields.get(states):
            raise DomainError("Name the states in which the clock starts or stops.")


def _set_bands(found: LevelVersion, bands: Iterable[tuple[Decimal, Decimal]]) -> None:
    given = sorted(bands, reverse=True)
    if len(given) > MOST_BANDS:
        raise DomainError(f"A version has at most {MOST_BANDS} credit bands.")
    if len({below for below, _ in given}) < len(given):
        raise DomainError("Two credit bands begin below the same figure.")
    credits = [credit for _, credit in given]
    if credits != sorted(credits):
        raise DomainError("A lower band can't cost less than a higher one.")
    found.bands.all().delete()
    CreditBand.objects.bulk_create(
        CreditBand(version=found, below=below, credit=credit) for below, credit in given
    )


def _put_in_force(
    level: ServiceLevel,
    version: int,
    made: LevelVersion,
    days: Iterable[date],
    *,
    by: User,
    now: datetime,
) -> None:
    """Note that the level's versions are others by now, and judge anew."""
    level.save_if_version(version, [])
    why = f"{level.name} from {day_text(made.valid_from_on)}"
    months = months_between(min(days), now.date())
    rejudge(level.service, [level], why=why, by=by, now=now, months=months)
