"""What needs a vendor manager today: each number is exactly the list it leads to."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.dashboard.queries.vendors import vendor_tiles
from apps.vendors.models import Exclusion
from apps.vendors.rules.months import month_of, next_month
from apps.vendors.states import Outcome
from tests.factories import person
from tests.vendors.factories import LevelFactory, TicketFactory, judged
from tests.vendors.test_portfolio import figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


def numbers(user) -> dict[str, int]:
    return {one.label: one.count for one in vendor_tiles(user, timezone.now())}


def rows_at(client, url: str) -> int:
    """How many lines the table at the address's fragment has."""
    path, _, fragment = url.partition("#")
    page = client.get(path).text
    section = page.split(f'id="{fragment}"', 1)[1].split("</section>", 1)[0]
    body = section.split("<tbody>", 1)[1] if "<tbody>" in section else ""
    return body.count("<tr>")


def test_each_number_is_the_list_it_leads_to(client, manager):
    last = next_month(month_of(timezone.localdate()), -1)
    soon = timezone.localdate() + timedelta(days=20)
    for _ in range(2):
        figure(LevelFactory(), last, 1, 9)
    figure(LevelFactory(), last, 9, 0)
    LevelFactory(
        service__contract__ends_on=soon + timedelta(days=30),
        service__contract__notice=30,
        service__contract__notice_unit="days",
    )
    client.force_login(manager)
    tiles = {one.label: one for one in vendor_tiles(manager, timezone.now())}

    red = tiles[f"Services red in {last:%B}"]
    near = tiles["Notice days in 30 days"]
    assert (red.count, rows_at(client, red.url)) == (2, 2)
    assert (near.count, rows_at(client, near.url)) == (1, 1)


def test_exclusions_that_wait_are_counted(client, manager):
    level = LevelFactory()
    for state in ("proposed", "proposed", "refused"):
        ticket = TicketFactory(service=level.service)
        judged(ticket, level, Outcome.BREACHED)
        Exclusion.objects.create(
            ticket=ticket,
            level=level,
            state=state,
            reason="customer",
            words="Waited.",
            proposed_by=manager,
            proposed_at=timezone.now(),
            answer_by_at=timezone.now() + timedelta(days=5),
        )
    client.force_login(manager)
    (tile,) = [
        one
        for one in vendor_tiles(manager, timezone.now())
        if one.label == "Exclusions waiting"
    ]

    page = client.get(tile.url)

    assert tile.count == page.context["page_obj"].paginator.count == 2


def test_a_goal_at_stake_is_counted(client, manager):
    level = LevelFactory()
    month = month_of(timezone.localdate())
    figure(level, month, 95, 4)
    for _ in range(6):
        judged(
            TicketFactory(service=level.service, resolved_at=None),
            level,
            Outcome.RUNNING,
            month=None,
            stopped_at=None,
            due_at=timezone.now() + timedelta(minutes=1),
        )
    client.force_login(manager)

    assert numbers(manager)["Goals at stake this month"] == 1
    page = client.get(reverse("vendors:forecasts")).text
    assert re.search(rf">{level.service.name}</a>", page)


@pytest.mark.parametrize("role", [Role.REQUESTER, Role.AUDITOR, Role.SUPPORT_ENGINEER])
def test_nobody_else_is_bothered(role):
    assert vendor_tiles(person(role), timezone.now()) == []


def test_a_manager_of_one_vendor_is_told_of_that_one_only(manager):
    last = next_month(month_of(timezone.localdate()), -1)
    mine, other = LevelFactory(), LevelFactory()
    figure(mine, last, 1, 9)
    figure(other, last, 1, 9)
    slug = mine.service.contract.vendor.slug

    assert numbers(manager)[f"Services red in {last:%B}"] == 2
    own = person(Role.VENDOR_MANAGER, vendor=slug)
    assert numbers(own)[f"Services red in {last:%B}"] == 1


def test_home_leads_to_what_vendors_need_for_who_looks_after_them(client, manager):
    url = reverse("dashboard:vendors")
    client.force_login(manager)
    assert f'href="{url}"' in client.get("/").text
    assert "Exclusions waiting" in client.get(url).text
    part = client.get(
        url, headers={"HX-Request": "true", "HX-Target": "div#vendors-need"}
    ).text
    assert "Exclusions waiting" in part
    assert "<html" not in part

    client.force_login(person(Role.REQUESTER))
    assert f'href="{url}"' not in client.get("/").text
    assert "Exclusions waiting" not in client.get(url).text


def test_what_vendors_need_takes_the_same_queries_for_many_as_for_few(client, manager):
    client.force_login(manager)
    url = reverse("dashboard:vendors")
    counts = []
    for _ in range(2):
        LevelFactory.create_batch(3)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 15
