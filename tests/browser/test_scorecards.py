"""From a scorecard down to a ticket's clock, and what other terms would have come to."""

from datetime import date
from decimal import Decimal

import pytest

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Charge
from tests.factories import NOW, person
from tests.vendors.factories import LevelFactory, ServiceFactory, TicketFactory


@pytest.fixture
def service():
    """Nine tickets in time, and one that waited and was late."""
    made = ServiceFactory(name="Workplace", slug="workplace")
    Charge.objects.create(
        service=made, valid_from_on=date(2026, 1, 1), amount=Decimal(50_000)
    )
    LevelFactory(
        service=made,
        slug="resolution",
        version__bands=[(Decimal(95), Decimal(2))],
        version__is_critical=True,
    )
    late = TicketFactory(service=made, number="LATE", resolved_at=NOW.replace(month=10))
    TicketFactory.create_batch(9, service=made)
    late.spans.create(
        state="Awaiting customer",
        started_at=late.opened_at,
        ended_at=late.opened_at.replace(hour=12),
    )
    actions.recount(made.pk, now=NOW)
    return made


@pytest.mark.parametrize("script", [True, False])
def test_a_red_level_leads_to_the_clock_that_made_it_red(window, axe, service, script):
    page = window.open(person(Role.VENDOR_MANAGER), script=script)
    page.goto("/vendors/services/workplace/scorecards/2026-10/")

    assert page.get_by_text("1 breach fewer would have been green").is_visible()
    page.get_by_role("link", name="Resolution", exact=True).click()
    page.get_by_role("link", name="Breached (1)").click()
    page.get_by_role("link", name="LATE").click()
    told = page.locator(".portal-arithmetic").get_by_text("paused (Awaiting customer)")
    assert told.is_visible()
    assert page.locator(".chart-time-over").first.is_visible()
    if script:
        assert axe(page) == []


def test_other_terms_are_judged_on_the_page_and_its_address_holds_them(
    window, axe, service
):
    page = window.open(person(Role.VENDOR_MANAGER))
    page.goto("/vendors/services/workplace/what-if/?level=resolution")
    page.get_by_label("Goal, %").fill("90")
    page.get_by_role("button", name="Judge again").click()

    assert page.get_by_text("months green instead of").is_visible()
    assert "goal=90" in page.url
    assert axe(page) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [400, 1280])
def test_the_pages_are_for_everybody_at_any_width(window, axe, service, dark, width):
    ticket = service.tickets.get(number="LATE")
    page = window.open(person(Role.VENDOR_MANAGER), dark=dark, width=width)
    for address in (
        "/vendors/services/workplace/scorecards/2026-10/",
        "/vendors/services/workplace/scorecards/2026-10/resolution/",
        f"/vendors/tickets/{ticket.pk}/",
    ):
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )


def test_a_scorecard_prints_on_one_page(window, service):
    page = window.open(person(Role.VENDOR_MANAGER))
    page.goto("/vendors/services/workplace/scorecards/2026-10/")
    paper = page.pdf(format="A4", prefer_css_page_size=True)

    assert paper.count(b"/Type /Page\n") == 1
