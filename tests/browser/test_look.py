"""The look itself, in a browser: contrast, names, sizes, keys, narrow screens."""

import gzip

import pytest

from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _style_guide(settings):
    settings.ROOT_URLCONF = "tests.browser.style_guide"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_everything_the_look_draws_passes_axe(window, axe, dark, width):
    page = window.open(UserFactory(), dark=dark, width=width)

    page.goto("/style-guide/")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_theme_wins_over_the_devices(window, theme):
    page = window.open(UserFactory(theme=theme), dark=theme == "light")

    page.goto("/style-guide/?quiet")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert (background == "rgb(246, 247, 249)") == (theme == "light")


def test_a_form_sent_empty_names_each_field_and_takes_the_reader_there(window, axe):
    page = window.open(UserFactory())
    page.goto("/style-guide/?quiet")

    page.get_by_role("button", name="Save").click()

    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").count() == 4
    assert summary.evaluate("element => element === document.activeElement")
    assert axe(page) == []
    summary.get_by_role("link").nth(2).click()
    assert page.evaluate("document.activeElement.id") == "id_tier_0"


def test_a_refusal_is_a_page_with_its_words(window, axe):
    page = window.open(UserFactory())

    page.goto("/style-guide/?refuse")

    assert page.get_by_role("alert").inner_text().startswith("A request is approved")
    assert axe(page) == []


def test_a_missing_page_passes_axe_signed_in_and_out(window, axe):
    for user in (UserFactory(), None):
        page = window.open(user)
        page.goto("/nowhere/")
        assert axe(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_menu_of_a_narrow_screen_opens_by_keyboard(window, script):
    page = window.open(UserFactory(), width=400, script=script)
    page.goto("/style-guide/?quiet")
    menu = page.get_by_role("navigation", name="Main")
    assert not menu.is_visible()

    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")

    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()


def test_the_first_tab_offers_to_skip_to_the_content(window):
    page = window.open(UserFactory())
    page.goto("/style-guide/?quiet")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


def test_help_opens_by_a_key_that_can_be_switched_off(window, axe):
    page = window.open(UserFactory())
    page.goto("/style-guide/?quiet")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    assert dialog.is_visible()
    assert axe(page) == []

    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")

    assert not dialog.is_visible()


def test_leaving_a_form_half_typed_asks_first(window):
    page = window.open(UserFactory())
    page.goto("/style-guide/?quiet")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_label("Name").type("Half")
    page.goto("/nowhere/")

    assert asked == ["beforeunload"]


def test_the_menu_starts_below_the_header_where_the_page_is_in_it(window):
    page = window.open(UserFactory(), width=1280)
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto("/")
    menu, top = page.locator("#navigation"), page.locator(".portal-top")
    header, body = top.bounding_box(), menu.bounding_box()
    assert body["y"] >= header["y"] + header["height"] - 1

    page.goto(menu.get_by_role("link").last.get_attribute("href"))

    current = menu.locator("[aria-current]").bounding_box()
    assert current["y"] + current["height"] <= 300


def test_a_long_badge_beside_a_tick_box_does_not_widen_a_narrow_page(window):
    page = window.open(UserFactory(), width=400)
    page.goto("/style-guide/?quiet")

    wide = page.evaluate(
        """() => {
          const words = "Less than 11 hours of rest before the next shift, ".repeat(3);
          document.querySelector(".form-check-label").insertAdjacentHTML(
            "beforeend", `<span class="badge portal-badge">${words}</span>`);
          return document.documentElement.scrollWidth;
        }"""
    )

    assert wide <= 400


def test_a_first_visit_is_light(window):
    page = window.open(UserFactory())
    sizes = []
    page.on("response", lambda response: sizes.append(compressed(response)))

    page.goto("/nowhere/", wait_until="networkidle")

    assert len(sizes) >= 5
    assert sum(sizes) <= 160 * 1024


def compressed(response) -> int:
    """The bytes that gzip leaves of an answer."""
    return len(gzip.compress(response.body()))
