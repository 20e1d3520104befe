"""The pages of scorecards, of their tickets, and of one ticket's clock."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.calendars.models import OwnDate
from apps.vendors import actions
from apps.vendors.models import Charge, Exclusion, MonthFigure, ServiceLevel, Verdict
from apps.vendors.queries.drill import KINDS, drilled, facets_of
from apps.vendors.rules.months import next_month
from apps.vendors.states import ExclusionState, Outcome
from tests.factories import NOW, UserFactory, person
from tests.vendors.factories import (
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    judged,
    representative,
)
from tests.vendors.test_recount import NOW as RECOUNTED_AT
from tests.vendors.test_recount import scatter

OCTOBER = date(2026, 10, 1)
BANDS = [(Decimal(95), Decimal(2)), (Decimal(90), Decimal(5))]


@pytest.fixture
def service(db):
    made = ServiceFactory(name="Workplace", slug="workplace")
    Charge.objects.create(
        service=made, valid_from_on=date(2026, 1, 1), amount=Decimal(50_000)
    )
    return made


@pytest.fixture
def level(service):
    return LevelFactory(service=service, slug="resolution", version__bands=BANDS)


@pytest.fixture
def manager(db):
    return person(Role.VENDOR_MANAGER)


def figure(level, month=OCTOBER, **fields) -> MonthFigure:
    return MonthFigure.objects.create(
        level=level, version=level.versions.first(), month=month, **fields
    )


def exclude(verdict, state) -> Exclusion:
    return Exclusion.objects.create(
        ticket=verdict.ticket,
        level=verdict.level,
        state=state,
        reason="customer",
        words="Waited for the customer.",
        note="They always say so.",
        proposed_by=UserFactory(),
        proposed_at=NOW,
        answer_by_at=NOW + timedelta(days=10),
    )


def seen(client, name, *args, **query) -> str:
    answer = client.get(reverse(f"vendors:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_scorecard_says_what_came_and_how_far_green_was(door, manager, level):
    figure(level, met=90, breached=10, accepted_breached=4, proposed_breached=2)
    door.force_login(manager)
    page = seen(door, "scorecard", "workplace", "2026-10")

    for words in (
        "Resolution: within tolerance of the goal",
        "2 breaches fewer would have been green",
        "<strong>93.75 %</strong>",
        "90.00 %",
        "95.74 %",
        "below 95 %: 2 %",
        "1,000.00 EUR due; at most 5,000.00 EUR, 10 % of 50,000.00 EUR.",
    ):
        assert words in page


def test_a_capped_credit_says_what_the_cap_takes_away(client, manager, service, level):
    service.contract.at_risk_percent = Decimal(1)
    service.contract.save()
    figure(level, met=90, breached=10)
    client.force_login(manager)

    assert "500.00 EUR due: 1,000.00 EUR in all, at most 500.00 EUR" in seen(
        client, "scorecard", "workplace", "2026-10"
    )


def test_money_is_shown_to_those_who_may_see_it_and_to_the_vendor(
    client, service, level
):
    figure(level, met=90, breached=10)
    engineer = person(Role.TEAM_MANAGER)
    own = representative(service.contract.vendor.organisation)

    for user, is_shown in ((engineer, False), (own, True)):
        client.force_login(user)
        page = seen(client, "scorecard", "workplace", "2026-10")
        assert ("Service credits" in page) is is_shown


def test_another_month_is_one_address_away(client, manager, level):
    client.force_login(manager)
    here = reverse("vendors:scorecard", args=["workplace", "2026-10"])
    answer = client.get(here, {"month": "2025-02"})

    assert answer.status_code == 303
    assert answer["Location"] == reverse(
        "vendors:scorecard", args=["workplace", date(2025, 2, 1)]
    )
    assert client.get(here, {"month": "2025-13"}).status_code == 200
    assert client.get(here.replace("2026-10", "2026-13")).status_code == 404


def test_a_month_without_figures_says_what_to_do(client, manager, level):
    client.force_login(manager)

    assert "Nothing was measured in this month" in seen(
        client, "scorecard", "workplace", "2026-10"
    )


def test_a_service_without_levels_says_so(client, manager, service):
    client.force_login(manager)

    assert "no levels yet" in seen(client, "scorecard", "workplace", "2026-10")


@pytest.mark.parametrize("count", [2, 20])
def test_a_scorecard_takes_the_same_queries_at_any_size(
    client, manager, service, count
):
    for _ in range(count):
        made = LevelFactory(service=service, version__bands=BANDS)
        for step in range(count):
            figure(made, next_month(OCTOBER, -step), met=9, breached=1)
    client.force_login(manager)
    seen(client, "scorecard", "workplace", "2026-10")
    with CaptureQueriesContext(connection) as queries:
        seen(client, "scorecard", "workplace", "2026-10")

    assert len(queries) == 9


@pytest.fixture
def verdicts(level):
    """Two of each outcome; one met and one breached excluded, another disputed."""
    made = []
    for number in range(8):
        outcome = Outcome(number % 4 + 1)
        ticket = TicketFactory(
            service=level.service, number=f"INC{number}", group=f"Team {number % 2}"
        )
        month = None if outcome == Outcome.RUNNING else OCTOBER
        made.append(judged(ticket, level, outcome, month=month, elapsed_seconds=number))
    exclude(made[0], ExclusionState.ACCEPTED)
    exclude(made[1], ExclusionState.ACCEPTED)
    exclude(made[4], ExclusionState.PROPOSED)
    exclude(made[5], ExclusionState.REFUSED)
    return made


def test_excluded_plus_counted_equals_all(manager, level, verdicts):
    counts = facets_of(drilled(manager, level, OCTOBER)).counts
    kinds = {"met": 1, "breached": 1, "running": 2, "excluded": 2, "not_rated": 2}

    assert counts == {**kinds, "all": 8, "disputed": 1}
    assert sum(kinds.values()) == counts["all"]


def test_a_figure_is_the_list_behind_it(manager, level):
    dice = random.Random(3)
    scatter(level.service, dice, 150)
    actions.recount(level.service_id, now=RECOUNTED_AT)
    verdicts = list(Verdict.objects.filter(level=level))
    for verdict in dice.sample(verdicts, 60):
        exclude(verdict, dice.choice(["accepted", "proposed", "refused"]))
    actions.refresh_counts(level, {one.month for one in verdicts})
    figures = MonthFigure.objects.filter(level=level)

    assert len(figures) > 3
    for one in figures:
        counts = facets_of(drilled(manager, level, one.month)).counts
        excluded = one.accepted_met + one.accepted_breached
        running = drilled(manager, level, one.month).filter(month=None)
        left_out = running.filter(exclusion_state="accepted").count()
        assert counts["met"] + counts["breached"] + excluded == one.met + one.breached
        assert counts["excluded"] == excluded + left_out
        assert counts["met"] == one.met - one.accepted_met


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_narrows_to_a_kind(client, manager, level, verdicts, kind):
    client.force_login(manager)
    page = seen(
        client, "scorecard_level", "workplace", "2026-10", "resolution", outcome=kind
    )
    rows = drilled(manager, level, OCTOBER).filter(KINDS[kind][1])
    expected = {one.ticket.number for one in rows}

    assert {f"INC{n}" for n in range(8) if f">INC{n}<" in page} == expected != set()


def test_tickets_of_other_months_are_elsewhere(client, manager, level, verdicts):
    client.force_login(manager)
    page = seen(client, "scorecard_level", "workplace", "2026-09", "resolution")

    assert "No ticket matches" in page
    running = seen(client, "scorecard_level", "workplace", "2026-11", "resolution")
    assert "All (2)" in running


def test_the_list_filters_sorts_and_exports(door, manager, level, verdicts):
    door.force_login(manager)
    args = ("scorecard_level", "workplace", "2026-10", "resolution")
    page = seen(door, *args, group="Team 1", sort="ticket")
    csv = seen(door, *args, group="Team 1", sort="-ticket", export="csv")
    lines = csv.strip().splitlines()

    assert page.index(">INC1<") < page.index(">INC3<") < page.index(">INC5<")
    assert ">INC0<" not in page
    assert [one.split(",")[0] for one in lines[1:]] == ["INC7", "INC5", "INC3", "INC1"]
    assert lines[4].split(",")[1] == "Excluded"


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_takes_the_same_queries_at_any_size(client, manager, level, count):
    for _ in range(count):
        judged(TicketFactory(service=level.service), level, Outcome.MET)
    client.force_login(manager)
    with CaptureQueriesContext(connection) as queries:
        seen(client, "scorecard_level", "workplace", "2026-10", "resolution")

    assert len(queries) == 9


def test_a_level_that_counts_no_tickets_says_where_it_is_measured(
    client, manager, service
):
    LevelFactory(service=service, slug="up", measure=ServiceLevel.Measure.AVAILABILITY)
    LevelFactory(service=service, slug="hand", measure=ServiceLevel.Measure.MANUAL)
    client.force_login(manager)

    for slug, words in (("up", "by outages"), ("hand", "by hand")):
        page = seen(client, "scorecard_level", "workplace", "2026-10", slug)
        assert "This level counts no tickets" in page
        assert words in page


def test_a_representative_never_reads_the_internal_note(
    client, service, level, verdicts
):
    client.force_login(representative(service.contract.vendor.organisation))
    pages = [
        seen(client, "scorecard", "workplace", "2026-10"),
        seen(client, "scorecard_level", "workplace", "2026-10", "resolution"),
        seen(client, "ticket", verdicts[0].ticket_id),
    ]

    assert not any("They always say so" in one for one in pages)


def test_a_clock_is_explained_line_by_line(client, manager, level):
    ticket = TicketFactory(
        service=level.service,
        opened_at=datetime(2026, 10, 5, 10, tzinfo=UTC),
        resolved_at=datetime(2026, 10, 7, 10, tzinfo=UTC),
        spans=[
            (
                "Awaiting customer",
                datetime(2026, 10, 5, 15, tzinfo=UTC),
                datetime(2026, 10, 6, 8, 30, tzinfo=UTC),
            )
        ],
    )
    actions.recount(level.service_id, now=NOW)
    client.force_login(manager)
    page = seen(client, "ticket", ticket.pk)

    for words in (
        "14 h 30 m of 8 h of working time: breached by 6 h 30 m",
        "the target was reached Tue 6 Oct 2026 12:30",
        "Mon 5 Oct 11:00–16:00: 5 h counted",
        "paused (Awaiting customer); 1 h 30 m of it working time, not counted",
        "Wed 7 Oct 09:00–11:00: 2 h counted",
        "Europe/London",
        "chart-time-paused",
        "October 2026",
    ):
        assert words in page
    stored = Verdict.objects.get(ticket=ticket)
    assert stored.elapsed_seconds == 14 * 3600 + 1800


@pytest.mark.parametrize(
    ("measure", "asks", "words"),
    [
        ("resolution", {}, "from opened to resolved"),
        ("resolution", {"stops_when": "closed"}, "from opened to closed"),
        ("response", {}, "from opened to the first response, or to the resolution"),
        (
            "resolution",
            {"stops_when": "state", "stop_states": ["In progress"]},
            "from opened to first entering In progress",
        ),
    ],
)
def test_it_says_from_what_to_what_a_clock_runs(client, manager, measure, asks, words):
    version = {f"version__{name}": value for name, value in asks.items()}
    level = LevelFactory(measure=measure, **version)
    ticket = TicketFactory(service=level.service)
    client.force_login(manager)

    assert f"The clock runs {words}" in seen(client, "ticket", ticket.pk)


def test_a_day_off_within_a_clock_is_called_by_its_name(client, manager, level):
    edition = level.service.calendar.editions.get()
    OwnDate.objects.create(edition=edition, day=date(2026, 10, 6), name="Founders' day")
    ticket = TicketFactory(
        service=level.service, resolved_at=datetime(2026, 10, 7, 10, tzinfo=UTC)
    )
    client.force_login(manager)

    assert "Founders&#x27; day" in seen(client, "ticket", ticket.pk)


def test_the_zone_of_display_moves_the_times_and_not_the_figures(
    client, manager, level
):
    ticket = TicketFactory(service=level.service)
    client.force_login(manager)
    here = seen(client, "ticket", ticket.pk)
    manager.time_zone = "Asia/Kolkata"
    manager.save()
    there = seen(client, "ticket", ticket.pk)

    assert "10:00–12:00: 2 h counted" in here
    assert "14:30–16:30: 2 h counted" in there
    said = "2 h of 8 h of working time: met with 6 h left."
    assert said in here
    assert said in there


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "Cancelled"}, "judged by no level"),
        ({"priority": 4}, "No level judges this ticket"),
        ({"priority": 1}, "No states are known"),
    ],
)
def test_a_ticket_that_nobody_judges_says_why(client, manager, service, fields, words):
    LevelFactory(service=service, version__priorities=[1])
    ticket = TicketFactory(service=service, **fields)
    client.force_login(manager)

    assert words in seen(client, "ticket", ticket.pk)


def test_a_counted_level_says_whether_it_was_good(client, manager, service):
    LevelFactory(service=service, measure="reopened", version__target_seconds=None)
    good, bad = (
        TicketFactory(service=service),
        TicketFactory(service=service, reopen_count=1),
    )
    actions.recount(service.pk, now=NOW)
    client.force_login(manager)

    assert "Counted as good: not reopened." in seen(client, "ticket", good.pk)
    assert "Counted as missed: not reopened." in seen(client, "ticket", bad.pk)


@pytest.mark.parametrize("count", [2, 8])
def test_a_ticket_takes_the_same_queries_at_any_number_of_levels(
    client, manager, service, count
):
    for _ in range(count):
        LevelFactory(service=service)
    ticket = TicketFactory(service=service)
    client.force_login(manager)
    with CaptureQueriesContext(connection) as queries:
        seen(client, "ticket", ticket.pk)

    assert len(queries) == 12


def test_a_closed_month_says_so_and_shows_what_was_closed(client, manager, level):
    ticket = TicketFactory(service=level.service)
    actions.recount(level.service_id, now=NOW)
    period = actions.take_to_review(level.service_id, OCTOBER, by=manager, now=NOW)
    made = actions.close_period(period.pk, by=manager, now=NOW)
    actions.sign_closure(made.pk, by=person(Role.VENDOR_MANAGER), now=NOW)
    Verdict.objects.filter(ticket=ticket).update(outcome=Outcome.BREACHED)
    client.force_login(manager)
    args = ("workplace", "2026-10")

    assert "<strong>100.00 %</strong>" in seen(client, "scorecard", *args)
    page = seen(client, "scorecard_level", *args, "resolution")
    assert "as they were" in page
    assert "agreed 100.00 %" in page
    assert "Met (1)" in page
    assert "Breached (0)" in page
    assert "Running" not in page
    now = seen(client, "scorecard_level_now", *args, "resolution")
    assert "agreed 100.00 %" in now
    assert "as they are judged now" in now
    assert "Breached (1)" in now


def test_the_tickets_of_a_closed_month_are_narrowed_sorted_and_exported_as_closed(
    client, manager, level
):
    opened = datetime(2026, 10, 5, 8, tzinfo=UTC)
    for number, hours in enumerate([2, 30, 5]):
        TicketFactory(
            service=level.service,
            number=f"INC{number}",
            group=f"Team {number}",
            opened_at=opened,
            resolved_at=opened + timedelta(hours=hours),
        )
    actions.recount(level.service_id, now=NOW)
    period = actions.take_to_review(level.service_id, OCTOBER, by=manager, now=NOW)
    actions.close_period(period.pk, by=manager, now=NOW)
    level.service.tickets.update(group="Elsewhere")
    Verdict.objects.all().delete()
    client.force_login(manager)
    args = ("scorecard_level", "workplace", "2026-10", "resolution")
    lines = seen(client, *args, sort="group", export="csv").strip().splitlines()

    assert [one.split(",")[0] for one in lines[1:]] == ["INC0", "INC1", "INC2"]
    assert lines[2].split(",")[1] == "Breached"
    assert ">INC1<" in seen(client, *args, outcome="breached", group="Team 1")
    assert ">INC0<" not in seen(client, *args, outcome="breached")


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_of_a_closed_month_takes_the_same_queries_at_any_size(
    client, manager, level, count
):
    for _ in range(count):
        TicketFactory(service=level.service)
    actions.recount(level.service_id, now=NOW)
    period = actions.take_to_review(level.service_id, OCTOBER, by=manager, now=NOW)
    actions.close_period(period.pk, by=manager, now=NOW)
    client.force_login(manager)
    with CaptureQueriesContext(connection) as queries:
        seen(client, "scorecard_level", "workplace", "2026-10", "resolution")

    assert len(queries) == 7
