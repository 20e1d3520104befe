"""What the pages of a service and of a level look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.accounts.models import User
from apps.calendars.queries import schedule_named
from apps.core.markup import day_text
from apps.core.queries.jobs import Progress, progress_of
from apps.vendors.access import can_see_money
from apps.vendors.models import (
    Charge,
    LevelVersion,
    ManagedService,
    Recount,
    ServiceLevel,
    ServiceLocation,
)
from apps.vendors.queries.closed import closed_until
from apps.vendors.rules.targets import HOUR, day_seconds
from apps.vendors.rules.versions import is_settled

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class LevelLine:
    """A level with the version in force today and those to come."""

    level: ServiceLevel
    current: LevelVersion | None
    coming: int


@dataclass(frozen=True)
class ServicePage:
    """A service with everything its page shows to one person."""

    levels: Sequence[LevelLine]
    locations: Sequence[ServiceLocation]
    charges: Sequence[Charge]
    platforms: Sequence[object]
    applications: Sequence[object]
    sees_money: bool
    closed_until: date | None
    recount: Recount | None
    progress: Progress

    @property
    def offshore(self) -> Decimal | None:
        """The share (%) of the people placed who sit offshore; None if none are."""
        total = sum((one.headcount for one in self.locations), Decimal(0))
        away = [one.headcount for one in self.locations if one.is_offshore]
        return HUNDRED * sum(away, Decimal(0)) / total if total else None

    @property
    def is_counting(self) -> bool:
        """Whether tickets are being judged anew or wait for it."""
        return self.recount is not None and self.recount.finished_at is None


def service_page(found: ManagedService, user: User, today: date) -> ServicePage:
    """Everything the page of a service shows. A fixed number of queries."""
    sees_money = can_see_money(user, found.contract.vendor)
    recount = found.recounts.order_by("-asked_at", "-pk").first()
    job = f"recount:{recount.pk}" if recount else ""
    return ServicePage(
        levels=[
            level_line(level, today)
            for level in found.levels.prefetch_related("versions__bands")
        ],
        locations=list(found.locations.all()),
        charges=list(found.charges.order_by("-valid_from_on")) if sees_money else [],
        platforms=list(found.platforms.visible_to(user)),
        applications=list(found.applications.visible_to(user)),
        sees_money=sees_money,
        closed_until=closed_until(found.pk),
        recount=recount,
        progress=progress_of(job) if job else Progress(0, 0),
    )


def level_line(level: ServiceLevel, today: date) -> LevelLine:
    """What a level asks for today; before its first version, that."""
    versions = sorted(level.versions.all(), key=lambda one: one.valid_from_on)
    current = in_force(versions, today)
    coming = sum(one.valid_from_on > today and one != current for one in versions)
    return LevelLine(level, current, coming)


@dataclass(frozen=True)
class VersionLine:
    """A version of a level: whether it counts now, and whether it may still change."""

    version: LevelVersion
    is_current: bool
    is_settled: bool


@dataclass(frozen=True)
class LevelPage:
    """A level with its versions, the newest first."""

    lines: Sequence[VersionLine]
    closed_until: date | None
    day_seconds: int

    @property
    def goals(self) -> list[tuple[str, float]]:
        """The goal of each version in %, the oldest first."""
        return [
            (day_text(one.version.valid_from_on), float(one.version.goal))
            for one in reversed(self.lines)
        ]

    @property
    def targets(self) -> list[tuple[str, float]]:
        """The target of each version in hours of working time; none where no clock runs."""
        found = [
            (
                day_text(one.version.valid_from_on),
                (one.version.target_seconds or 0) / HOUR,
            )
            for one in reversed(self.lines)
        ]
        return found if all(hours for _, hours in found) else []


def level_page(found: ServiceLevel, today: date) -> LevelPage:
    """Everything the page of a level shows. A fixed number of queries."""
    rows = found.versions.select_related("calendar").prefetch_related("bands")
    versions = list(rows.order_by("valid_from_on"))
    closed = closed_until(found.service_id)
    current = in_force(versions, today)
    lines = [
        VersionLine(
            one,
            is_current=one is current,
            is_settled=is_settled(
                one.valid_from_on, is_first=place == 0, closed_until=closed
            ),
        )
        for place, one in enumerate(versions)
    ]
    slug = found.service.calendar.slug
    return LevelPage(lines[::-1], closed, a_day(slug, today))


def in_force(versions: Sequence[LevelVersion], today: date) -> LevelVersion | None:
    """The version in force; before the first one, the first."""
    reached = [one for one in versions if one.valid_from_on <= today]
    return reached[-1] if reached else next(iter(versions), None)


def a_day(calendar_slug: str, day: date) -> int:
    """The working seconds of a working day in a calendar, as it is on that day."""
    return day_seconds(schedule_named(calendar_slug).in_force(day))


def newest_version(level: ServiceLevel) -> LevelVersion | None:
    """The version that is in force from the latest day."""
    rows = level.versions.prefetch_related("bands")
    return rows.order_by("valid_from_on").last()
