"""What was agreed for a month or a day: versions of levels, calendars, charges."""

from datetime import date
from decimal import Decimal

from apps.calendars.queries import schedule_named
from apps.calendars.rules import Schedule
from apps.vendors.models import Charge, LevelVersion, ManagedService, ServiceLevel
from apps.vendors.rules.scoring import Terms


def version_of_month(level: ServiceLevel, month: date) -> LevelVersion | None:
    """The version in force on the month's first day; before the first one, the first."""
    return level.versions.in_force(month)


def terms_of(version: LevelVersion) -> Terms:
    """What a version asks for, as the rules read it."""
    return Terms(
        goal=version.goal,
        tolerance=version.tolerance,
        weight=version.weight,
        minimum_volume=version.minimum_volume,
        is_critical=version.is_critical,
    )


def schedule_of_level(level: ServiceLevel) -> Schedule:
    """The calendar of its newest version, or else of its service."""
    version = level.versions.order_by("valid_from_on").last()
    own = version.calendar if version else None
    return schedule_named((own or level.service.calendar).slug)


def zone_of(service: ManagedService, month: date) -> str:
    """The zone of a service's calendar, by which its months begin and end."""
    return schedule_named(service.calendar.slug).in_force(month).zone


def charge_of_month(service: ManagedService, month: date) -> Decimal:
    """What the service costs in a month; 0 before its first charge."""
    rows = Charge.objects.filter(service=service, valid_from_on__lte=month)
    found = rows.order_by("valid_from_on").last()
    return found.amount if found else Decimal(0)
