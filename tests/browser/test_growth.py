"""Two people, one performance review: from the opening of its cycle to both signatures."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from apps.staffing.models.growth import Review
from apps.staffing.models.growth.base import entered
from tests.staffing.growth.everything import make_everything
from tests.staffing.growth.people import client_of, make_line, somebody

PASSWORD = "correct horse battery staple"


@pytest.fixture
def two(transactional_db):
    """Ben leads Anna."""
    ben = somebody("Ben Lead")
    anna = somebody("Anna Engineer", ben)
    for one in (ben, anna):
        one.user.set_password(PASSWORD)
        one.user.save()
    return ben, anna


def enter(window, person, **how):
    """Open Growth; it asks for the password first."""
    page = window.open(person.user, **how)
    page.goto("/staffing/growth/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("heading", name="Growth", level=1).wait_for()
    return page


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def write(page, words):
    page.get_by_label("What went well").fill(words)
    page.get_by_label("What should change").fill("Fewer late nights")
    page.get_by_role("button", name="Hand it in").click()
    page.get_by_text("handed in").first.wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_performance_review_goes_through_its_cycle_with_two_people(
    window, axe, two, script
):
    ben, anna = two
    lead = enter(window, ben, script=script)
    lead.get_by_role("link", name="Review cycles").click()
    lead.get_by_role("link", name="New cycle").first.click()
    lead.get_by_label("Name").fill("2026")
    for label, days in (
        ("Self-assessments by", 7),
        ("Managers' assessments by", 14),
        ("Signed by", 30),
    ):
        lead.get_by_label(label).fill(day(days))
    lead.get_by_role("button", name="Open it").click()
    lead.get_by_role("link", name="Anna Engineer").click()
    lead.get_by_role("heading", name="Review of Anna Engineer").wait_for()

    own = enter(window, anna, script=script)
    own.get_by_role("link", name="Write your self-assessment").click()
    write(own, "The migration went quietly")

    lead.reload()
    lead.get_by_text("The migration went quietly").wait_for()
    write(lead, "She led the migration")
    own.reload()
    assert own.get_by_text("She led the migration").count() == 0
    lead.get_by_label("Performance").select_option("3")
    lead.get_by_role("button", name="Place").click()
    lead.get_by_role("button", name="Share with Anna Engineer").click()
    lead.get_by_text("To be signed").first.wait_for()
    if script:
        assert axe(lead) == []

    own.reload()
    own.get_by_text("She led the migration").wait_for()
    assert own.get_by_text("potential").count() == 0
    own.get_by_label("Comment").fill("Agreed, and thanks")
    own.get_by_role("button", name="Sign").click()
    own.get_by_text("Comment of Anna Engineer").wait_for()
    lead.reload()
    lead.get_by_role("button", name="Sign").click()
    lead.get_by_text("Signed by both").first.wait_for()

    with entered(anna.pk, today=timezone.localdate()):
        assert Review.objects.get().state == "signed"


def test_axe_finds_nothing_on_the_pages_of_growth(window, looks, transactional_db):
    line = make_line()
    things = make_everything(line)
    page = window.open(line.ben.user)
    session = client_of(line.ben.user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session,
                "domain": "localhost",
                "path": "/",
            }
        ]
    )
    kinds = ("one-to-ones", "objectives", "reviews", "cycles", "vacancies", "actions")
    urls = ["/staffing/growth/", "/staffing/growth/data-map/", "/staffing/growth/hr/"]
    found = {}
    for url in [*urls, *(things[kind].get_absolute_url() for kind in kinds)]:
        page.goto(url)
        if said := looks(page):
            found[url] = said

    assert found == {}
