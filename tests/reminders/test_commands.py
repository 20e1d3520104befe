"""A new portal tells what is due without waiting for the next round."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from apps.accounts.roles import Role
from apps.history.models import Concern
from apps.onboarding import actions
from apps.reminders.models import Notification, Reading, RuleSetting
from apps.reminders.queries import RULES
from tests.factories import EditionFactory, draft, person

pytestmark = pytest.mark.django_db


def test_planning_at_once_skips_what_is_long_past(now, time_machine, capsys):
    EditionFactory(criteria=["must"], published=True)
    request = draft(person(Role.REQUESTER), now)
    admin = person(Role.ADMINISTRATOR)
    for days in (30, 1):
        at = now - timedelta(days=days)
        actions.comment(request.pk, by=admin, text="Hm.", now=at)
    time_machine.move_to(now)

    call_command("plan_reminders", days_back=3)
    call_command("plan_reminders", days_back=3)

    assert Concern.objects.count() == 2
    told = Notification.objects.get()
    assert timedelta(hours=23) <= now - told.at <= timedelta(hours=24)
    assert told.late_since is None
    assert Reading.objects.get().reached_id == Concern.objects.last().pk
    assert set(RuleSetting.objects.values_list("slug", flat=True)) == set(RULES)
    assert "1 of what people did" in capsys.readouterr().out
