"""Other terms: judged as real ones are, and nothing is written."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Charge, LevelVersion, ServiceLevel, Verdict
from apps.vendors.queries.what_if import Change, what_if
from apps.vendors.states import Outcome
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    office,
    representative,
)
from tests.vendors.test_recount import NOW, scatter
from tests.vendors.test_scorecard_pages import exclude

BANDS = [(Decimal(95), Decimal(2)), (Decimal(90), Decimal(5))]


@pytest.fixture
def level(db):
    service = ServiceFactory(slug="workplace")
    Charge.objects.create(
        service=service, valid_from_on=date(2025, 1, 1), amount=Decimal(10_000)
    )
    made = LevelFactory(service=service, slug="resolution", version__bands=BANDS)
    LevelFactory(
        service=service,
        slug="reopened",
        name="Reopened",
        measure=ServiceLevel.Measure.REOPENED,
        version__target_seconds=None,
    )
    scatter(service, random.Random(5), 120)
    actions.recount(service.pk, now=NOW)
    for verdict in Verdict.objects.filter(level=made, outcome=Outcome.BREACHED)[:4]:
        exclude(verdict, "accepted")
        actions.refresh_counts(made, [verdict.month])
    return made


def counted(rows, side):
    return [getattr(one, side).counts for one in rows]


def everything() -> dict[str, str]:
    """A digest of every table but the sessions."""
    names = sorted({*connection.introspection.table_names()} - {"django_session"})
    query = 'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{}" t'
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(query.format(name))
            found[name] = cursor.fetchone()[0]
    return found


def test_the_terms_in_force_give_the_figures_in_force(level):
    found = what_if(level, Change(), NOW)

    assert len(found.rows) == 12
    assert counted(found.rows, "would_be") == counted(found.rows, "was")
    assert any(one.was.counts.accepted_breached for one in found.rows)
    assert [one.other.score for one in found.rows] == [
        one.real.score for one in found.rows
    ]
    assert found.greens[0] == found.greens[1]
    assert found.credits[0] == found.credits[1] > 0


@pytest.mark.parametrize(
    "change",
    [
        {"target_seconds": 2 * 3600},
        {"pause_states": []},
        {"goal": Decimal(50)},
        {"calendar": "kolkata"},
    ],
    ids=lambda one: next(iter(one)),
)
def test_other_terms_give_what_a_recount_under_them_gives(level, change):
    given = dict(change)
    if "calendar" in given:
        given["calendar"] = office("kolkata", "Asia/Kolkata")
    found = what_if(level, Change(**given), NOW)
    LevelVersion.objects.filter(level=level).update(**given)
    actions.recount(level.service_id, now=NOW)
    after = what_if(ServiceLevel.objects.get(pk=level.pk), Change(), NOW)

    assert counted(found.rows, "would_be") == counted(after.rows, "was")
    assert [one.other.credit.due for one in found.rows] == [
        one.real.credit.due for one in after.rows
    ]
    assert [(one.would_be.percent, one.would_be.rating) for one in found.rows] != [
        (one.was.percent, one.was.rating) for one in found.rows
    ]


def test_each_version_keeps_what_is_not_changed(level):
    LevelVersion.objects.create(
        level=level,
        valid_from_on=date(2026, 3, 1),
        target_seconds=3600,
        goal=Decimal(90),
        priorities=[1],
    )
    actions.recount(level.service_id, now=NOW)
    found = what_if(level, Change(goal=Decimal(80)), NOW)

    assert counted(found.rows, "would_be") == counted(found.rows, "was")
    assert {one.would_be.terms.goal for one in found.rows} == {Decimal(80)}
    assert {one.was.terms.goal for one in found.rows} == {Decimal(95), Decimal(90)}


def asked(client, **query):
    url = reverse("vendors:what_if", args=["workplace"])
    return client.get(url, {"level": "resolution", **query})


TERMS = {"target_hours": "4", "goal": "90", "pause_states": "Awaiting customer"}


def test_the_page_changes_nothing_at_all(door, level):
    door.force_login(person(Role.VENDOR_MANAGER))
    calendar = level.service.calendar_id
    asked(door)
    before = everything()
    answer = asked(door, **TERMS, calendar=calendar)

    assert answer.status_code == 200
    assert "months green instead of" in answer.content.decode()
    assert everything() == before


def test_the_form_shows_what_is_in_force(client, level):
    client.force_login(person(Role.VENDOR_MANAGER))
    page = asked(client).content.decode()

    assert 'value="8"' in page
    assert 'value="95"' in page
    assert 'value="Awaiting customer"' in page
    assert "months green" not in page


def test_a_target_that_makes_no_sense_is_said_beside_it(client, level):
    client.force_login(person(Role.VENDOR_MANAGER))
    answer = asked(client, target_hours="-1", goal="101")

    assert answer.status_code == 422
    assert answer.content.decode().count("portal-field-wrong") == 3


def test_a_counted_level_has_a_goal_only(client, level):
    client.force_login(person(Role.VENDOR_MANAGER))
    page = asked(client, level="reopened", goal="50").content.decode()

    assert "target_hours" not in page
    assert "12 of 12 months green" not in page
    assert "months green instead of" in page


def test_one_chooses_among_levels_that_count_tickets(client, level):
    LevelFactory(
        service=level.service, name="Uptime", measure=ServiceLevel.Measure.AVAILABILITY
    )
    client.force_login(person(Role.VENDOR_MANAGER))
    url = reverse("vendors:what_if", args=["workplace"])
    page = client.get(url).content.decode()

    assert "Resolution</option>" in page
    assert "Uptime" not in page


def test_money_and_the_page_itself_are_not_for_everybody(client, level):
    client.force_login(person(Role.TEAM_MANAGER))
    page = asked(client, **TERMS, calendar=level.service.calendar_id).content.decode()
    assert "months green instead of" in page
    assert "Service credit" not in page

    client.force_login(representative(level.service.contract.vendor.organisation))
    assert asked(client).status_code == 403


@pytest.mark.parametrize("count", [2, 60])
def test_the_queries_do_not_grow_with_the_tickets(client, level, count):
    for _ in range(count):
        TicketFactory(service=level.service)
    client.force_login(person(Role.VENDOR_MANAGER))
    with CaptureQueriesContext(connection) as queries:
        asked(client, **TERMS, calendar=level.service.calendar_id)

    assert len(queries) == 21
