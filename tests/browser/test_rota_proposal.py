"""A rota is generated, followed, edited and published, with the browser's own clicks."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from apps.accounts.roles import Role
from apps.core.models import OutboxItem
from apps.staffing.actions import generating
from apps.staffing.models import Generation, Shift
from apps.staffing.tasks import run_generation
from tests.factories import person
from tests.staffing.factories_generating import team_rota


def test_a_rota_is_generated_and_published(window):
    rota = team_rota()
    monday = timezone.localdate() + timedelta(days=14)
    monday -= timedelta(days=monday.weekday())
    page = window.open(person(Role.TEAM_MANAGER))
    page.goto(reverse("staffing:generation_new", args=[rota.slug]))
    page.locator("[name=first_on]").fill(f"{monday}")
    page.locator("[name=last_on]").fill(f"{monday + timedelta(days=6)}")
    page.locator("[name=lines]").fill("Day, Mon-Sun, 08:00-20:00")
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.get_by_text("Waiting for a worker")).to_be_visible()

    run_generation(OutboxItem.objects.get(task=generating.TASK).pk)
    page.get_by_role("link", name="See the proposal").click()
    expect(page.get_by_text("Proven best")).to_be_visible()
    page.get_by_role("link", name="Change Day").first.click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="What it changes").click()
    page.get_by_role("button", name="Publish, and tell 3 people").click()
    expect(page.get_by_text("It is the published rota")).to_be_visible()

    assert Generation.objects.get().state == "published"
    assert Shift.objects.filter(rota=rota).count() == 7
