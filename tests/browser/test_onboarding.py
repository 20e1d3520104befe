"""Three people and two managers, one request: from draft to live, with script and without."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.roles import Role
from apps.core.models import TypedText
from apps.onboarding.models import Request
from apps.onboarding.states import VersionState
from tests.factories import (
    NOW,
    ApplicationFactory,
    CriterionFactory,
    EditionFactory,
    GrantFactory,
    PlatformFactory,
    person,
)

KINDS = {
    "ONE-01": {"evidence_kind": "text"},
    "ONE-02": {"evidence_kind": "link"},
    "ONE-03": {"evidence_kind": "number", "wanted": {"at_least": 99, "unit": "%"}},
    "ONE-04": {
        "evidence_kind": "choice",
        "wanted": {"choices": ["Daily", "Never"], "accepted": ["Daily"]},
    },
    "ONE-05": {"evidence_kind": "file"},
    "ONE-06": {"evidence_kind": "text"},
}


def standard():
    edition = EditionFactory(criteria=[], standard__name="Story")
    for code, fields in KINDS.items():
        CriterionFactory(edition=edition, code=code, title=f"Show {code}", **fields)
    edition.questions.create(key="personal_data", text="Does it store personal data?")
    edition.become(VersionState.PUBLISHED)
    edition.published_at = NOW
    edition.save()


@pytest.fixture
def cast():
    """The people, the application and the platform of the story."""
    standard()
    application = ApplicationFactory(name="Ledger")
    PlatformFactory(name="Harbour")
    manager = person(Role.PLATFORM_MANAGER)
    GrantFactory(user=manager, role=Role.TEAM_MANAGER)
    return {
        "requester": person(Role.REQUESTER, team=application.owner_team.slug),
        "reviewer": person(Role.REVIEWER, category="security"),
        "manager": manager,
        "second": person(Role.TEAM_MANAGER, team=application.owner_team.slug),
    }


def open_criterion(page, code):
    page.get_by_role("link", name=code).first.click()
    page.get_by_role("heading", name=code).first.wait_for()


def back(page):
    page.get_by_label("Breadcrumb").get_by_role("link", name="ONB-").click()
    page.get_by_role("heading", name="Approvals").wait_for()


def give(page, code):
    open_criterion(page, code)
    if code in {"ONE-01", "ONE-06"}:
        page.locator("#id_value").fill("Agreed in the design review.")
    elif code == "ONE-02":
        page.locator("#id_value").fill("https://wiki.example/runbook")
    elif code == "ONE-03":
        page.locator("#id_value").fill("99,5")
    elif code == "ONE-04":
        page.get_by_label("Daily").check()
    else:
        page.locator("#id_file").set_input_files(
            {"name": "proof.txt", "mimeType": "text/plain", "buffer": b"It works."}
        )
    page.get_by_role("button", name="Save evidence").click()
    page.get_by_text("Counts").wait_for()
    back(page)


def press(page, button):
    page.get_by_role("button", name=button, exact=True).first.click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_request_goes_from_draft_to_live(window, axe, cast, script):
    team = window.open(cast["requester"], script=script)
    start(team)
    for code in KINDS:
        give(team, code)
    if script:
        assert axe(team) == []
    press(team, "Submit for review")
    team.get_by_text("In review").first.wait_for()
    address = team.url

    reviewer = window.open(cast["reviewer"], script=script)
    reviewer.goto("/onboarding/queue/")
    reviewer.get_by_role("link", name="ONE-02").first.wait_for()
    if script:
        assert axe(reviewer) == []
    review(reviewer, address)

    team.goto(address)
    open_criterion(team, "ONE-01")
    assert team.get_by_text("Which design review?").first.is_visible()
    if script:
        assert axe(team) == []
    team.locator("#id_value").fill("The design review of 3 November.")
    press(team, "Save evidence")
    team.get_by_text("Earlier").wait_for()
    team.goto(address)
    open_criterion(team, "ONE-06")

    reviewer.goto(address)
    open_criterion(reviewer, "ONE-01")
    press(reviewer, "Accept")
    reviewer.get_by_text("Accepted").first.wait_for()

    manager = window.open(cast["manager"], script=script)
    send_back(manager, address)
    team.goto(address)
    team.get_by_text("Changes requested").first.wait_for()
    press(team, "Resubmit")
    team.get_by_text("In review").first.wait_for()
    decide(manager, address)
    second = window.open(cast["second"], script=script)
    second.goto(address)
    press(second, "Approve")
    second.get_by_text("Approved").first.wait_for()
    manager.goto(address)
    press(manager, "Go live")
    manager.get_by_text("Silver").first.wait_for()
    if script:
        assert axe(manager) == []

    found = Request.objects.get()
    assert (found.state, found.badge) == ("live", "silver")


def start(page):
    page.goto("/onboarding/new/")
    page.get_by_label("Application").select_option(label="Ledger")
    page.get_by_label("Platform").select_option(label="Harbour")
    press(page, "Begin")
    page.get_by_role("link", name="Questions").click()
    page.get_by_label("No", exact=True).check()
    press(page, "Save and go on")
    page.get_by_text("Before you can submit").wait_for()


def review(page, address):
    """All accepted but one that is returned and one for which a waiver is proposed."""
    for code in ["ONE-02", "ONE-03", "ONE-04", "ONE-05"]:
        page.goto(address)
        open_criterion(page, code)
        press(page, "Accept")
        page.get_by_text("Last decided by").wait_for()
    page.goto(address)
    open_criterion(page, "ONE-01")
    page.get_by_label("Reason").first.fill("Which design review?")
    press(page, "Return with this comment")
    page.get_by_text("Returned").first.wait_for()
    page.goto(address)
    open_criterion(page, "ONE-06")
    page.get_by_text("Propose a waiver").click()
    page.get_by_label("The risk we take").fill("A slow night.")
    page.get_by_label("Compensating control").fill("The platform's own on-call.")
    page.get_by_label("Until").fill(waiver_end())
    press(page, "Propose it")
    page.get_by_text("Waiver proposed").first.wait_for()


def waiver_end():

    return (timezone.localdate() + timedelta(days=60)).isoformat()


def send_back(page, address):
    """The manager asks for one more thing, of the request as a whole."""
    page.goto(address)
    page.locator("summary", has_text="Request changes").click()
    asked = page.locator("details", has_text="Request changes")
    asked.get_by_label("Reason").fill("Name the people on call.")
    asked.get_by_role("button", name="Request changes").click()
    page.get_by_text("Changes requested").first.wait_for()


def decide(page, address):
    """The manager approves the waiver, then takes the first seat."""
    page.goto(address)
    open_criterion(page, "ONE-06")
    press(page, "Approve the waiver")
    page.get_by_text("Waived").first.wait_for()
    page.goto(address)
    press(page, "Approve")
    page.get_by_text("You approved").first.wait_for()


def test_what_is_typed_is_there_again_after_leaving(window, cast):
    page = window.open(cast["requester"])
    start(page)
    open_criterion(page, "ONE-01")
    page.locator("#id_value").fill("Half a sentence")
    page.get_by_text("Draft kept").wait_for()
    address = page.url

    again = window.open(cast["requester"])
    again.goto(address)

    assert again.locator("#id_value").input_value() == "Half a sentence"
    assert TypedText.objects.count() == 1


def test_two_people_see_both_texts(window, cast):
    first = window.open(cast["requester"])
    start(first)
    open_criterion(first, "ONE-01")
    second = window.open(cast["requester"])
    second.goto(first.url)
    first.locator("#id_value").fill("The text of the first person.")
    press(first, "Save evidence")
    first.get_by_text("Counts").wait_for()

    second.locator("#id_value").fill("The text of the second person.")
    press(second, "Save evidence")

    second.get_by_role("heading", name="What you typed").wait_for()
    assert second.get_by_text("The text of the first person.").first.is_visible()
    assert second.locator("#id_value").input_value() == "The text of the second person."
