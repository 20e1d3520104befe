"""The demonstration's cover has something of everything."""

import random

import pytest
from django.utils import timezone

from apps.dashboard.demo import nouns, people, staffing, staffing_cover
from apps.dashboard.demo.build import STANDARDS, load_standard
from apps.staffing.models import Absence, CallOut, Gap, Rota
from apps.staffing.queries.balances import balances_of
from apps.staffing.queries.closing import ways_for
from apps.staffing.queries.heat import Mark, heat_map
from apps.staffing.states import AbsenceState

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_demonstration_has_absences_of_every_state_a_gap_and_a_red_hour():
    now, dice = timezone.now(), random.Random(1)
    for path in sorted(STANDARDS.glob("*.yaml")):
        load_standard(path, now=now)
    made = people.gather(dice)
    nouns.calendars(now.date())
    nouns.platforms(made)

    roster = staffing.staff(made, random.Random(1), now)
    staffing_cover.cover(roster, random.Random(1))

    assert set(Absence.objects.values_list("state", flat=True)) == set(AbsenceState)
    gaps = Gap.objects.filter(closed_at=None)
    away = gaps.filter(cause__endswith="is away", starts_at__gt=now).first()
    assert away
    assert len(ways_for(away, now)) == 3
    desk = Rota.objects.get(slug="ecs-desk")
    found = heat_map(desk, None, now.date(), 8, now.date())
    marks = {cell.mark for day in found.days for cell in day.cells}
    assert Mark.UNSKILLED in marks
    assert CallOut.objects.count() == 15
    (balance,) = balances_of(desk_people(desk)[:1], now.year)[desk_people(desk)[0].pk]
    assert balance.balance.entitled > 0


def desk_people(desk):
    return [one.person for one in desk.shifts.select_related("person__pattern")[:3]]
