"""The pages of cover: the heat map, burden, working time, capacity, call-outs, kinds."""

import html
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.core.errors import DomainError
from apps.staffing.actions.call_outs import note_call_out
from apps.staffing.actions.terms import (
    bring_planned_work,
    plan_work,
    set_allowance,
    set_working_time,
)
from apps.staffing.models import (
    Absence,
    Allowance,
    CallOut,
    CoverageRule,
    PlannedWork,
    WorkingTimeTerms,
)
from apps.staffing.queries.burden import ledger
from apps.staffing.queries.capacity import WhatIf, capacity_of, mondays_from
from apps.staffing.queries.heat import Mark, heat_map
from apps.staffing.queries.working_time import breaches_if, breaches_of, report_of
from apps.staffing.rules.spans import Span
from apps.staffing.rules.windows import parse_windows, print_windows
from apps.staffing.rules.working_time import Breach
from tests.factories import NOW, PlatformFactory
from tests.staffing.factories import (
    AbsenceFactory,
    AbsenceTypeFactory,
    HoldingFactory,
    PersonFactory,
    SkillFactory,
    shift,
)
from tests.staffing.factories_cover import MONDAY, world

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = MONDAY.date()


@pytest.fixture
def _frozen():
    """The pages' clock stands where the tests' does."""
    with time_machine.travel(NOW, tick=False):
        yield


def marks(line):
    return [one.mark for one in line.cells]


def test_an_hour_is_red_where_heads_suffice_and_the_skill_does_not():
    here = world()
    platform = PlatformFactory(name="OpenShift")
    here.rota.platforms.add(platform)
    here.skill.platform = platform
    here.skill.save()
    rare = SkillFactory(name="Rare", platform=platform)
    shift(here.rota, PersonFactory(), MONDAY + 12 * HOUR, hours=2)
    AbsenceFactory(person=here.ann, first_on=DAY, until_noon=True)

    found = heat_map(here.rota, None, DAY, 1, DAY)

    monday = found.days[0]
    assert marks(monday)[8:12] == [Mark.SHORT] * 4
    assert marks(monday)[12:20] == [Mark.MET] * 8
    assert marks(monday)[20:] == [Mark.QUIET] * 4
    rows = {one.label: one for one in found.skills}
    assert marks(rows["OpenShift"])[12] == Mark.MET
    assert marks(rows["OpenShift"])[20] == Mark.UNSKILLED
    assert marks(rows[rare.name])[12] == Mark.UNSKILLED
    assert marks(rows[rare.name])[8] == Mark.QUIET


def test_a_day_when_the_clock_goes_back_has_25_hours(client):
    here = world()
    client.force_login(here.dee)
    url = f"{reverse('staffing:heat_map')}?first=2026-10-25&weeks=1"

    found = client.get(url).context["found"]

    assert [len(one.cells) for one in found.days] == [25, 24, 24, 24, 24, 24, 24]


def test_the_ledger_weighs_a_year_by_fte_where_each_person_is():
    here = world()
    here.cy.fte = Decimal("0.5")
    here.cy.save()
    shift(here.rota, here.cy, MONDAY - timedelta(days=28), hours=8)
    shift(here.rota, here.bo, MONDAY - timedelta(days=28), hours=10)
    CallOut.objects.create(
        rota=here.rota,
        person=here.bo,
        starts_at=NOW - HOUR,
        ends_at=NOW,
        noted_by=here.dee,
        noted_at=NOW,
    )

    found = ledger(here.dee, here.team, None, NOW)

    said = [(one.person.name, one.load.weighted, one.per_fte) for one in found]
    assert said[:2] == [
        ("Cy", Decimal("8.00"), Decimal("16.00")),
        ("Bo", Decimal("12.00"), Decimal("12.00")),
    ]


def test_a_breach_is_known_before_publishing_by_the_limits_of_the_country():
    here = world()
    shifts = [
        Span(here.ann.pk, MONDAY, MONDAY + 12 * HOUR),
        Span(here.ann.pk, MONDAY + 23 * HOUR, MONDAY + 31 * HOUR),
    ]
    when = (MONDAY, MONDAY + timedelta(days=7))
    assert breaches_if(here.rota, shifts, when) == []
    assert breaches_of([here.ann], *when) == []

    set_working_time(by=here.dee, country="gb", rest=12, now=NOW)

    (found,) = breaches_if(here.rota, shifts, when)
    assert (found.kind, found.value, found.limit) == (Breach.REST, 11, 12)
    (report,) = report_of([here.ann], DAY, DAY + timedelta(days=6))
    assert (report.hours, report.breaches) == (12, [])


def test_limits_are_set_by_who_edits_staffing_everywhere():
    here = world()

    with pytest.raises(PermissionDenied):
        set_working_time(by=here.eve.user, country="DE", rest=12, now=NOW)

    assert not WorkingTimeTerms.objects.exists()


def test_a_call_out_tells_when_the_next_shift_may_begin_and_with_whom_to_swap(client):
    here = world()
    now = MONDAY - 4 * HOUR
    note_call_out(
        here.rota.pk,
        by=here.ann.user,
        person=here.ann,
        starts_at=now - 2 * HOUR,
        ends_at=now,
        now=now,
    )
    with time_machine.travel(now, tick=False):
        client.force_login(here.dee)
        answer = client.get(reverse("staffing:call_outs"))
        ((call, late),) = answer.context["late"]
        link = re.search(r'href="([^"]+)">ask for the swap', answer.content.decode())
        offer = client.get(html.unescape(link[1])).context["offer_form"]

    assert (call.person, late.shift, late.swap_with) == (here.ann, *here.shifts)
    assert late.earliest == now + 11 * HOUR
    assert [str(offer[name].value()) for name in ("taker", "return_shift")] == [
        str(late.swap_with.person_id),
        str(late.swap_with.pk),
    ]
    with pytest.raises(PermissionDenied):
        note_call_out(
            here.rota.pk,
            by=here.bo.user,
            person=here.ann,
            starts_at=now - HOUR,
            ends_at=now,
            now=now,
        )
    with pytest.raises(DomainError):
        note_call_out(
            here.rota.pk,
            by=here.ann.user,
            person=here.ann,
            starts_at=now,
            ends_at=now + HOUR,
            now=now,
        )
    assert CallOut.objects.count() == 1


def test_capacity_counts_hours_against_plans_and_what_if():
    here = world()
    monday = MONDAY.date()
    plan_work(
        by=here.dee,
        team=here.team,
        monday=monday,
        kind="project",
        title="Upgrade",
        hours=Decimal(90),
        skill=here.skill,
        now=NOW,
    )
    AbsenceFactory(person=here.ann, first_on=monday)
    mondays = mondays_from(monday, 2)

    found = capacity_of(here.team, mondays, WhatIf())
    then = capacity_of(
        here.team,
        mondays,
        WhatIf(
            leaves=here.bo.pk, last_on=monday + timedelta(days=1), joins_on=mondays[1]
        ),
    )

    # 8.5 h a day, three people; Ann is a day away; Bo leaves on Tuesday.
    assert [one.available for one in found.now] == [
        Decimal("119.00"),
        Decimal("127.50"),
    ]
    assert found.now[0].left == Decimal("29.00")
    assert [one.available for one in then.then or ()] == [
        Decimal("93.50"),
        Decimal("125.00"),
    ]
    (skill,) = found.skills
    assert (skill.skill, skill.weeks[0].planned) == (here.skill, Decimal("90.00"))


def test_planned_work_from_above_is_brought_once_and_taken_away_with_its_cause():
    here = world()
    row = {"team": here.team, "title": "Review", "hours": Decimal(4), "kind": "review"}
    rows = {("onboarding:1", DAY): row}

    assert bring_planned_work(rows, prefix="onboarding:") == 1
    assert bring_planned_work(rows, prefix="onboarding:") == 0
    assert bring_planned_work({}, prefix="vendors:") == 0
    assert bring_planned_work({}, prefix="onboarding:") == 1

    assert not PlannedWork.objects.exists()


def test_the_line_sets_what_was_carried_over_and_nobody_their_own():
    here = world()
    kind = AbsenceTypeFactory(has_balance=True, days_a_year=25)
    fields = {
        "kind": kind,
        "year": 2026,
        "days": None,
        "carried": Decimal(3),
        "now": NOW,
    }

    with pytest.raises(PermissionDenied):
        set_allowance(here.ann.pk, by=here.ann.user, **fields)
    set_allowance(here.ann.pk, by=here.eve.user, **fields)

    assert Allowance.objects.get().carried == 3


@pytest.mark.usefixtures("_frozen")
def test_the_api_asks_approves_and_lists_as_the_pages_do(client):
    here = world()
    client.force_login(here.ann.user)
    sent = {
        "person": here.ann.pk,
        "kind": here.leave.pk,
        "first_on": f"{DAY}",
        "last_on": f"{DAY}",
    }

    made = client.post(reverse("api:absence-list"), sent)
    client.force_login(here.eve.user)
    done = client.post(
        reverse("api:absence-approve", args=[made.json()["id"]]),
        headers={"If-Match": made["ETag"]},
    )
    client.force_login(here.bo.user)
    gaps = client.get(reverse("api:gap-list")).json()["results"]
    ways = client.get(reverse("api:gap-ways", args=[gaps[0]["id"]])).json()

    assert (made.status_code, done.status_code) == (201, 200)
    assert done.json()["state"] == "approved"
    assert gaps[0]["cause"] == "Ann is away"
    assert {one["parts"][0]["person"] for one in ways} == {"Bo", "Cy"}
    assert Absence.objects.get().decided_by == here.eve.user


def test_a_rule_is_typed_as_lines(client):
    here = world()
    client.force_login(here.dee)
    form = {
        "rota": here.rota.pk,
        "name": "Nights",
        "people": 1,
        "level": 3,
        "windows": "Mon-Fri 20:00-08:00\nSat, Sun 00:00–24:00",
        "from_on": f"{NOW.date()}",
        "sent_key": "8c5f7e0a-0000-4000-8000-000000000001",
    }
    url = reverse("staffing:make_coverage_rule")

    wrong = client.post(url, {**form, "windows": "Mon 25:00-26:00"})
    sent = client.post(url, form)

    assert (wrong.status_code, sent.status_code) == (422, 303)
    made = CoverageRule.objects.get(name="Nights")
    assert print_windows(made.windows) == [
        "Mon–Fri 20:00–08:00",
        "Sat, Sun 00:00–24:00",
    ]
    assert parse_windows("\n".join(print_windows(made.windows))) == made.windows


@pytest.mark.parametrize("page", ["burden", "working_time"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_reports_are_files_too(client, page, kind):
    here = world()
    client.force_login(here.dee)

    answer = client.get(f"{reverse(f'staffing:{page}')}?export={kind}")

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_working_time_is_for_who_plans_the_line_and_oneself(client):
    here = world()
    seen = {}
    for name, user in (("dee", here.dee), ("eve", here.eve.user), ("bo", here.bo.user)):
        client.force_login(user)
        page = client.get(f"{reverse('staffing:working_time')}?export=csv")
        seen[name] = page.getvalue().decode().count("\n") - 1

    assert seen == {"dee": 4, "eve": 4, "bo": 1}


def test_a_skill_needs_its_level_confirmed():
    here = world()
    HoldingFactory(person=PersonFactory(), skill=here.skill, level=None, own_level=4)

    found = heat_map(here.rota, here.rule, date(2026, 11, 30), 1, date(2026, 11, 30))

    assert found.rules[0].cells[9].able == 1
