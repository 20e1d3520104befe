"""KCS link rate: which closed tickets an article solved, of what one may see."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.dashboard.queries import linked_months
from apps.knowledge.actions.reading import note_use
from tests.factories import UserFactory, person
from tests.knowledge.factories import SpaceFactory, outsider, published
from tests.vendors.factories import ServiceFactory, TicketFactory, representative

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 9, 12, tzinfo=UTC)


@pytest.fixture
def auditor():
    return person(Role.AUDITOR)


def closed(number, at=OCTOBER, **fields):
    opened_at = datetime(2025, 6, 1, tzinfo=UTC)
    return TicketFactory(number=number, opened_at=opened_at, closed_at=at, **fields)


def solved(article, *numbers, by=None):
    by = by or person(Role.ADMINISTRATOR)
    for number in numbers:
        note_use(article, ticket=number, by=by, now=NOW)


def months(user) -> dict[date, tuple[int, int, float | None]]:
    """What there is to see of the months in which a ticket closed."""
    return {
        one.begins_on: (one.linked, one.closed, one.rate)
        for one in linked_months(user, NOW)
        if one.closed
    }


def test_the_example_of_the_formulas(auditor):
    for number in ("INC1", "inc2", "INC3"):
        closed(number)
    closed("INC4", at=None)
    solved(published(title="One"), "INC1", "INC4", "INC9")
    solved(published(title="Other"), "INC1", "INC2")

    assert months(auditor) == {date(2026, 10, 1): (2, 3, 66.7)}


def test_a_ticket_counts_in_the_month_it_closed_of_twelve(auditor):
    edges = {
        "INC1": datetime(2025, 11, 30, 23, 59, tzinfo=UTC),
        "INC2": datetime(2025, 12, 1, tzinfo=UTC),
        "INC3": datetime(2026, 10, 31, 23, 59, tzinfo=UTC),
        "INC4": datetime(2026, 11, 1, tzinfo=UTC),
    }
    for number, at in edges.items():
        closed(number, at)
    solved(published(), "INC1", "INC4")

    found = linked_months(auditor, NOW)

    assert [one.begins_on for one in found][::11] == [
        date(2025, 12, 1),
        date(2026, 11, 1),
    ]
    assert months(auditor) == {
        date(2025, 12, 1): (0, 1, 0.0),
        date(2026, 10, 1): (0, 1, 0.0),
        date(2026, 11, 1): (1, 1, 100.0),
    }
    assert found[1].rate is None


def test_a_ticket_of_a_service_one_does_not_see_is_not_counted(auditor):
    mine, other = ServiceFactory(), ServiceFactory()
    closed("INC1", service=mine)
    closed("INC2", service=other)
    solved(published(), "INC1", "INC2")
    own = person(Role.VENDOR_MANAGER, vendor=mine.contract.vendor.slug)

    assert months(own) == {date(2026, 10, 1): (1, 1, 100.0)}
    assert months(auditor) == {date(2026, 10, 1): (2, 2, 100.0)}
    assert months(UserFactory()) == {}


def test_an_article_one_does_not_read_links_nothing(auditor):
    closed("INC1")
    closed("INC2")
    solved(published(), "INC1")
    solved(published(SpaceFactory(closed=True)), "INC2")

    assert months(auditor) == {date(2026, 10, 1): (2, 2, 100.0)}
    engineer = person(Role.SUPPORT_ENGINEER)
    assert months(engineer) == {date(2026, 10, 1): (1, 2, 50.0)}


def test_a_representative_counts_the_own_tickets_and_what_they_noted(auditor):
    space = SpaceFactory()
    article = published(space)
    own = outsider(space)
    service = ServiceFactory(contract__vendor__organisation=own.organisation)
    for number in ("INC1", "INC2"):
        closed(number, service=service)
    closed("INC3")
    solved(article, "INC1", "INC3")
    solved(article, "INC2", by=own)

    assert months(own) == {date(2026, 10, 1): (1, 2, 50.0)}
    elsewhere = representative(ServiceFactory().contract.vendor.organisation)
    assert months(elsewhere) == {}


def test_insights_lead_to_it_and_fetch_it(client, auditor):
    closed("INC1", at=timezone.now())
    solved(published(), "INC1")
    url = reverse("dashboard:link_rate")
    client.force_login(auditor)

    assert (
        f'href="{url}" hx-get="{url}"' in client.get(reverse("knowledge:insights")).text
    )
    page = client.get(url).text
    part = client.get(
        url, headers={"HX-Request": "true", "HX-Target": "section#link-rate"}
    )
    for text, charts in ((page, 2), (part.text, 1)):
        assert "This month 1 of 1." in text
        assert "closed in the month that an article solved ÷ all closed in it" in text
        assert (text.count("<figure"), text.count("<table")) == (charts, charts)
    assert "<html" in page
    assert "<html" not in part.text


@pytest.mark.parametrize(
    ("role", "imports"), [(Role.VENDOR_MANAGER, True), (Role.AUDITOR, False)]
)
def test_without_a_closed_ticket_it_says_what_to_do(client, role, imports):
    closed("INC1", at=None)
    client.force_login(person(role))

    page = client.get(reverse("dashboard:link_rate")).text

    assert "No closed ticket in twelve months" in page
    assert (f'href="{reverse("vendors:imports")}">Import' in page) is imports
    assert ("Ask who looks after the vendors" in page) is not imports
    assert "<figure" not in page


def test_it_takes_the_same_queries_for_many_as_for_few(client, auditor):
    client.force_login(auditor)
    url = reverse("dashboard:link_rate")
    counts = []
    for size in (2, 20):
        article = published(title=f"Of {size}")
        for number in range(size):
            closed(f"INC{size}-{number}", at=timezone.now())
            solved(article, f"INC{size}-{number}")
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(url)
        counts.append(len(seen))

    assert page.context["month"].linked == 22
    assert counts[0] == counts[1] <= 10
