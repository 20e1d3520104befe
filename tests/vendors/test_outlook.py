"""The pages of running months, of patterns and of comparison, on real verdicts."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.vendors.models import Charge, MonthFigure, ServiceLevel
from apps.vendors.queries.at_stake import at_stake
from apps.vendors.queries.comparing import compared
from apps.vendors.queries.outlook import forecasts, next_to_breach, undecided
from apps.vendors.queries.patterns import counted, late, patterns
from apps.vendors.states import Outcome
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    TicketFactory,
    VendorFactory,
    judged,
    representative,
)
from tests.vendors.test_portfolio import figure

D = Decimal
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


@pytest.fixture
def level():
    """90 met and 4 breached in November, 95 of 100 in October; bands; 100,000 a month."""
    made = LevelFactory(version__bands=[(95, 2), (90, 5)])
    Charge.objects.create(
        service=made.service, valid_from_on=date(2024, 1, 1), amount=100_000
    )
    figure(made, NOVEMBER, 90, 4)
    figure(made, OCTOBER, 95, 5)
    return made


def runs(level, due_at, **fields):
    """A ticket whose clock runs."""
    ticket = TicketFactory(service=level.service, resolved_at=None, **fields)
    return judged(
        ticket, level, Outcome.RUNNING, month=None, stopped_at=None, due_at=due_at
    )


def in_days(days):
    return NOW + timedelta(days=days)


def test_only_what_falls_due_this_month_is_in_the_three_ends(level):
    for due_at in [in_days(1)] * 6 + [in_days(9), None]:
        runs(level, due_at)

    (page,) = forecasts([level.service], NOW)
    (found,) = page.levels

    assert (found.open.due, found.open.later, found.open.paused) == (6, 1, 1)
    assert found.counted == (90, 4)
    assert found.outlook.pessimistic == 90
    assert found.outlook.likely == D("95.7")
    assert found.outlook.optimistic == 96
    assert found.is_undecided


def test_a_month_ends_by_the_clock_of_the_services_calendar(level):
    """30 November, 23:30 in London is still November there."""
    runs(level, datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    runs(level, datetime(2026, 12, 1, 0, 0, tzinfo=UTC))

    (page,) = forecasts([level.service], NOW)

    assert page.levels[0].open.due == 1
    assert page.last_day == date(2026, 11, 30)


def test_the_nearest_to_breach_comes_first(level, manager):
    second, first = runs(level, in_days(2)), runs(level, in_days(1))
    runs(level, in_days(20))
    judged(TicketFactory(service=level.service), level, Outcome.MET)

    found = next_to_breach(manager, level.service, in_days(4))

    assert list(found) == [first, second]


def test_a_goal_that_nothing_open_can_decide_is_not_about_to_be_missed(level, manager):
    assert undecided(manager, NOW) == []
    for _ in range(6):
        runs(level, in_days(1))
    assert [one.line.level for _, one in undecided(manager, NOW)] == [level]

    MonthFigure.objects.filter(level=level, month=NOVEMBER).update(breached=40)

    assert undecided(manager, NOW) == []


def test_the_database_finds_the_same_goals_at_stake(level, manager):
    """Random levels of every measure, with versions before, in and after the month."""
    dice = random.Random(7)
    services = [level.service]
    for measure in [*ServiceLevel.Measure] * 3:
        made = LevelFactory(
            measure=measure,
            version__goal=D(dice.choice([50, 90, "99.5"])),
            version__minimum_volume=dice.choice([0, 0, 8]),
            version__valid_from_on=date(2026, dice.choice([1, 11, 12]), 1),
        )
        made.versions.create(
            valid_from_on=date(2026, dice.choice([10, 11]), 2),
            target_seconds=3600,
            goal=D(dice.choice([60, 95])),
        )
        services.append(made.service)
        if dice.random() < 0.8:
            figure(made, NOVEMBER, dice.randrange(9), dice.randrange(3))
        for _ in range(dice.randrange(5)):
            runs(made, dice.choice([in_days(1), in_days(1), in_days(9), None]))

    wanted = {
        one.line.level.pk: month.service.pk
        for month in forecasts(services, NOW)
        for one in month.levels
        if one.is_undecided
    }

    assert 5 < len(wanted) < 20
    assert at_stake(services, NOW) == wanted
    assert {one.line.level.pk for _, one in undecided(manager, NOW)} == set(wanted)


def test_the_page_says_what_more_breaches_would_cost(level, client, manager):
    """By the clock of the day on which the test runs; nothing counts yet in its month."""
    month = timezone.localdate().replace(day=1)
    MonthFigure.objects.filter(level=level, month=NOVEMBER).update(month=month)
    MonthFigure.objects.filter(level=level, month=month).update(met=97, breached=3)
    url = reverse("vendors:forecast", args=[level.service.slug])
    pages = {}
    for name, user in {
        "manager": manager,
        "own": representative(level.service.contract.vendor.organisation),
        "engineer": person(Role.SUPPORT_ENGINEER),
    }.items():
        client.force_login(user)
        pages[name] = client.get(url).text

    for name in ("manager", "own"):
        assert "3 more breaches of Resolution before" in pages[name]
        assert "would cost 2,000.00 EUR" in pages[name]
    assert "Amber after 3 more, red after 5 more" in pages["engineer"]
    assert "would cost" not in pages["engineer"]


def breached_at(level, instant, **fields):
    ticket = TicketFactory(service=level.service, **fields)
    return judged(ticket, level, Outcome.BREACHED, due_at=instant)


FRIDAY_FIVE = datetime(2026, 10, 30, 17, 20, tzinfo=UTC)
SUMMER_FRIDAY = datetime(2026, 10, 2, 16, 5, tzinfo=UTC)  # 17:05 in London


def test_breaches_are_counted_in_the_zone_of_the_calendar(level, manager):
    breached_at(level, FRIDAY_FIVE, category="Access", priority=2)
    breached_at(level, SUMMER_FRIDAY, category="Network", priority=2)
    for _ in range(8):
        judged(
            TicketFactory(service=level.service, category="Access", priority=3),
            level,
            Outcome.MET,
        )

    rows = counted(manager, [level], [OCTOBER], "Europe/London")
    page = patterns(rows, "Europe/London")

    assert page.calendar == {(5, 17): 2}
    (urgent, usual) = page.shares["priority"]
    assert (urgent.value, urgent.breached, urgent.total) == ("2", 2, 2)
    assert (usual.breached, usual.total) == (0, 8)
    access = page.shares["category"][0]
    assert (access.value, access.share, round(access.rate, 1)) == ("Access", 50, 11.1)


def test_an_accepted_exclusion_is_no_breach(level, manager):
    verdict = breached_at(level, FRIDAY_FIVE)
    verdict.ticket.exclusions.create(
        level=level,
        state="accepted",
        reason="customer",
        words="Waited.",
        proposed_by=manager,
        proposed_at=NOW,
        answer_by_at=NOW,
    )

    rows = counted(manager, [level], [OCTOBER], "Europe/London")

    assert patterns(rows, "Europe/London").total == 0
    assert list(late(rows)) == []


def test_each_number_leads_to_exactly_its_tickets(level, client, manager):
    month = timezone.localdate().replace(day=1)
    one = breached_at(level, FRIDAY_FIVE, category="Access", number="INC-FRI")
    two = breached_at(
        level, datetime(2026, 10, 26, 9, tzinfo=UTC), category="Disk", number="INC-MON"
    )
    for verdict in (one, two):
        verdict.month = month
        verdict.save()
    client.force_login(manager)
    url = reverse("vendors:patterns", args=[level.service.slug])

    whole = client.get(url).text
    friday = client.get(url, {"weekday": 5, "hour": 17}).text
    disk = client.get(url, {"category": "Disk"}).text

    assert "weekday=5&amp;hour=17#breaches" in whole
    assert "category=Disk#breaches" in whole
    assert "INC-FRI" in friday
    assert "INC-MON" not in friday
    assert "INC-MON" in disk
    assert "INC-FRI" not in disk
    file = client.get(url, {"hour": 17, "export": "csv"})
    assert [line.split(",")[0] for line in file.content.decode().splitlines()[1:]] == [
        "INC-FRI"
    ]


def test_a_busy_service_weighs_more_in_a_comparison(manager):
    """98 of 100 and 5 of 10: 103 ÷ 110 = 93.6 %, not the mean of 98 and 50."""
    vendor = VendorFactory(name="Both")
    busy, calm, other = (
        LevelFactory(service__contract__vendor=vendor),
        LevelFactory(service__contract__vendor=vendor, version__goal=D(90)),
        LevelFactory(service__contract__vendor__name="Better"),
    )
    figure(busy, OCTOBER, 98, 2)
    figure(calm, OCTOBER, 5, 8, accepted_breached=3)
    figure(other, OCTOBER, 99, 1)

    both, better = compared(manager, ServiceLevel.Measure.RESOLUTION, [OCTOBER])

    assert (both.name, round(both.percent, 1), both.volume) == ("Both", D("93.6"), 110)
    assert both.goals == (90, 95)
    assert (better.name, better.percent) == ("Better", 99)
    assert compared(manager, ServiceLevel.Measure.CHANGES, [OCTOBER]) == []


def test_availability_is_compared_by_its_seconds(manager):
    level = LevelFactory(measure=ServiceLevel.Measure.AVAILABILITY)
    figure(level, OCTOBER, 0, 0, service_seconds=1_000, down_seconds=10)
    figure(level, NOVEMBER, 0, 0, service_seconds=3_000, down_seconds=0)

    (found,) = compared(manager, ServiceLevel.Measure.AVAILABILITY, [OCTOBER, NOVEMBER])

    assert found.percent == D("99.75")
    assert found.by_month == {OCTOBER: 99, NOVEMBER: 100}


def test_a_representative_compares_nobody_else(level):
    other = LevelFactory()
    figure(other, OCTOBER, 1, 1)
    own = representative(level.service.contract.vendor.organisation)

    found = compared(own, ServiceLevel.Measure.RESOLUTION, [OCTOBER])

    assert [one.slug for one in found] == [level.service.contract.vendor.slug]


@pytest.mark.parametrize(
    "name", ["forecasts", "forecast", "patterns", "compare", "watermelon"]
)
def test_the_number_of_queries_is_the_same_at_any_size(level, client, manager, name):
    args = [level.service.slug] if name in {"forecast", "patterns"} else []
    url = reverse(f"vendors:{name}", args=args)
    client.force_login(manager)
    runs(level, timezone.now() + timedelta(hours=1))
    breached_at(level, FRIDAY_FIVE)
    counts = []
    for _ in range(2):
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        counts.append(len(seen))
        for _ in range(3):
            more = LevelFactory(service__calendar=level.service.calendar)
            figure(more, OCTOBER, 9, 1)
            runs(more, timezone.now() + timedelta(hours=1))
            runs(level, timezone.now() + timedelta(hours=1))
            breached_at(level, FRIDAY_FIVE)

    assert counts[0] == counts[1]
    assert counts[1] <= 15


def test_the_api_tells_the_same_of_a_running_month(level, client, manager):
    month = timezone.localdate().replace(day=1)
    MonthFigure.objects.filter(level=level, month=NOVEMBER).update(month=month)
    MonthFigure.objects.filter(level=level, month=month).update(met=97, breached=3)
    url = reverse("api:forecast", args=[level.service.slug])
    client.force_login(manager)
    found = client.get(url).json()
    client.force_login(person(Role.SUPPORT_ENGINEER))
    hidden = client.get(url).json()

    assert found["month"] == f"{month:%Y-%m}"
    (one,) = found["levels"]
    assert (one["met"], one["breached"]) == (97, 3)
    assert one["spare"] == {"until_amber": 3, "until_red": 5}
    assert [(step["more"], step["cost"]) for step in one["steps"]] == [
        (3, "2000.00"),
        (8, "5000.00"),
    ]
    assert found["credit_so_far"] == "0.00"
    assert (hidden["levels"][0]["steps"], hidden["credit_so_far"]) == (None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["²", "٣", "x", "99999"])
def test_any_priority_may_be_asked_for(client, typed):
    level = LevelFactory()
    client.force_login(representative(level.service.contract.vendor.organisation))
    url = reverse("vendors:patterns", args=[level.service.slug])

    assert client.get(url, {"priority": typed}).status_code == 200
