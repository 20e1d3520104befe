"""The skills matrix and its neighbours at 500 people × 80 skills, against a bare page."""

import os
import random
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from apps.accounts.roles import Role
from apps.staffing.models import Holding, Person, Posting, Skill, Target, TeamRole
from tests.bench.harness import interleaved, server, tell_pages
from tests.bench.test_pages import queries_of, url_of
from tests.factories import OrganisationFactory, TeamFactory, person
from tests.staffing.factories import WorkingPatternFactory

PEOPLE, SKILLS, BRANCHES, TEAMS = 500, 80, 8, 20
AIM_QUERIES = 22


def fill() -> None:
    """Twenty teams of 25, eight branches of ten skills; two thirds of the cells are filled."""
    dice = random.Random(5)
    TeamFactory.create_batch(50)
    teams = TeamFactory.create_batch(TEAMS)
    role = TeamRole.objects.create(name="Engineer")
    organisation, pattern = OrganisationFactory(), WorkingPatternFactory()
    people = Person.objects.bulk_create(
        Person(
            name=f"Person {n:03}",
            email=f"p{n}@staff.example",
            organisation=organisation,
            pattern=pattern,
            starts_on=date(2024, 1, 1),
        )
        for n in range(PEOPLE)
    )
    Posting.objects.bulk_create(
        Posting(
            person=one, team=teams[n % TEAMS], role=role, starts_on=date(2024, 1, 1)
        )
        for n, one in enumerate(people)
    )
    branches = Skill.objects.bulk_create(
        Skill(slug=f"branch-{n}", name=f"Branch {n}") for n in range(BRANCHES)
    )
    skills = Skill.objects.bulk_create(
        Skill(slug=f"skill-{n}", name=f"Skill {n}", parent=branches[n % BRANCHES])
        for n in range(SKILLS)
    )
    Target.objects.bulk_create(
        Target(role=role, skill=one, level=3) for one in skills[:20]
    )
    Holding.objects.bulk_create(
        Holding(
            person=one,
            skill=skill,
            level=dice.randint(0, 4),
            own_level=dice.randint(0, 4),
            own_on=date(2026, 1, 1),
            confirmed_on=date(2026, dice.choice([1, 2]), 1),
        )
        for one in people
        for skill in skills
        if dice.random() < 0.66
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.django_db(transaction=True)
def test_the_matrix_against_the_floor(capsys):
    fill()
    client = Client()
    client.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    branch = Skill.objects.get(slug="branch-0").pk
    pages = {
        "matrix, 50 of 500 × 80": "/staffing/matrix/",
        "matrix, 50 of 500 × 10": f"/staffing/matrix/?branch={branch}",
        "matrix as CSV, 500 × 80": "/staffing/matrix/?export=csv",
        "depth of 80 skills": "/staffing/depth/",
        "gaps against targets": "/staffing/skill-gaps/",
        "coaching pairs": "/staffing/coaching/",
        "roster, 50 of 500": "/staffing/people/",
        "org chart of 500": "/staffing/org-chart/",
        "staffing home": "/staffing/",
    }
    counts = queries_of(pages, client)
    os.environ["DATABASE_URL"] = url_of(connection.settings_dict["NAME"])

    with server() as port:
        paths = {"floor": "/bench/floor/", "frame": "/bench/frame/", **pages}
        timings = interleaved(port, paths, cookie)

    tell_pages("staffing", timings, counts, capsys)
    assert max(counts.values()) <= AIM_QUERIES
