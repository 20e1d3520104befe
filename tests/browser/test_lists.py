"""A list follows what is typed into its search, with no key pressed besides."""

import pytest

from apps.accounts.roles import Role
from tests.factories import ApplicationFactory, person


@pytest.fixture
def applications(window):
    """The list of Ledger and Rates."""
    for name in ("Ledger", "Rates"):
        ApplicationFactory(name=name)
    page = window.open(person(Role.ADMINISTRATOR))
    page.goto("/catalog/applications/")
    page.locator("#results tbody tr").nth(1).wait_for()
    return page


def test_a_list_follows_what_is_typed_into_its_search(applications):
    rows = applications.locator("#results tbody tr")
    search = applications.locator("main").get_by_label("Search", exact=True)

    search.press_sequentially("Ledg")
    rows.filter(has_text="Rates").wait_for(state="detached")

    assert rows.filter(has_text="Ledger").count() == 1
    assert search.evaluate("field => field === document.activeElement")
    applications.wait_for_url("**/catalog/applications/?*q=Ledg*")


def test_a_list_does_not_wait_for_the_answer_to_fewer_letters(applications):
    unanswered = []

    def leave(route):
        unanswered.append(route)

    applications.route("**/catalog/applications/?*q=L&*", leave)
    search = applications.locator("main").get_by_label("Search", exact=True)

    with applications.expect_request("**/catalog/applications/?*q=L&*"):
        search.press_sequentially("L")
    search.press_sequentially("edg")
    rates = applications.locator("#results tbody tr").filter(has_text="Rates")
    rates.wait_for(state="detached")

    assert len(unanswered) == 1
