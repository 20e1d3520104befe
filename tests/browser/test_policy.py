"""The policy of the pages is held by the browser, and these tests would hear it broken."""

import pytest

from tests.browser.conftest import Window

BREAKS = {
    "a script of another host": """() => {
      const one = document.createElement("script");
      one.src = "https://evil.example/x.js";
      document.body.append(one);
    }""",
    "a form that leads away": """() => {
      const one = document.createElement("form");
      one.action = "https://evil.example/";
      document.body.append(one);
      one.submit();
    }""",
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_page_that_breaks_the_policy_is_heard_and_fails_its_test(
    chromium, live_server, name
):
    window = Window(chromium, live_server.url)
    page = window.open()
    page.goto("/account/login/")
    assert window.pages == 1

    with page.expect_console_message(lambda one: "Content" in one.text):
        page.evaluate(BREAKS[name])

    assert window.violations
    with pytest.raises(AssertionError, match="Policy"):
        window.close()
