"""Scorecards, their levels, their tickets and clocks over the API."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Verdict
from apps.vendors.rules.months import next_month
from apps.vendors.states import Outcome
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    judged,
    representative,
)
from tests.vendors.test_scorecard_pages import BANDS, OCTOBER, exclude, figure


@pytest.fixture
def level(db):
    service = ServiceFactory(slug="workplace")
    return LevelFactory(service=service, slug="resolution", version__bands=BANDS)


@pytest.fixture
def api(client, db):
    client.force_login(person(Role.VENDOR_MANAGER))
    return client


def asked(client, name, *args, status=200, **query):
    answer = client.get(reverse(f"api:{name}", args=args), query)
    assert answer.status_code == status
    return answer.json()


def test_a_scorecard_has_its_levels_its_money_and_its_trend(api, level):
    figure(level, met=90, breached=10, accepted_breached=4, proposed_breached=2)
    card = asked(api, "scorecard", "workplace", "2026-10")
    [line] = card["levels"]

    assert (card["month"], card["rating"], card["is_closed"]) == (
        "2026-10",
        "amber",
        False,
    )
    assert (line["reported"], line["agreed"], line["disputed"]) == (
        "90.0000",
        "93.7500",
        "95.7447",
    )
    assert (line["volume"], line["breaches_to_goal"]) == (96, 2)
    assert line["distance"] == "2 breaches fewer would have been green"
    assert card["credit"]["due"] == "0.00"
    assert [one["month"] for one in card["trend"]][::12] == ["2025-10", "2026-10"]


def test_money_is_null_for_whom_it_is_not(client, level):
    figure(level, met=90, breached=10)
    client.force_login(person(Role.TEAM_MANAGER))

    assert asked(client, "scorecard", "workplace", "2026-10")["credit"] is None


def test_the_scorecards_of_a_month_are_listed(api, level):
    figure(level, met=100)
    ServiceFactory(slug="elsewhere")
    found = asked(api, "scorecards", month="2026-10")["results"]
    one = asked(api, "scorecards", month="2026-10", service="workplace")["results"]

    assert {row["service"]: row["rating"] for row in found} == {
        "workplace": "green",
        "elsewhere": "no_data",
    }
    assert [row["service"] for row in one] == ["workplace"]
    assert asked(api, "scorecards", month="2026-13", status=400)["invalid"]["month"]


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_takes_the_same_queries_at_any_size(api, count):
    for _ in range(count):
        made = LevelFactory(version__bands=BANDS)
        for step in range(count):
            figure(made, next_month(OCTOBER, -step), met=9, breached=1)
    with CaptureQueriesContext(connection) as queries:
        asked(api, "scorecards", month="2026-10")

    assert len(queries) == 8


def test_a_level_opens_down_to_its_tickets(api, level):
    met, breached = (
        judged(TicketFactory(service=level.service), level, outcome)
        for outcome in (Outcome.MET, Outcome.BREACHED)
    )
    exclude(breached, "accepted")
    args = ("scorecard-tickets", "workplace", "2026-10", "resolution")
    found = asked(api, *args)["results"]
    excluded = asked(api, *args, outcome="excluded")["results"]

    assert {row["number"]: row["outcome"] for row in found} == {
        met.ticket.number: "met",
        breached.ticket.number: "breached",
    }
    assert [row["exclusion"] for row in excluded] == ["accepted"]
    assert asked(api, *args, outcome="lost", status=400)["invalid"]["outcome"]


def test_a_ticket_opens_down_to_its_clock(api, level):
    ticket = TicketFactory(service=level.service)
    [clock] = asked(api, "ticket-clocks", ticket.pk)
    counted = [one for one in clock["lines"] if one["kind"] == "counted"]

    assert (clock["level"], clock["outcome"], clock["month"]) == (
        "resolution",
        "met",
        "2026-10",
    )
    assert sum(one["working_seconds"] for one in counted) == clock["elapsed_seconds"]
    assert clock["elapsed_seconds"] == 2 * 3600
    assert clock["zone"] == "Europe/London"


def test_a_representative_reaches_nothing_of_another_vendor(client, level):
    ticket = TicketFactory(service=level.service)
    mine = ServiceFactory(slug="mine")
    client.force_login(representative(mine.contract.vendor.organisation))

    assert [
        row["service"]
        for row in asked(client, "scorecards", month="2026-10")["results"]
    ] == ["mine"]
    assert not asked(client, "scorecards", service="workplace")["results"]
    asked(client, "scorecard", "workplace", date(2026, 10, 1), status=404)
    args = ("workplace", "2026-10", "resolution")
    asked(client, "scorecard-tickets", *args, status=404)
    asked(client, "ticket-clocks", ticket.pk, status=404)
    assert asked(client, "scorecard", "mine", "2026-10")["credit"] is not None


def test_tickets_of_a_closed_month_are_those_that_were_closed(api, level, now):
    ticket = TicketFactory(service=level.service, number="INC1")
    actions.recount(level.service_id, now=now)
    manager = person(Role.VENDOR_MANAGER)
    month = Verdict.objects.get().month
    period = actions.take_to_review(level.service_id, month, by=manager, now=now)
    actions.close_period(period.pk, by=manager, now=now)
    Verdict.objects.update(outcome=Outcome.BREACHED)
    args = ("scorecard-tickets", "workplace", f"{month:%Y-%m}", "resolution")
    [closed] = asked(api, *args)["results"]
    [live] = asked(api, *args, judged="now")["results"]

    assert (closed["ticket"], closed["number"]) == (ticket.pk, "INC1")
    assert (closed["outcome"], live["outcome"]) == ("met", "breached")
    assert closed.keys() == live.keys()
