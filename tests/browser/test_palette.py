"""The command palette, its keys, and what happens when the server says no."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import UserFactory


@pytest.fixture
def page(window, settings):
    settings.ROOT_URLCONF = "tests.browser.style_guide"
    page = window.open(UserFactory())
    page.goto("/style-guide/?quiet")
    return page


def options(page):
    return page.get_by_role("dialog").get_by_role("option")


def test_the_palette_finds_and_opens_by_keys_alone(page, axe):
    page.keyboard.press("Control+k")
    expect(options(page)).to_have_count(3)
    assert axe(page) == []

    page.keyboard.press("ArrowDown")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.type("pay")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Enter")

    page.wait_for_url("**/nowhere/payments/")


def test_enter_waits_for_the_answer_to_the_last_letter(page):
    page.keyboard.press("Control+k")
    expect(options(page)).to_have_count(3)

    page.keyboard.type("pay")
    page.keyboard.press("Enter")

    page.wait_for_url("**/nowhere/payments/")


def test_escape_gives_the_focus_back(page):
    link = page.get_by_role("link", name="Search or go to")
    link.click()
    expect(page.get_by_role("dialog")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_nothing_found_is_said(page, axe):
    page.keyboard.press("Control+k")
    expect(options(page)).to_have_count(3)

    page.keyboard.type("zzz")

    expect(page.get_by_text("Nothing is called “zzz”")).to_be_visible()
    assert axe(page) == []


def test_without_script_the_palette_is_a_page(window, settings):
    settings.ROOT_URLCONF = "tests.browser.style_guide"
    page = window.open(UserFactory(), script=False)
    page.goto("/style-guide/?quiet")

    page.get_by_role("link", name="Search or go to").click()

    assert page.get_by_role("link").count() == 3


def test_a_slash_goes_to_the_lists_own_search(page):
    page.keyboard.press("/")

    expect(page.get_by_label("Search", exact=True)).to_be_focused()


def test_j_and_k_walk_the_rows(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="ONB-0002")).to_be_focused()

    page.keyboard.press("k")

    expect(page.get_by_role("link", name="ONB-0001")).to_be_focused()


def test_a_message_beside_a_part_becomes_a_toast(page, axe):
    page.keyboard.press("Control+k")
    page.locator("#palette-query").fill("toast")

    toast = page.locator("#toasts").get_by_text("Asked.")
    expect(toast).to_be_visible()
    page.keyboard.press("Escape")
    assert axe(page) == []
    page.get_by_role("button", name=re.compile("Dismiss")).click()
    expect(toast).to_be_hidden()


def test_an_answer_of_another_kind_never_lands_in_the_part(window, page):
    page.keyboard.press("Control+k")
    expect(options(page)).to_have_count(3)
    page.locator("#palette-query").fill("fault")

    expect(page.get_by_text("The portal failed to do that")).to_be_visible()
    expect(options(page)).to_have_count(3)
    window.faults.clear()
