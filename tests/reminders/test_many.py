"""Many cost as many queries as few."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Grant
from apps.accounts.roles import Role
from apps.core.models import OutboxItem
from apps.reminders import actions
from apps.reminders.models import Channel, Delivery, Notification, Preference
from tests.factories import NOW, GrantFactory, TeamFactory, person
from tests.reminders.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_letters")]
DUE = date(2026, 12, 1)
MORNING = datetime(2026, 11, 24, 9, tzinfo=UTC)


def queries_of(work) -> int:
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def tell(letters, count: int) -> int:
    """The queries of a tick that tells so many people of so many letters."""
    for one in TeamFactory.create_batch(count):
        who = person(Role.REQUESTER)
        GrantFactory(user=who, scope_kind="team", scope_key=one.slug)
        Preference.objects.create(user=who, topic="tests.letter", how="day")
        Channel.objects.create(team=one, kind="slack", name="Slack", url="https://a.b")
        letters.owe(one, DUE, who)
    actions.plan(now=NOW)
    return queries_of(lambda: actions.fire(now=MORNING))


def test_a_tick_asks_as_much_for_many_people_as_for_few(letters):
    few = tell(letters, 2)
    Grant.objects.all().delete()
    Channel.objects.all().delete()
    letters.due.clear()

    # Each team's channel asks which lines it was told, and writes them down.
    assert tell(letters, 20) - few <= 18 * 2
    assert Notification.objects.count() == 22
    assert Delivery.objects.filter(channel=None).count() == 22


def test_a_message_asks_each_rule_once(letters):
    found = []
    for count in (2, 20):
        who = person(Role.REQUESTER)
        letters.due.clear()
        for one in TeamFactory.create_batch(count):
            letters.owe(one, DUE, who)
        actions.plan(now=NOW)
        actions.fire(now=MORNING)
        pk = OutboxItem.objects.get(done_at=None).pk
        found.append(queries_of(lambda pk=pk: actions.attempt(pk, now=MORNING)))

    assert found[0] == found[1]
    assert [one.subject.split(":")[0] for one in mail.outbox] == [
        "2 things for you",
        "20 things for you",
    ]


def test_a_message_keeps_what_is_true_of_its_lines(letters):
    who = person(Role.REQUESTER)
    kept, met, moved = TeamFactory.create_batch(3)
    for one in (kept, met, moved):
        letters.owe(one, DUE, who)
    run(NOW)
    actions.fire(now=MORNING)
    letters.met(met)
    letters.owe(moved, date(2026, 12, 24), who)

    actions.attempt(OutboxItem.objects.get(done_at=None).pk, now=MORNING)

    assert mail.outbox[0].subject.startswith(kept.name)
    gone = Notification.objects.filter(withdrawn_at=MORNING)
    assert set(gone.values_list("subject_id", flat=True)) == {met.pk, moved.pk}
