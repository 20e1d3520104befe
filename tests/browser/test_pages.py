"""Every page there is, as an administrator sees it: axe finds nothing, nothing scrolls sideways."""

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page

from apps.accounts.roles import Role
from tests.access import COLUMNS
from tests.access.world import TABLES, build_world
from tests.factories import person

NOT_PAGES = {"core:schema"}
ADMINISTRATOR = COLUMNS.index(Role.ADMINISTRATOR)
PAGES = {
    name: row
    for module in TABLES
    for name, row in module.TABLE.items()
    if row.get[ADMINISTRATOR] == "O"
    and name not in NOT_PAGES
    and not name.startswith(("api:", "me"))
}


PARTS = 6


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_passes_axe_light_and_wide_dark_and_narrow(window, looks, now, part):
    world = build_world(now)
    page = window.open(person(Role.ADMINISTRATOR))
    found = {}

    for name in list(PAGES)[part::PARTS]:
        if not is_page(page, reverse(name, args=PAGES[name].args(world))):
            continue
        if faults := looks(page):
            found[name] = faults

    assert found == {}


def test_the_parts_of_the_api_pass_axe_opened(window, axe):
    page = window.open(person(Role.ADMINISTRATOR))
    page.goto(reverse("core:api_section", args=["teams"]))
    page.evaluate(
        "document.querySelectorAll('details').forEach((one) => one.open = true)"
    )

    assert page.locator("main details[open]").count() > 3
    assert axe(page) == []


def is_page(page: Page, address: str) -> bool:
    """Whether a page opened there, and not a download."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return False
    return "text/html" in answer.headers.get("content-type", "")


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_way_in_passes_axe(window, axe, name, dark):
    page = window.open(dark=dark, width=400)

    page.goto(reverse(name))

    assert axe(page) == []


@pytest.mark.parametrize(
    "name", ["mfa_index", "account_change_password", "account_logout"]
)
def test_a_persons_own_pages_pass_axe(window, axe, name):
    page = window.open(person(), width=400)

    page.goto(reverse(name))

    assert page.title().endswith("Support Operations Portal")
    assert axe(page) == []


def test_a_wrong_password_is_said_beside_the_form(window, axe):
    page = window.open(width=400)
    page.goto(reverse("account_login"))

    page.get_by_label("Email").fill("nobody@bank.example")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()

    assert "There is a problem" in page.get_by_role("alert").inner_text()
    assert axe(page) == []
