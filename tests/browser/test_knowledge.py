"""Reading and mending an article in a browser."""

import re

import pytest
from playwright.sync_api import expect

from apps.knowledge.actions.indexing import index_article
from apps.knowledge.models import Flag, Part
from tests.factories import NOW, UserFactory
from tests.knowledge.factories import SpaceFactory, member, published

TEXT = """## Symptom

Routes answer 503 for a minute.

## Restart

Run kubectl rollout restart on the router.
"""


def press(page, name, role="button"):
    """Reach a control by the Tab key and press it."""
    wanted = page.get_by_role(role, name=name, exact=True)
    wanted.wait_for()
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


@pytest.fixture
def article():
    space = SpaceFactory(name="Runbooks", slug="runbooks")
    owner = UserFactory(name="Olga Owner")
    member(space, Part.AUTHOR, owner)
    made = published(space, "Restart the ingress router", TEXT, owner=owner)
    index_article(made.pk, now=NOW)
    return made


def test_a_person_with_the_keyboard_alone_has_a_passage_mended(window, article):
    page = window.open(UserFactory(name="Rita Reader"))
    page.goto("/knowledge/")
    page.locator("main input[type=search]").first.focus()
    page.keyboard.type("restrat the ingress")
    page.keyboard.press("Enter")
    press(page, "Restart the ingress router", role="link")
    page.get_by_role("heading", name="Did it help?").wait_for()

    press(page, "Flag a passage", role="link")
    page.get_by_label("What is wrong with it").focus()
    page.keyboard.type("It is oc, not kubectl.")
    press(page, "Send to its owner")
    page.get_by_text("Whoever keeps the article is told.").wait_for()

    flag = Flag.objects.get()
    page = window.open(article.owner)
    page.goto(flag.get_absolute_url())
    press(page, "Edit the article", role="link")
    page.locator("#id_body").wait_for()
    page.locator("#id_body").focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("\nUse oc, not kubectl.")
    press(page, "Save version")
    page.get_by_label("It is oc, not kubectl.").focus()
    page.keyboard.press("Space")
    press(page, "Publish version 2")
    page.get_by_text("version 2", exact=False).first.wait_for()

    page.goto(flag.get_absolute_url())
    page.get_by_text("Fixed in").wait_for()
    flag.refresh_from_db()
    assert (flag.state, flag.fixed_in.number) == ("fixed", 2)


def test_the_box_of_every_page_finds_by_keys_alone(window, article):
    page = window.open(UserFactory())
    page.goto("/knowledge/articles/")
    page.locator("#find").focus()

    page.keyboard.type("restrat ing")
    option = page.get_by_role("option", name="Restart the ingress router")
    option.wait_for()
    page.keyboard.press("Escape")
    expect(option).to_have_count(0)
    page.keyboard.type("r")
    option.wait_for()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Did it help?").wait_for()
    assert page.url.partition("?")[0].endswith(article.get_absolute_url())


def test_a_choice_that_was_taken_away_stays_away(window, article):
    page = window.open(UserFactory())
    page.goto(f"/knowledge/?q=ingress&kind={article.kind}")

    page.get_by_role("link", name="Kind: Runbook").click()
    page.get_by_role("link", name="Kind: Runbook").wait_for(state="detached")
    page.locator("#ask").press("End")
    page.locator("#ask").press_sequentially(" router")

    page.wait_for_url(re.compile(r"router$"))
    assert "kind=" not in page.url


def test_what_is_marked_is_quoted_with_its_heading(window, article):
    page = window.open(UserFactory())
    page.goto(article.get_absolute_url())
    page.get_by_text("Run kubectl rollout restart").select_text()

    page.get_by_role("link", name="Flag a passage").click()

    page.get_by_label("Passage").wait_for()
    assert "Run kubectl" in page.get_by_label("Passage").input_value()
    assert page.get_by_label("Where").input_value() == "Restart"


def test_the_pages_of_reading_pass_axe(window, looks, article):
    page = window.open(article.owner)
    address = article.get_absolute_url()

    lists = ("/knowledge/flags/", "/knowledge/required/")
    for path in (address, f"{address}flag/", f"{address}require/", *lists):
        page.goto(path)
        assert looks(page) == [], path
