"""A reminder is told once, in its time, to whom it concerns, while it is true."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from apps.accounts.roles import Role
from apps.reminders import actions
from apps.reminders.models import (
    Away,
    Habits,
    Mute,
    Notification,
    Occurrence,
    Preference,
)
from tests.factories import (
    NOW,
    MembershipFactory,
    TeamFactory,
    UserFactory,
    person,
)
from tests.reminders.conftest import run, set_rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_letters")]
DUE = date(2026, 12, 1)


def at(day: int, hour=12, month=12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def writer():
    return person(Role.REQUESTER)


@pytest.fixture
def team():
    return TeamFactory(name="Post room")


def states() -> list[tuple[str, str]]:
    rows = Occurrence.objects.order_by("due_on", "fire_at")
    return list(rows.values_list("step", "state"))


def test_each_step_is_told_on_its_morning(letters, team, writer):
    letters.owe(team, DUE, writer)

    run(at(24, 8, month=11))
    assert states() == [("-7d", "planned"), ("-1d", "planned"), ("+1d", "planned")]
    assert mail.outbox == []

    run(at(24, 9, month=11))
    assert [one.subject for one in mail.outbox] == [
        "Post room: a letter is due on 1 Dec 2026"
    ]
    run(at(30, 9, month=11))
    run(at(2, 9))
    assert len(mail.outbox) == 3
    assert {state for _, state in states()} == {"told"}


def test_nothing_is_told_twice(letters, team, writer):
    letters.owe(team, DUE, writer)

    for _ in range(3):
        run(at(24, 9, month=11))

    assert len(mail.outbox) == 1
    assert Notification.objects.count() == 1


def test_the_morning_is_the_persons_own(letters, team):
    kolkata = person(Role.REQUESTER)
    kolkata.time_zone = "Asia/Kolkata"
    kolkata.save()
    Habits.objects.create(user=kolkata, morning=time(7, 15))
    letters.owe(team, DUE, kolkata)

    actions.plan(now=NOW - timedelta(days=60))
    run(NOW - timedelta(days=3))

    first = Occurrence.objects.get(step="-7d")
    assert first.fire_at == datetime(2026, 11, 24, 1, 45, tzinfo=UTC)


def test_several_things_of_a_morning_are_one_message(letters, writer):
    for name in ("Post room", "Archive", "Print shop"):
        letters.owe(TeamFactory(name=name), DUE, writer)

    run(at(24, 9, month=11))

    (letter,) = mail.outbox
    assert letter.subject.startswith("3 things for you")
    assert all(name in letter.body for name in ("Post room", "Archive", "Print shop"))


def test_a_step_before_the_thing_came_to_be_is_not_made_up_for(letters, team, writer):
    set_rule(counts_from=at(25, month=11))
    letters.owe(team, DUE, writer)

    run(at(26, month=11))

    assert [step for step, _ in states()] == ["-1d", "+1d"]


def test_what_an_outage_missed_is_told_once_and_says_that_it_is_late(
    letters, team, writer
):
    letters.owe(team, DUE, writer)
    run(at(23, month=11))

    run(at(5))

    (letter,) = mail.outbox
    assert "This comes late: it was meant for 2 Dec 2026 08:30" in letter.body
    assert sorted(states()) == [("+1d", "told"), ("-1d", "merged"), ("-7d", "merged")]


def test_a_met_date_withdraws_what_was_planned_and_told(letters, team, writer):
    letters.owe(team, DUE, writer)
    run(at(24, 9, month=11))

    letters.met(team)
    run(at(25, 9, month=11))

    assert {state for step, state in states() if step != "-7d"} == {"withdrawn"}
    assert Notification.objects.get().withdrawn_at
    run(at(5))
    assert len(mail.outbox) == 1


def test_a_changed_date_moves_what_is_planned(letters, team, writer):
    letters.owe(team, DUE, writer)
    run(at(24, 9, month=11))

    letters.owe(team, DUE + timedelta(days=14), writer)
    run(at(2, 9))

    assert len(mail.outbox) == 1
    assert Notification.objects.get().withdrawn_at
    run(at(8, 9))
    assert mail.outbox[-1].subject.endswith("15 Dec 2026")


def test_a_condition_that_ends_between_planning_and_telling_stops_it(
    letters, team, writer
):
    letters.owe(team, DUE, writer)
    run(at(23, month=11))
    letters.met(team)

    actions.fire(now=at(24, 9, month=11))

    assert not Notification.objects.exists()
    assert Occurrence.objects.get(step="-7d").note == "No longer true."


def test_a_condition_that_ends_between_telling_and_sending_stops_the_mail(
    letters, team, writer
):
    letters.owe(team, DUE, writer)
    run(at(23, month=11))
    actions.fire(now=at(24, 9, month=11))
    letters.met(team)

    run(at(24, 9, month=11))

    assert mail.outbox == []
    assert Notification.objects.get().withdrawn_at


def test_it_goes_up_to_the_manager(letters, team, writer):
    boss = person(Role.TEAM_MANAGER)
    MembershipFactory(user=writer, team=TeamFactory(manager=boss))
    set_rule(escalates="+2d")
    letters.owe(team, DUE, writer)

    run(at(4, 9))

    assert [one.to for one in mail.outbox if one.to == [boss.email]]
    told = Notification.objects.get(user=boss)
    assert told.why == "you are the manager of who was told"


def test_nothing_goes_up_on_a_day_off(letters, team, writer):
    boss = person(Role.TEAM_MANAGER)
    MembershipFactory(user=writer, team=TeamFactory(manager=boss))
    set_rule(steps="0d", escalates="+4d")
    letters.owe(team, DUE, writer)

    run(at(1, 1))

    up = Occurrence.objects.get(is_escalation=True)
    assert up.fire_at == at(7, 8) + timedelta(minutes=30)


def test_the_deputy_of_an_absent_person_is_told(letters, team, writer):
    deputy = person(Role.REQUESTER)
    Away.objects.create(
        user=writer,
        deputy=deputy,
        starts_at=at(20, month=11),
        ends_at=at(25, month=11),
    )
    letters.owe(team, DUE, writer)

    run(at(24, 9, month=11))

    assert mail.outbox[0].to == [deputy.email]
    assert f"for {writer}, who is away" in mail.outbox[0].body
    run(at(30, 9, month=11))
    assert mail.outbox[1].to == [writer.email]


def test_quiet_hours_put_a_mail_off(letters, team, writer):
    Habits.objects.create(
        user=writer, morning=time(6), quiet_starts=time(19), quiet_ends=time(8)
    )
    letters.owe(team, DUE, writer)

    run(at(24, 7, month=11))
    assert mail.outbox == []
    assert Notification.objects.count() == 1
    run(at(24, 8, month=11))
    assert len(mail.outbox) == 1


def test_what_is_critical_passes_quiet_hours(letters, team, writer):
    Habits.objects.create(
        user=writer, morning=time(6), quiet_starts=time(19), quiet_ends=time(8)
    )
    set_rule(is_critical=True)
    letters.owe(team, DUE, writer)

    run(at(24, 7, month=11))

    assert len(mail.outbox) == 1


def test_a_daily_digest_gathers(letters, writer):
    Preference.objects.create(user=writer, topic="tests.letter", how="day")
    Habits.objects.create(user=writer, digest_at=time(17))
    letters.owe(TeamFactory(name="Post room"), DUE, writer)
    run(at(24, 9, month=11))
    letters.owe(TeamFactory(name="Archive"), DUE, writer)
    run(at(24, 10, month=11))
    assert mail.outbox == []

    run(at(24, 17, month=11))

    (letter,) = mail.outbox
    assert "Post room" in letter.body
    assert "Archive" in letter.body


def test_who_wants_no_mail_has_it_in_the_inbox(letters, team, writer):
    Preference.objects.create(user=writer, topic="tests.letter", how="off")
    letters.owe(team, DUE, writer)

    run(at(24, 9, month=11))

    assert mail.outbox == []
    assert Notification.objects.unread(at(24, 9, month=11)).count() == 1


def test_a_muted_object_is_silent(letters, team, writer):
    Mute.objects.create(
        user=writer,
        subject_type="accounts.team",
        subject_id=team.pk,
        title="Post room",
        at=NOW,
    )
    letters.owe(team, DUE, writer)

    run(at(24, 9, month=11))

    assert not Notification.objects.exists()
    assert Occurrence.objects.get(step="-7d").note == "They muted it."


def test_a_snoozed_thing_is_not_mailed_until_it_wakes(letters, team, writer):
    letters.owe(team, DUE, writer)
    run(at(23, month=11))
    now = at(24, 9, month=11)
    actions.fire(now=now)
    told = Notification.objects.get()
    actions.snooze([told.pk], until=now + timedelta(hours=1), by=writer, now=now)

    run(now)
    assert mail.outbox == []
    assert not Notification.objects.open(now).exists()
    later = now + timedelta(hours=1)
    assert Notification.objects.unread(later).count() == 1


def test_nobody_is_told_of_what_they_may_not_see(letters, team):
    outsider = UserFactory(external=True)
    letters.owe(team, DUE, outsider)

    run(at(24, 9, month=11))

    assert not Notification.objects.exists()
    assert Occurrence.objects.get(step="-7d").note == "They may not see it."


def test_a_rule_switched_off_is_silent(letters, team, writer):
    letters.owe(team, DUE, writer)
    run(at(23, month=11))
    set_rule(is_on=False)

    run(at(24, 9, month=11))

    assert mail.outbox == []
    assert {state for _, state in states()} == {"withdrawn"}


def test_a_mail_says_why_and_how_to_leave(letters, team, writer, client):
    letters.owe(team, DUE, writer)
    run(at(24, 9, month=11))
    (letter,) = mail.outbox

    assert "You get this because you are the writer." in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = letter.extra_headers["List-Unsubscribe"].strip("<>")
    path = url.removeprefix("http://").partition("/")[2]

    assert client.get(f"/{path}").status_code == 200
    assert not Preference.objects.exists()
    assert client.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get(user=writer).how == "off"
