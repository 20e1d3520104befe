"""A mapping is mended while its result is looked at, with scripts and without."""

import pytest

from apps.accounts.roles import Role
from tests.factories import NOW, person
from tests.integrations.inbound_senders import alert, endpoint, group, received


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_a_mapping_is_tried_on_the_last_delivery_and_saved(window, script):
    found = endpoint()
    received(found, group(alert(labels={"team": "Storage"})), NOW)
    page = window.open(person(Role.ADMINISTRATOR), script=script)

    page.goto(f"{found.get_absolute_url()}mapping/")
    page.get_by_label("Assignment group").fill("labels.team")
    if not script:
        page.get_by_role("button", name="Try it").click()
    page.locator("#preview dd", has_text="Storage").wait_for()
    page.get_by_role("button", name="Save").click()

    page.locator("th", has_text="Assignment group").wait_for()
    found.refresh_from_db()
    assert found.rules["columns"]["group"] == "labels.team"
