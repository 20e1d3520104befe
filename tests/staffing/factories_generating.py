"""A rota with a team to generate for, and generations in their states."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from apps.accounts.roles import Role
from apps.staffing.actions import generating
from apps.staffing.models import Generation, Rota, Wish
from tests.factories import NOW, person
from tests.staffing.factories import PersonFactory, PostingFactory, RotaFactory

MONDAY = date(2026, 12, 7)
LINES = "Day, Mon-Sun, 08:00-20:00"


class GenerationFactory(DjangoModelFactory):
    """One week of day shifts, asked for and waiting."""

    class Meta:
        model = Generation

    rota = factory.SubFactory(RotaFactory)
    first_on = MONDAY
    last_on = MONDAY + timedelta(days=6)
    lines = LINES
    rest = 11
    weekly_rest = 24
    weekly_work = 48
    nights = 4
    seconds = 10
    asked_by = factory.LazyFunction(lambda: person(Role.TEAM_MANAGER))
    asked_at = NOW


class WishFactory(DjangoModelFactory):
    """A day off that matters."""

    class Meta:
        model = Wish

    person = factory.SubFactory(PersonFactory)
    first_on = MONDAY
    last_on = factory.SelfAttribute("first_on")
    asked_by = factory.LazyFunction(lambda: person(Role.TEAM_MANAGER))
    asked_at = NOW


def team_rota(people: int = 3, **fields) -> Rota:
    """A rota of shifts that are worked, with so many people in its team."""
    rota = RotaFactory(kind=Rota.Kind.SHIFTS, **fields)
    for number in range(people):
        PostingFactory(team=rota.team, person__name=f"Worker {number + 1}")
    return rota


def found(rota: Rota | None = None, **fields) -> Generation:
    """A generation whose search has come to a proposal."""
    made = GenerationFactory(rota=rota or team_rota(), **fields)
    generating.begin_generation(made.pk, now=NOW)
    return generating.run_generation(made.pk, now=NOW)
