"""Connectors by the keyboard alone, and on a narrow page."""

from django.urls import reverse

from apps.accounts.roles import Role
from apps.facts.models import Connector
from tests.factories import person
from tests.facts.factories import CheckFactory, ConnectorFactory

LONG = 'sum(rate(http_requests_total{application="{application}",code=~"5.."}[5m]))'


def test_a_connector_is_taken_away_by_two_keys_and_not_by_one(window):
    found = ConnectorFactory(name="East")
    page = window.open(person(Role.ADMINISTRATOR))
    page.goto(found.get_absolute_url())

    page.locator("summary", has_text="Remove").focus()
    page.keyboard.press("Enter")
    sure = page.get_by_role("button", name="Remove it and its checks")
    sure.wait_for()
    assert Connector.objects.exists()
    page.keyboard.press("Tab")
    assert sure.evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Connectors", exact=True).wait_for()
    assert not Connector.objects.exists()


def test_a_query_is_read_on_a_narrow_page(window):
    check = CheckFactory(query=LONG)
    page = window.open(person(Role.ADMINISTRATOR), width=400)
    page.goto(check.connector.get_absolute_url())

    box = page.locator("td", has=page.locator("code")).bounding_box()

    assert box["width"] >= 200
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_several_errors_are_links_far_enough_apart_for_a_finger(window, looks):
    page = window.open(person(Role.ADMINISTRATOR))
    page.goto(reverse("facts:new_connector", args=["ecs"]))

    page.get_by_role("button", name="Add").click()

    assert page.locator(".portal-summary a").count() >= 4
    assert looks(page) == []
