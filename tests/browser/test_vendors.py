"""A month of a vendor's service, from its ticket export to the frozen PDF."""

from datetime import date

import pytest

from apps.accounts.roles import Role
from apps.core.models import OutboxItem
from apps.vendors.models import Closure
from apps.vendors.states import PeriodState
from apps.vendors.tasks import check_import, run_import
from tests.factories import person
from tests.vendors.factories import LevelFactory

ROWS = """Ticket;State;Severity;Created;Answered;Solved;Team
INC1;Closed;2 - High;05/10/2026 09:00;05/10/2026 09:10;05/10/2026 11:00;Desk
INC2;Closed;2 - High;06/10/2026 09:00;06/10/2026 09:20;07/10/2026 16:00;Desk
INC3;Closed;3 - Medium;08/10/2026 10:00;08/10/2026 10:05;08/10/2026 12:00;Desk
INC4;Closed;3 - Medium;09/10/2026 12:00;09/10/2026 12:30;08/10/2026 12:00;Desk
"""
COLUMNS = {
    "number": "Ticket",
    "state": "State",
    "priority": "Severity",
    "opened_at": "Created",
    "first_response_at": "Answered",
    "resolved_at": "Solved",
    "group": "Team",
}


@pytest.fixture
def service(db):
    level = LevelFactory(
        slug="resolution",
        name="Resolution",
        service__slug="desk",
        service__name="Service desk",
    )
    return level.service


def run(task, name):
    task(OutboxItem.objects.get(task=name).pk)


def bring_in(page, tmp_path, axe, *, script):
    """Upload, map, preview, import."""
    export = tmp_path / "october.csv"
    export.write_text(ROWS)
    page.goto("/vendors/services/desk/import/")
    page.get_by_label("Ticket export").set_input_files(export)
    page.get_by_role("button", name="Give the file").click()
    for name, column in COLUMNS.items():
        page.locator(f"[name=column_{name}]").select_option(column)
    page.get_by_label("Time zone").fill("Europe/London")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_text("Checking the file").wait_for()
    run(check_import, "vendors.check_import")
    if not script:
        page.get_by_role("link", name="Look again").click()
    page.get_by_text("is before the ticket was opened").first.wait_for()
    assert page.get_by_role("listitem").filter(has_text="3 new").is_visible()
    rejected = page.get_by_role("region", name="Rejected rows, in a table")
    assert rejected.get_by_role("cell", name="08/10/2026 12:00").is_visible()
    if script:
        assert axe(page) == []
    page.get_by_role("button", name="Import these tickets").click()
    page.get_by_role("progressbar").wait_for()
    run(run_import, "vendors.run_import")
    if not script:
        page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="See the tickets").wait_for()


def leave_out(page, other):
    """From the red level to the ticket behind it, out of it by two people."""
    page.goto("/vendors/services/desk/scorecards/2026-10/")
    assert page.get_by_text("Red", exact=True).first.is_visible()
    page.get_by_role("link", name="Resolution", exact=True).click()
    page.get_by_role("link", name="Breached (1)").click()
    page.get_by_role("link", name="INC2").click()
    page.get_by_role("heading", name="The arithmetic").wait_for()
    page.get_by_role("link", name="Propose to exclude it").click()
    page.get_by_label("Reason").select_option("customer")
    page.get_by_label("Explanation").fill("It waited for the customer's approval.")
    page.get_by_role("button", name="Propose").click()
    page.get_by_role("heading", name="INC2 out of Resolution").wait_for()
    other.goto(page.url)
    other.get_by_role("radio", name="Accept").check()
    other.get_by_role("button", name="Decide").click()
    other.get_by_text("Accepted by").wait_for()


def close(page, other):
    """The month is reviewed and closed by one, and signed by another."""
    page.goto("/vendors/services/desk/scorecards/2026-10/")
    assert page.get_by_text("Green", exact=True).first.is_visible()
    page.get_by_role("link", name="Review and close").click()
    page.get_by_role("button", name="Take to review").click()
    page.get_by_role("button", name="Close October 2026").click()
    page.wait_for_url("**/closures/*/")
    other.goto(page.url)
    other.get_by_role("button", name="Sign").click()
    other.get_by_text("it never changes").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_export_becomes_a_frozen_scorecard(window, axe, service, tmp_path, script):
    one, two = person(Role.VENDOR_MANAGER), person(Role.VENDOR_MANAGER)
    page, other = window.open(one, script=script), window.open(two, script=script)
    service.periods.create(month=date(2026, 10, 1))

    bring_in(page, tmp_path, axe, script=script)
    leave_out(page, other)
    close(page, other)
    with other.expect_download() as waited:
        other.get_by_role("link", name="PDF").click()

    assert waited.value.path().read_bytes().startswith(b"%PDF")
    found = Closure.objects.get()
    assert found.period.state == PeriodState.FROZEN
    assert (found.closed_by, found.signed_by) == (one, two)
    assert found.figures["score"] is not None
