"""The demonstration's roster has what its pages are shown with."""

import random

import pytest

from apps.dashboard.demo import (
    nouns,
    people,
    staffing,
    staffing_growth,
    staffing_rotas,
)
from apps.onboarding.models import Category
from apps.staffing.models import Certificate, Checklist, Holding, Person
from apps.staffing.queries.coaching import coaching
from apps.staffing.queries.growth.held import confidential_models
from apps.staffing.queries.skills import depths, shortfalls

pytestmark = pytest.mark.django_db


def test_the_cast_works_somewhere_and_some_of_it_hangs_on_one(now):
    for slug in ("security", "data", "observability"):
        Category.objects.create(slug=slug, name=slug)
    dice = random.Random(7)
    made = people.gather(dice)
    nouns.calendars(now.date())
    nouns.platforms(made)

    roster = staffing.staff(made, dice, now)

    here = Person.objects.here_on(now.date())
    found = depths(here)
    assert here.count() == len(made.people) + len(["Ingrid Holm"]) + 4
    assert here.exclude(user=None).count() == len(made.people)
    assert found[roster.skills["Storage"].pk].is_single_point
    assert shortfalls(roster.admin, now.date()).exists()
    assert coaching(roster.admin, now.date()).found
    assert Holding.objects.to_confirm().exists()
    assert Certificate.objects.filter(expires_on__lt=now.date()).exists()
    kinds = Checklist.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["joiner", "leaver"]
    tops = here.filter(line_manager=None, organisation=roster.admin.organisation)
    assert [one.name for one in tops] == ["Ingrid Holm"]
    assert set(roster.by_team) == set(made.teams)

    staffing_growth.grow(roster)
    rows = {one.__name__: one._base_manager.count() for one in confidential_models()}
    assert {name for name, count in rows.items() if not count} == {
        "Erasure",
        "LegalHold",
    }


def test_three_rotas_are_published_for_a_quarter_past_and_six_weeks(now):
    for slug in ("security", "data", "observability"):
        Category.objects.create(slug=slug, name=slug)
    dice = random.Random(7)
    made = people.gather(dice)
    nouns.calendars(now.date())
    nouns.platforms(made)

    rotas = staffing_rotas.rotas(made, staffing.staff(made, dice, now))

    assert [one.name for one in rotas] == [
        "OpenShift on call",
        "Pipelines on call",
        "Support around the sun",
    ]
    for rota in rotas:
        first, last = rota.shifts.first(), rota.shifts.latest("ends_at")
        assert (now - first.starts_at).days >= 85
        assert (last.ends_at - now).days >= 38
    sun = rotas[2]
    assert {one.time_zone for one in sun.layers.get().rotations.all()} == {
        "Europe/London",
        "America/New_York",
        "Asia/Kolkata",
    }
    assert rotas[0].swaps.exists()
    assert rotas[0].notes.exists()
