"""The story of a gap in a browser: an absence makes it, three ways show, one click closes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.staffing.models import Absence, Gap, Shift
from tests.staffing.factories import (
    HoldingFactory,
    PersonFactory,
    PostingFactory,
)
from tests.staffing.factories_cover import world


def next_monday():
    """Monday after next, at eight in the morning (UTC)."""
    now = timezone.now()
    day = now + timedelta(days=14 - now.weekday())
    return day.replace(hour=8, minute=0, second=0, microsecond=0)


@pytest.fixture
def here():
    """A world of three people who could take Ann's shift."""
    made = world(next_monday())
    extra = PersonFactory(name="Flo")
    PostingFactory(person=extra, team=made.team)
    HoldingFactory(person=extra, skill=made.skill)
    return made


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_absence_makes_a_gap_and_one_click_closes_it(window, here, script):
    monday = next_monday()
    page = window.open(here.ann.user, script=script)
    page.goto("/staffing/absences/new/", timeout=30_000)
    page.get_by_label("First day", exact=True).fill(f"{monday:%Y-%m-%d}")
    page.get_by_label("Last day", exact=True).fill(f"{monday:%Y-%m-%d}")
    if not script:
        page.get_by_role("button", name="See what it touches").click()
    page.get_by_text("Core, Days: 1 short").wait_for()
    assert not Absence.objects.exists()
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("button", name="Cancel it").wait_for()

    page = window.open(here.eve.user, script=script)
    page.goto(f"/staffing/absences/{Absence.objects.get().pk}/")
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("It is approved.").wait_for()

    page = window.open(here.dee, script=script)
    page.goto("/staffing/gaps/")
    page.get_by_role("link", name=f"{monday:%a}").first.click()
    page.get_by_role("heading", name="Ways to close it").wait_for()
    ways = page.locator(".cover-ways > li")
    assert ways.count() == 3
    ways.first.get_by_role("button").click()
    page.get_by_text("It is closed.").wait_for()

    assert Gap.objects.get().closed_at
    assert Shift.objects.get(starts_at=monday).person != here.ann


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 400)])
def test_the_pages_of_cover_pass_axe(window, axe, here, dark, width):
    page = window.open(here.dee, dark=dark, width=width)

    for path in (
        *("absences/", "absences/new/", "absences/calendar/", "coverage/"),
        *(f"coverage/{here.rule.pk}/", "coverage/map/", "gaps/", "burden/"),
        *("working-time/", "working-time/limits/", "capacity/", "call-outs/"),
    ):
        page.goto(f"/staffing/{path}")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
