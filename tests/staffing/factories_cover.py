"""A rota with a rule, people who can take each other's shifts, and who manages them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apps.accounts.models import Team, User
from apps.accounts.roles import Role
from apps.staffing.models import (
    AbsenceType,
    CoverageRule,
    Person,
    Rota,
    Shift,
    Skill,
)
from tests.factories import TeamFactory, person
from tests.staffing.factories import (
    AbsenceTypeFactory,
    CoverageRuleFactory,
    HoldingFactory,
    PersonFactory,
    PostingFactory,
    RotaFactory,
    SkillFactory,
    shift,
)

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
DAILY = [{"weekday": day, "from": "08:00", "until": "20:00"} for day in range(5)]


@dataclass
class World:
    """Ann, Bo and Cy share a rota of Kubernetes; Eve manages them; Dee plans it."""

    team: Team
    rota: Rota
    skill: Skill
    rule: CoverageRule
    ann: Person
    bo: Person
    cy: Person
    eve: Person
    dee: User
    leave: AbsenceType
    shifts: list[Shift]


def world(monday: datetime = MONDAY, **rule: object) -> World:
    """Ann has Monday's and Bo Tuesday's shift, 08:00 to 20:00; one who knows it is needed."""
    planner = person(Role.ADMINISTRATOR)
    team = TeamFactory()
    rota = RotaFactory(team=team, kind=Rota.Kind.SHIFTS, name="Core")
    skill = SkillFactory(name="Kubernetes")
    eve = PersonFactory(name="Eve", login=True)
    people = [
        PersonFactory(name=name, login=True, line_manager=eve, country="GB")
        for name in ("Ann", "Bo", "Cy")
    ]
    for one in people:
        PostingFactory(person=one, team=team)
        HoldingFactory(person=one, skill=skill, level=3)
    made = CoverageRuleFactory(
        rota=rota, name="Days", skill=skill, windows=DAILY, **rule
    )
    shifts = [
        shift(rota, people[0], monday),
        shift(rota, people[1], monday + timedelta(days=1)),
    ]
    return World(
        team,
        rota,
        skill,
        made,
        *people,
        eve=eve,
        dee=planner,
        leave=AbsenceTypeFactory(name="Sick leave of some kind"),
        shifts=shifts,
    )
