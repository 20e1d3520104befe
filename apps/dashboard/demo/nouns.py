"""The demonstration's calendars, platforms and applications."""

import random
from datetime import date, datetime, time
from pathlib import Path

from django.utils.text import slugify

from apps.accounts.models import User
from apps.calendars.models import BusinessCalendar, CalendarEdition, WeeklyInterval
from apps.catalog.actions import import_sources
from apps.catalog.imports import read_path
from apps.catalog.models import Application, Deployment, Link, Platform
from apps.dashboard.demo import cast
from apps.dashboard.demo.people import Cast

CATALOG = Path(__file__).parent / "catalog"
ENVIRONMENTS = ("production", "acceptance")


def calendars(today: date) -> None:
    """Office hours here and there, and around the clock."""
    for slug, name, zone, country, subdivision, days, first, last in cast.CALENDARS:
        calendar = BusinessCalendar.objects.create(slug=slug, name=name)
        edition = CalendarEdition.objects.create(
            calendar=calendar,
            valid_from_on=date(today.year - 3, 1, 1),
            time_zone=zone,
            country=country,
            subdivision=subdivision,
            is_around_the_clock=first == last,
        )
        if first != last:
            WeeklyInterval.objects.bulk_create(
                WeeklyInterval(
                    edition=edition, weekday=day, starts=time(first), ends=time(last)
                )
                for day in range(days)
            )


def platforms(made: Cast) -> list[Platform]:
    """Eight platforms with their owners and support hours."""
    return [
        Platform.objects.create(
            slug=slug,
            name=name,
            kind=kind,
            owner_team=made.teams[owner],
            calendar_slug=calendar,
            capabilities=cast.CAPABILITIES[kind],
            description=f"{name}: supported by {made.teams[owner].name}.",
        )
        for slug, name, kind, owner, calendar, _ in (
            (*one, None) for one in cast.PLATFORMS
        )
    ]


def applications(
    made: Cast, on: list[Platform], dice: random.Random, now: datetime
) -> list[Application]:
    """Forty invented ones, on platforms that suit them."""
    found = []
    for team, names in cast.APPLICATIONS.items():
        for name in names:
            is_ai = any(
                word in name for word in ("Assistant", "Question", "Model", "Triage")
            )
            one = Application.objects.create(
                code=slugify(name),
                name=name,
                description=f"{name} of the {made.teams[team].name} team.",
                owner_team=made.teams[team],
                tier=dice.choices([1, 2, 3, 4], [2, 4, 3, 1])[0],
                lifecycle="production",
                data_class=dice.choice(["internal", "confidential", "restricted"]),
                contacts=f"{team}@demo.example",
            )
            _place(one, on, dice, is_ai=is_ai)
            found.append(one)
    _links(found)
    return found


def imported(by: User, now: datetime) -> None:
    """Real components of a public catalog, through the portal's own import."""
    if CATALOG.is_dir():
        import_sources(read_path(CATALOG), by=by, now=now)


def _place(
    one: Application, on: list[Platform], dice: random.Random, *, is_ai: bool
) -> None:
    suited = [platform for platform in on if (platform.kind == "ai") == is_ai]
    platform = dice.choice(suited)
    Deployment.objects.bulk_create(
        Deployment(application=one, platform=platform, environment=environment)
        for environment in ENVIRONMENTS
    )


def _links(found: list[Application]) -> None:
    where = {
        "repository": "https://git.northgate.example/{}",
        "dashboard": "https://grafana.northgate.example/d/{}",
        "runbook": "https://wiki.northgate.example/runbooks/{}",
    }
    Link.objects.bulk_create(
        Link(application=one, kind=kind, url=url.format(one.code), title=kind.title())
        for one in found
        for kind, url in where.items()
    )
