"""A reminder's way: it appears by itself, is snoozed, comes back; its mail unsubscribes."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from apps.accounts.roles import Role
from apps.core.models import OutboxItem
from apps.onboarding.actions import approve_waiver
from apps.onboarding.models import Waiver
from apps.reminders import actions
from apps.reminders.models import Notification, Preference, RuleSetting
from tests.access.world import build_world
from tests.factories import NotificationFactory, person

QUARTER_MINUTE = 15_000


@pytest.fixture
def requester():
    """Who asked for an application whose waiver ends in a week."""
    yesterday = timezone.now() - timedelta(days=1)
    world = build_world(yesterday)
    waiver = world["waiver"]
    admin = person(Role.ADMINISTRATOR)
    approve_waiver(waiver.pk, by=admin, now=yesterday)
    ends_on = timezone.localdate() + timedelta(days=7)
    Waiver.objects.filter(pk=waiver.pk).update(expires_on=ends_on)
    RuleSetting.objects.update(is_on=False, counts_from=yesterday)
    RuleSetting.objects.filter(slug="onboarding.waiver_expiring").update(is_on=True)
    return world["requester"]


def tell() -> None:
    """What beat and a worker do, tomorrow at the latest."""
    tomorrow = timezone.now() + timedelta(days=1)
    actions.plan(now=timezone.now())
    actions.fire(now=tomorrow)
    for pk in OutboxItem.objects.filter(task="reminders.deliver").values_list("pk"):
        actions.attempt(pk[0], now=tomorrow)


def test_a_waiver_near_its_end_appears_is_snoozed_and_comes_back(window, requester):
    page = window.open(requester)
    page.clock.install()
    page.goto(reverse("reminders:inbox"))
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()

    tell()
    page.clock.run_for(QUARTER_MINUTE + 500)

    line = page.get_by_role("row").filter(has_text="waiver")
    expect(line).to_be_visible()
    expect(page.locator("#inbox-count")).to_contain_text("1")

    line.get_by_role("checkbox").check()
    page.get_by_role("button", name="Snooze").click()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    expect(page.locator("#inbox-count")).to_be_empty()

    Notification.objects.update(snoozed_until=timezone.now())
    page.clock.run_for(QUARTER_MINUTE + 500)
    expect(line).to_be_visible()


def test_its_mail_ends_such_mails_in_one_click_signed_out(window, requester):
    tell()
    (letter,) = mail.outbox
    path = re.search(
        r"<https?://[^/]+(/[^>]+)>", letter.extra_headers["List-Unsubscribe"]
    )

    page = window.open()
    page.goto(path.group(1))
    page.get_by_role("button", name="No more mail of this kind").click()

    expect(page.get_by_text("You get no more mail about this")).to_be_visible()
    (chosen,) = Preference.objects.filter(user=requester)
    assert (chosen.topic, chosen.how) == ("onboarding.waiver_expiring", "off")


def test_what_is_ticked_stays_ticked_while_the_list_changes(window):
    user = person()
    first = NotificationFactory(user=user, title="First")
    gone = NotificationFactory(user=user, title="Gone")
    page = window.open(user)
    page.clock.install()
    page.goto(reverse("reminders:inbox"))
    page.get_by_role("row").filter(has_text="First").get_by_role("checkbox").check()
    page.get_by_role("row").filter(has_text="Gone").get_by_role("checkbox").check()

    Notification.objects.filter(pk=gone.pk).update(withdrawn_at=timezone.now())
    NotificationFactory(user=user, title="New", at=timezone.now())
    page.clock.run_for(QUARTER_MINUTE + 500)

    expect(page.get_by_role("row").filter(has_text="New")).to_be_visible()
    expect(page.get_by_text("Gone")).to_have_count(0)
    ticked = page.locator("[name=picked]:checked")
    expect(ticked).to_have_count(1)
    assert ticked.get_attribute("value") == str(first.pk)


def test_the_inbox_works_without_a_script(window):
    user = person()
    NotificationFactory(user=user, title="First")
    page = window.open(user, script=False)
    page.goto(reverse("reminders:inbox"))

    page.get_by_role("checkbox", name="Tick First").check()
    page.get_by_role("button", name="Done").click()

    expect(page.get_by_text("1 done.")).to_be_visible()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
