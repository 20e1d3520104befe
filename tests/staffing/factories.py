"""People, skills, rotas and shifts for tests."""

import itertools
from datetime import date, datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from apps.staffing.models import (
    Absence,
    AbsenceType,
    CoverageRule,
    Holding,
    Layer,
    Person,
    Posting,
    Publication,
    Rota,
    Rotation,
    RotationPlace,
    Shift,
    Skill,
    TeamRole,
    WorkingPattern,
)
from apps.staffing.states import AbsenceState
from tests.factories import NOW, OrganisationFactory, TeamFactory, UserFactory

NUMBERS = itertools.count(1)


class WorkingPatternFactory(DjangoModelFactory):
    """Nine to half past five, Monday to Friday."""

    class Meta:
        model = WorkingPattern

    name = factory.Sequence(lambda n: f"Pattern {n}")
    week = factory.LazyFunction(lambda: [[["09:00", "17:30"]]] * 5 + [[], []])


class PersonFactory(DjangoModelFactory):
    """Somebody of the bank who joined a year ago; `login` gives them one."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@staff.example")
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = factory.LazyFunction((NOW - timedelta(days=365)).date)
    pattern = factory.SubFactory(WorkingPatternFactory)

    class Params:
        login = factory.Trait(
            user=factory.SubFactory(
                UserFactory, organisation=factory.SelfAttribute("..organisation")
            )
        )


class TeamRoleFactory(DjangoModelFactory):
    class Meta:
        model = TeamRole

    name = factory.Sequence(lambda n: f"Role {n}")


class PostingFactory(DjangoModelFactory):
    class Meta:
        model = Posting

    person = factory.SubFactory(PersonFactory)
    team = factory.SubFactory(TeamFactory)
    role = factory.SubFactory(TeamRoleFactory)
    starts_on = factory.SelfAttribute("person.starts_on")


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    slug = factory.Sequence(lambda n: f"skill-{n}")
    name = factory.Sequence(lambda n: f"Skill {n}")


class HoldingFactory(DjangoModelFactory):
    """A confirmed level 3."""

    class Meta:
        model = Holding

    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)
    level = 3


class RotaFactory(DjangoModelFactory):
    class Meta:
        model = Rota

    slug = factory.Sequence(lambda n: f"rota-{n}")
    name = factory.Sequence(lambda n: f"Rota {n}")
    team = factory.SubFactory(TeamFactory)


class LayerFactory(DjangoModelFactory):
    class Meta:
        model = Layer

    rota = factory.SubFactory(RotaFactory)
    name = "Primary"
    height = 1


class RotationFactory(DjangoModelFactory):
    """A week each from Monday nine o'clock; `people` in their order."""

    class Meta:
        model = Rotation
        skip_postgeneration_save = True

    layer = factory.SubFactory(LayerFactory)
    name = "Weekly"
    starts_on = date(2026, 1, 5)
    handoff_at = time(9)

    @factory.post_generation
    def people(self, create: bool, given: list[Person] | None, **_: object) -> None:
        for place, person in enumerate(given or [], start=1):
            RotationPlace.objects.create(rotation=self, place=place, person=person)


def shift(rota: Rota, person: Person, starts_at: datetime, hours: float = 12) -> Shift:
    """A published shift of somebody."""
    ends_at = starts_at + timedelta(hours=hours)
    publication = Publication.objects.create(
        rota=rota,
        number=next(NUMBERS),
        from_at=starts_at,
        until_at=ends_at,
        published_at=NOW,
    )
    return Shift.objects.create(
        rota=rota,
        publication=publication,
        person=person,
        starts_at=starts_at,
        ends_at=ends_at,
    )


class CoverageRuleFactory(DjangoModelFactory):
    """One person, all day on Monday."""

    class Meta:
        model = CoverageRule

    rota = factory.SubFactory(RotaFactory)
    name = factory.Sequence(lambda n: f"Rule {n}")
    windows = factory.LazyFunction(
        lambda: [{"weekday": 0, "from": "00:00", "until": "24:00"}]
    )
    from_on = date(2026, 1, 1)


class AbsenceTypeFactory(DjangoModelFactory):
    class Meta:
        model = AbsenceType

    name = factory.Sequence(lambda n: f"Leave {n}")


class AbsenceFactory(DjangoModelFactory):
    """An approved day off."""

    class Meta:
        model = Absence

    person = factory.SubFactory(PersonFactory)
    kind = factory.SubFactory(AbsenceTypeFactory)
    first_on = date(2026, 3, 2)
    last_on = factory.SelfAttribute("first_on")
    state = AbsenceState.APPROVED
    asked_by = factory.SubFactory(UserFactory)
    asked_at = NOW
