"""From a notification to the messages that leave the portal."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.accounts.models import User
from apps.core import outbox
from apps.reminders import rules
from apps.reminders.models import (
    Channel,
    Delivery,
    Habits,
    Notification,
    Preference,
    TeamLine,
)
from apps.reminders.queries.people import habits_of, teams_of
from apps.reminders.states import How


def post(notifications: Sequence[Notification], *, now: datetime) -> None:
    """Keep each in its person's inbox and owe the messages that they chose.

    The caller holds the lock on the people, so that what comes together goes together.
    """
    if not notifications:
        return
    Notification.objects.bulk_create(notifications)
    by_person: dict[User, list[Notification]] = defaultdict(list)
    for one in notifications:
        by_person[one.user].append(one)
    habits = habits_of(by_person)
    chosen = _chosen(by_person)
    for user, told in by_person.items():
        by_how: dict[str, list[Notification]] = defaultdict(list)
        for one in told:
            how = chosen.get((user.pk, one.topic), How.NOW)
            by_how[How.NOW if one.is_critical and how != How.OFF else how].append(one)
        _owe_mails(user, habits[user.pk], by_how, now)
    _owe_posts(notifications, now)


def _chosen(people: Iterable[User]) -> dict[tuple[int, str], str]:
    rows = Preference.objects.filter(user__in=[one.pk for one in people])
    return {(one.user_id, one.topic): one.how for one in rows}


def _owe_mails(
    user: User, habits: Habits, by_how: dict[str, list[Notification]], now: datetime
) -> None:
    zone = ZoneInfo(user.time_zone)
    quiet = rules.Quiet(
        zone, habits.quiet_starts, habits.quiet_ends, habits.is_weekend_quiet
    )
    digest = rules.Digest(zone, habits.digest_at, habits.digest_weekday)
    for how, told in by_how.items():
        if how == How.OFF:
            continue
        if how != How.NOW and _joined(user, how, told):
            continue
        first = rules.digest_instant(now, how, digest)
        is_critical = any(one.is_critical for one in told)
        send_at = first if is_critical else rules.after_quiet(first, quiet)
        owe(told, user=user, how=how, send_at=send_at, now=now)


def _joined(user: User, how: str, told: Iterable[Notification]) -> bool:
    """Whether a digest of theirs is open, which now holds these as well."""
    rows = Delivery.objects.waiting().select_for_update(no_key=True)
    waiting = rows.filter(user=user, channel=None, how=how).order_by("pk").last()
    if waiting is None:
        return False
    waiting.notifications.add(*told)
    return True


def owe(
    told: Sequence[Notification],
    *,
    how: str,
    send_at: datetime,
    now: datetime,
    user: User | None = None,
    channel: Channel | None = None,
) -> Delivery:
    """Owe one message that tells these, at that time."""
    delivery = Delivery.objects.create(
        user=user, channel=channel, how=how, send_at=send_at, created_at=now
    )
    delivery.notifications.add(*told)
    outbox.enqueue(
        "reminders.deliver",
        {"delivery": delivery.pk},
        key=f"delivery:{delivery.pk}",
        now=now,
        not_before=send_at,
    )
    return delivery


def _owe_posts(notifications: Sequence[Notification], now: datetime) -> None:
    """To each person's own channels, and to those of the teams whose objects these are."""
    users = {one.user_id for one in notifications}
    own: dict[int, list[Channel]] = defaultdict(list)
    for channel in Channel.objects.usable().filter(owner__in=users):
        own[channel.owner_id or 0].append(channel)
    for user, channels in own.items():
        mine = [one for one in notifications if one.user_id == user]
        for channel in channels:
            told = [one for one in mine if takes(channel, one)]
            if told:
                owe(told, channel=channel, how=How.NOW, send_at=now, now=now)
    _owe_team_posts(notifications, now)


def _owe_team_posts(notifications: Sequence[Notification], now: datetime) -> None:
    by_kind: dict[str, set[int]] = defaultdict(set)
    for one in notifications:
        by_kind[one.subject_type].add(one.subject_id)
    teams = {
        (kind, pk): team
        for kind, pks in by_kind.items()
        for pk, team in teams_of(kind, pks).items()
    }
    channels = Channel.objects.usable().filter(team__in=set(teams.values()))
    for channel in channels:
        told = [
            one
            for one in notifications
            if teams.get((one.subject_type, one.subject_id)) == channel.team_id
            and takes(channel, one)
            and TeamLine.objects.get_or_create(channel=channel, line=one.line[:200])[1]
        ]
        if told:
            owe(told, channel=channel, how=How.NOW, send_at=now, now=now)


def takes(channel: Channel, one: Notification) -> bool:
    """Whether the channel wants this topic; one without topics wants all."""
    return not channel.topics or one.topic in channel.topics
