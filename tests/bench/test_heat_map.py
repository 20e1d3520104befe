"""The heat map of 500 people and 80 skills against a bare page of 50 rows, on one server in one run."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from apps.accounts.roles import Role
from apps.staffing.models import CoverageRule, Holding, Publication, Shift
from tests.bench.harness import interleaved, server, tell_pages
from tests.bench.test_pages import queries_of, url_of
from tests.factories import NOW, OrganisationFactory, PlatformFactory, person
from tests.staffing.factories import (
    PersonFactory,
    RotaFactory,
    SkillFactory,
    WorkingPatternFactory,
)

PEOPLE, SKILLS, SHIFTS, RULES = 500, 80, 10, 10
AIM_QUERIES = 20
FIRST = date(2026, 11, 23)


def fill() -> None:
    """One rota of 500 people with ten shifts each in a fortnight, 80 skills, ten rules."""
    bank, pattern = OrganisationFactory(), WorkingPatternFactory()
    people = PersonFactory.create_batch(
        PEOPLE, organisation=bank, pattern=pattern, country="GB"
    )
    platforms = PlatformFactory.create_batch(8)
    skills = [SkillFactory(platform=platforms[n % 8]) for n in range(SKILLS)]
    rota = RotaFactory(slug="desk")
    rota.platforms.set(platforms)
    Holding.objects.bulk_create(
        Holding(person=one, skill=skill, level=(n * 7 + m * 3) % 5)
        for n, one in enumerate(people)
        for m, skill in enumerate(skills)
    )
    begins = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    made = Publication.objects.create(
        rota=rota,
        number=1,
        from_at=begins,
        until_at=begins + timedelta(days=14),
        published_at=NOW,
    )
    Shift.objects.bulk_create(
        Shift(
            rota=rota,
            publication=made,
            person=one,
            starts_at=begins + timedelta(days=at, hours=n % 24),
            ends_at=begins + timedelta(days=at, hours=n % 24 + 8),
        )
        for n, one in enumerate(people)
        for at in range(SHIFTS)
    )
    CoverageRule.objects.bulk_create(
        CoverageRule(
            rota=rota,
            name=f"Rule {n}",
            people=n + 1,
            skill=skills[n],
            windows=[
                {"weekday": day, "from": "00:00", "until": "24:00"} for day in range(7)
            ],
            from_on=FIRST,
        )
        for n in range(RULES)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.django_db(transaction=True)
def test_the_heat_map_against_the_floor(capsys):
    fill()
    client = Client()
    client.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    address = f"/staffing/coverage/map/?rota=desk&first={FIRST}&weeks="
    pages = {"heat map, 2 weeks": f"{address}2", "heat map, 8 weeks": f"{address}8"}
    counts = queries_of(pages, client)
    os.environ["DATABASE_URL"] = url_of(connection.settings_dict["NAME"])

    with server() as port:
        timings = interleaved(port, {"floor": "/bench/floor/", **pages}, cookie)

    tell_pages("heat map", timings, counts, capsys)
    assert max(counts.values()) <= AIM_QUERIES
