"""The story of a shift in a browser, from an absence to the next rota; and cover's pages by axe."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.models import OutboxItem
from apps.staffing.actions import generating
from apps.staffing.models import Absence, Gap, Generation, Shift
from apps.staffing.tasks import run_generation
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
def test_an_absence_makes_a_gap_a_swap_closes_it_and_a_rota_is_generated_and_published(
    window, here, script
):
    """An hour's shift of everybody: who is away, who takes over, who plans what comes next."""
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

    managers = window.open(here.eve.user, script=script)
    managers.goto(f"/staffing/absences/{Absence.objects.get().pk}/")
    managers.get_by_role("button", name="Approve").click()
    managers.get_by_text("It is approved.").wait_for()

    planners = window.open(here.dee, script=script)
    planners.goto("/staffing/gaps/")
    planners.get_by_role("link", name=f"{monday:%a}").first.click()
    planners.get_by_role("heading", name="Ways to close it").wait_for()
    assert planners.locator(".cover-ways > li").count() == 3

    page.goto(reverse("staffing:shift", args=[here.shifts[0].pk]))
    page.get_by_label("To whom").select_option(label="Cy")
    page.get_by_role("button", name="Offer it").click()
    page.get_by_role("heading", name="Ann gives away a shift").wait_for()
    takers = window.open(here.cy.user, script=script)
    takers.goto(reverse("staffing:swaps"))
    waiting = takers.get_by_role("region", name="Waiting for you")
    waiting.get_by_role("link").click()
    takers.get_by_role("button", name="Take the shift").click()
    takers.get_by_text("You take the shift").wait_for()

    planners.reload()
    planners.get_by_text("Closed", exact=False).first.wait_for()
    assert Gap.objects.get().closed_at
    assert Shift.objects.get(starts_at=monday).person == here.cy

    _generate_and_publish(planners, here.rota, monday.date() + timedelta(days=7))


def _generate_and_publish(page, rota, first):
    """Asked for, found, changed by hand, compared and published."""
    page.goto(reverse("staffing:generation_new", args=[rota.slug]))
    page.locator("[name=first_on]").fill(f"{first}")
    page.locator("[name=last_on]").fill(f"{first + timedelta(days=4)}")
    page.locator("[name=lines]").fill("Day, Mon-Fri, 08:00-20:00")
    page.locator("main").get_by_role("button", name="Search").click()
    page.get_by_text("Waiting for a worker").wait_for()

    run_generation(OutboxItem.objects.get(task=generating.TASK).pk)
    page.goto(reverse("staffing:generation", args=[Generation.objects.get().pk]))
    page.get_by_role("link", name="See the proposal").click()
    page.get_by_text("Proven best").wait_for()
    page.get_by_role("link", name="Change Day").first.click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="What it changes").click()
    page.get_by_role("button", name="Publish, and tell").click()
    page.get_by_text("It is the published rota").wait_for()

    assert Generation.objects.get().state == "published"
    assert Shift.objects.filter(rota=rota, starts_at__date__gte=first).count() == 5


def test_the_pages_of_cover_pass_axe(window, looks, here):
    page = window.open(here.dee)

    for path in (
        *("absences/", "absences/new/", "absences/calendar/", "coverage/"),
        *(f"coverage/{here.rule.pk}/", "coverage/map/", "gaps/", "burden/"),
        *("working-time/", "working-time/limits/", "capacity/", "call-outs/"),
        *("calendar/", f"calendar/?view=quarter&team={here.team.slug}"),
    ):
        page.goto(f"/staffing/{path}")
        assert looks(page) == [], path
