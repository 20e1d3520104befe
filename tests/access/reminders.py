"""Reminders: the inbox, settings, channels, and what administrators see."""

from datetime import timedelta

from django.utils import timezone

from apps.accounts.roles import Role
from apps.core.models import OutboxItem
from apps.reminders.actions import add_channel, ensure_settings, go_away, mute
from apps.reminders.models import Delivery, Habits, Occurrence
from apps.reminders.queries.topics import topics
from tests.access import EVERYBODY_IN, NO_SUCH_METHOD, Row
from tests.factories import NotificationFactory, person

ADDRESS = "https://93.184.216.34/hook"
CHANNEL = {"kind": "slack", "name": "Ops", "url": ADDRESS, "is_on": "on"}


def build(world, now):
    """Somebody else's notification."""
    world["notification"] = NotificationFactory(user=world["person"])
    fields = {"kind": "webhook", "name": "Ops", "url": ADDRESS}
    world["channel"] = add_channel(by=world["person"], now=now, **fields)
    admin = person(Role.ADMINISTRATOR)
    world["team_channel"] = add_channel(by=admin, now=now, team=world["team"], **fields)
    ensure_settings(now=now)
    world["occurrence"] = Occurrence.objects.create(
        rule="onboarding.waiver_expiring",
        subject_type="onboarding.assessment",
        subject_id=1,
        due_on=now.date(),
        step="-7d",
        recipient=world["person"],
        why="requester",
        fire_at=now,
    )
    world["failed"] = Delivery.objects.create(
        user=world["person"],
        how="now",
        send_at=now,
        created_at=now,
        state="failed",
        error="550 no such box",
    )
    world["failed"].notifications.add(world["notification"])
    world["dead"] = OutboxItem.objects.create(
        key="mail:test",
        task="core.send_mail",
        payload={"to": "gone@bank.example", "subject": "Hello", "text": "secret words"},
        created_at=now,
        not_before=now,
        attempts=12,
        dead_at=now,
        last_error="SMTPRecipientsRefused",
    )
    Habits.objects.create(
        user=world["person"], bounced_at=now, bounce_reason="550 no such box"
    )
    world["mute"] = mute(world["notification"].pk, by=world["person"], now=now)
    world["away"] = go_away(
        world["person"],
        deputy=admin,
        starts_at=now,
        ends_at=timezone.now() + timedelta(days=9),
        by=world["person"],
        now=now,
    )


def of(name):
    return lambda world: [world[name].pk]


def team(world):
    return [world["team"].slug]


def rule(world):
    return ["onboarding.waiver_expiring"]


RULE = {"is_on": "on", "steps": "-7d", "people": "requester", "expected_version": 1}
WATCHERS = "LFFFFFFOO"
MINE = "LSSSSSSSS"

#          L out sup req rev pm tm aud adm
TABLE = {
    "reminders:inbox": Row(EVERYBODY_IN),
    "reminders:badge": Row("KOOOOOOOO", "-" * 9),
    "reminders:open": Row("LMMMMMMMM", args=of("notification")),
    "reminders:read": Row(NO_SUCH_METHOD, MINE),
    "reminders:unread": Row(NO_SUCH_METHOD, MINE),
    "reminders:finish": Row(NO_SUCH_METHOD, MINE),
    "reminders:wake": Row(NO_SUCH_METHOD, MINE),
    "reminders:mute": Row(NO_SUCH_METHOD, MINE),
    "reminders:snooze": Row(NO_SUCH_METHOD, "LIIIIIIII"),
    "reminders:settings": Row(EVERYBODY_IN),
    "reminders:choose": Row(
        NO_SUCH_METHOD, MINE, data=lambda w: dict.fromkeys(topics(), "day")
    ),
    "reminders:set_habits": Row(
        NO_SUCH_METHOD,
        MINE,
        data=lambda w: {
            "morning": "09:00",
            "digest_at": "09:00",
            "digest_weekday": 1,
            "expected_version": 1,
        },
    ),
    "reminders:go_away": Row(NO_SUCH_METHOD, "LIIIIIIII"),
    "reminders:come_back": Row(NO_SUCH_METHOD, "LMMMMMMMM", args=of("away")),
    "reminders:unmute": Row(NO_SUCH_METHOD, "LMMMMMMMM", args=of("mute")),
    "reminders:make_feed": Row(NO_SUCH_METHOD, EVERYBODY_IN),
    "reminders:revoke_feed": Row(NO_SUCH_METHOD, MINE),
    "reminders:mail_works_again": Row(NO_SUCH_METHOD, MINE),
    "reminders:add_channel": Row(NO_SUCH_METHOD, MINE, data=lambda w: CHANNEL),
    "reminders:channel": Row("LMMMMMOFO", args=of("team_channel")),
    "reminders:amend_channel": Row(
        NO_SUCH_METHOD,
        "LMMMMMSFS",
        args=of("team_channel"),
        data=lambda w: CHANNEL | {"expected_version": 1},
    ),
    "reminders:remove_channel": Row(
        NO_SUCH_METHOD, "LMMMMMSFS", args=of("team_channel")
    ),
    "reminders:test_channel": Row(NO_SUCH_METHOD, "LMMMMMSFS", args=of("team_channel")),
    "reminders:team_channels": Row("LMOOOOOOO", args=team),
    "reminders:add_team_channel": Row(
        NO_SUCH_METHOD, "LMFFFFSFS", args=team, data=lambda w: CHANNEL
    ),
    "reminders:rules": Row(WATCHERS),
    "reminders:rule": Row(WATCHERS, args=rule),
    "reminders:preview_rule": Row(
        NO_SUCH_METHOD, "LFFFFFFFO", args=rule, data=lambda w: RULE
    ),
    "reminders:amend_rule": Row(
        NO_SUCH_METHOD, "LFFFFFFFS", args=rule, data=lambda w: RULE
    ),
    "reminders:upcoming": Row(WATCHERS),
    "reminders:told": Row(WATCHERS),
    "reminders:sent": Row(WATCHERS),
    "reminders:deliver_again": Row(NO_SUCH_METHOD, "LMMMMMMFS", args=of("failed")),
    "reminders:health": Row(WATCHERS),
    "reminders:letter": Row(WATCHERS, args=of("dead")),
    "reminders:send_again": Row(NO_SUCH_METHOD, "LFFFFFFFS", args=of("dead")),
    "reminders:address_works_again": Row(
        NO_SUCH_METHOD, "LMFFFFFFS", args=of("person")
    ),
    "reminders:unsubscribe": Row("MMMMMMMMM", "MMMMMMMMM", args=lambda w: ["none"]),
    "reminders:feed": Row("M" * 9, "-" * 9, args=lambda w: ["none"]),
}
