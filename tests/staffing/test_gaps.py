"""Gaps: found with what makes them, three ways to close each, one click does it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.staffing.actions.closing import close_gap
from apps.staffing.actions.cover_rules import (
    amend_coverage_rule,
    make_coverage_rule,
    remove_coverage_rule,
)
from apps.staffing.actions.gap_finding import look_for_gaps, look_for_gaps_of
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.models import CallOut, CoverageRule, Gap, Override, Shift
from apps.staffing.queries.closing import ways_for
from apps.staffing.rules.spans import Span
from apps.staffing.tasks import gaps as clock
from tests.factories import NOW
from tests.staffing.factories import (
    AbsenceFactory,
    CoverageRuleFactory,
    HoldingFactory,
    PersonFactory,
    PostingFactory,
    shift,
)
from tests.staffing.factories_cover import DAILY, MONDAY, world

pytestmark = pytest.mark.django_db
HALF_DAY = timedelta(hours=12)


def gap_of(here):
    """Ann is away on Monday."""
    AbsenceFactory(person=here.ann, first_on=MONDAY.date())
    look_for_gaps([here.rota.pk], now=NOW)
    return Gap.objects.get()


def test_a_leaver_makes_a_gap_and_staying_closes_it():
    here = world()
    here.ann.ends_on = MONDAY.date() - timedelta(days=1)
    here.ann.save()
    look_for_gaps_of(here.ann, cause="Ann leaves", now=NOW)
    assert Gap.objects.get().cause == "Ann leaves"

    here.ann.ends_on = None
    here.ann.save()
    look_for_gaps_of(here.ann, cause="Ann stays", now=NOW)

    assert Gap.objects.get().closed_at == NOW


def test_looking_twice_finds_nothing_new_and_a_gap_that_shrinks_stays_itself():
    here = world()
    gap = gap_of(here)

    assert look_for_gaps(now=NOW) == []
    shift(here.rota, here.bo, MONDAY, hours=4)
    look_for_gaps(now=NOW)

    same = Gap.objects.get()
    assert (same.pk, same.starts_at) == (gap.pk, MONDAY + timedelta(hours=4))
    assert Event.objects.filter(verb="staffing.gap_found").count() == 1


def test_time_that_is_not_published_has_no_gap():
    here = world()

    look_for_gaps(now=NOW)

    assert here.rule.windows == DAILY
    assert not Gap.objects.exists()


def test_time_alone_closes_what_is_over():
    gap_of(world())

    with time_machine.travel(MONDAY + timedelta(days=2)):
        clock()

    assert Gap.objects.get().closed_at


def test_a_gap_of_the_skill_alone_says_so():
    here = world()
    untrained = PersonFactory()
    shift(here.rota, untrained, MONDAY)

    gap = gap_of(here)

    assert (gap.short, gap.has_heads) == (1, True)


def test_ways_are_ranked_by_rest_then_by_what_was_borne():
    here = world()
    gap = gap_of(here)
    shift(here.rota, here.cy, NOW - timedelta(days=40), hours=8)
    late = PersonFactory(name="Late", country="GB")
    late_shift = shift(here.rota, late, MONDAY - HALF_DAY, hours=8)
    HoldingFactory(person=late, skill=here.skill, level=4)
    PostingFactory(person=PersonFactory(name="Unskilled"), team=here.team)
    away = PersonFactory(name="Away")
    HoldingFactory(person=away, skill=here.skill)
    AbsenceFactory(person=away, first_on=MONDAY.date())
    gone = PersonFactory(name="Gone", ends_on=NOW.date())
    HoldingFactory(person=gone, skill=here.skill)

    found = ways_for(gap, NOW)

    # Bo works on Tuesday, 12 hours later; Late only stopped four hours before.
    assert [str(one.people[0]) for one in found] == ["Bo", "Cy", "Late"]
    late_one = found[2].way.candidates[0]
    assert late_shift.ends_at == MONDAY - timedelta(hours=4)
    assert (late_one.rest_before, late_one.is_rested, late_one.level) == (4, False, 4)
    assert [str(one.person) for one in found[0].absent] == ["Ann"]


def test_one_click_closes_it(client):
    here = world()
    gap = gap_of(here)
    way = ways_for(gap, NOW)[0]
    client.force_login(here.dee)
    with time_machine.travel(NOW, tick=False):
        page = client.get(reverse("staffing:gap", args=[gap.pk])).content.decode()
        offered = re.findall(r'name="way" value="([^"]+)"', page)

        client.post(reverse("staffing:close_gap", args=[gap.pk]), {"way": offered[0]})

    gap.refresh_from_db()
    assert offered[0] == way.way.key
    assert gap.closed_at == NOW
    monday = Shift.objects.filter(starts_at=MONDAY).get()
    assert monday.person == way.people[0]
    override = Override.objects.get()
    assert (override.added, override.removed) == (way.people[0], here.ann)


def test_a_gap_where_nobody_was_on_is_closed_by_publishing():
    here = world()
    publish_shifts(
        here.rota,
        shifts=[Span(here.bo.pk, MONDAY + HALF_DAY * 2, MONDAY + HALF_DAY * 3)],
        window=(MONDAY, MONDAY + timedelta(days=2)),
        by=here.dee,
        now=NOW,
    )
    gap = Gap.objects.get()

    done = close_gap(gap.pk, by=here.dee, way=f"{here.ann.pk}", now=NOW)

    assert done.closed_at == NOW
    assert Shift.objects.filter(person=here.ann).get().starts_at == MONDAY


def test_only_who_plans_closes_it_and_only_by_a_way_that_is_open():
    here = world()
    gap = gap_of(here)
    key = f"{here.cy.pk}"

    with pytest.raises(PermissionDenied):
        close_gap(gap.pk, by=here.bo.user, way=key, now=NOW)
    with pytest.raises(DomainError, match="not open any more"):
        close_gap(gap.pk, by=here.dee, way=f"{here.ann.pk}", now=NOW)
    close_gap(gap.pk, by=here.dee, way=key, now=NOW)
    with pytest.raises(DomainError, match="closed already"):
        close_gap(gap.pk, by=here.dee, way=key, now=NOW)

    assert Override.objects.count() == 1


def test_a_call_out_at_night_costs_the_rest_before_a_shift():
    here = world()
    gap = gap_of(here)
    CallOut.objects.create(
        rota=here.rota,
        person=here.cy,
        starts_at=MONDAY - timedelta(hours=6),
        ends_at=MONDAY - timedelta(hours=5),
        noted_by=here.dee,
        noted_at=NOW,
    )

    found = {str(one.people[0]): one.way.candidates[0] for one in ways_for(gap, NOW)}

    assert (found["Cy"].rest_before, found["Cy"].is_rested) == (5, False)
    assert found["Bo"].is_rested


def test_a_rule_is_made_changed_and_removed_by_who_plans():
    here = world()
    fields = {
        "name": "Two",
        "people": 2,
        "windows": DAILY,
        "from_on": NOW.date(),
    }

    with pytest.raises(PermissionDenied):
        make_coverage_rule(by=here.bo.user, rota=here.rota, now=NOW, **fields)
    made = make_coverage_rule(by=here.dee, rota=here.rota, now=NOW, **fields)
    assert made.gaps.filter(closed_at=None).count() == 2
    amend_coverage_rule(made.pk, by=here.dee, version=1, people=1, now=NOW)
    assert not made.gaps.filter(closed_at=None).exists()
    with pytest.raises(EditConflict):
        amend_coverage_rule(made.pk, by=here.dee, version=1, people=3, now=NOW)
    with pytest.raises(EditConflict):
        remove_coverage_rule(made.pk, by=here.dee, version=1, now=NOW)
    remove_coverage_rule(made.pk, by=here.dee, version=2, now=NOW)

    assert list(CoverageRule.objects.all()) == [here.rule]


def rows(here, count):
    """So many rules with gaps, absences and call-outs."""
    for at in range(count):
        rule = CoverageRuleFactory(rota=here.rota)
        person = PersonFactory(line_manager=here.eve)
        AbsenceFactory(person=person)
        starts_at = NOW - timedelta(hours=at + 2)
        Gap.objects.create(
            rule=rule,
            starts_at=NOW + timedelta(days=at),
            ends_at=NOW + timedelta(days=at + 1),
            short=1,
            found_at=NOW,
        )
        CallOut.objects.create(
            rota=here.rota,
            person=person,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            noted_by=here.dee,
            noted_at=NOW,
        )


@pytest.mark.parametrize(
    "page",
    [
        *("coverage", "gaps", "absences", "absence_calendar", "balances"),
        *("heat_map", "burden", "working_time", "capacity"),
    ],
)
def test_pages_need_as_many_queries_for_two_as_for_six(client, page):
    here = world()
    client.force_login(here.dee)
    url = reverse(f"staffing:{page}")
    counts = []

    for more in (2, 4):
        rows(here, more)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]
