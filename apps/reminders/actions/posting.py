"""From a notification to the messages that leave the portal."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    mails, joined = _mails(_by_way(by_person), habits_of(by_person), now)
    _add(joined)
    owe([*mails, *_posts(notifications, now)], now=now)


Way = tuple[User, str]


def _by_way(
    by_person: Mapping[User, Iterable[Notification]],
) -> dict[Way, list[Notification]]:
    """What goes to each person in each way that they chose; what is critical goes now."""
    rows = Preference.objects.filter(user__in=[one.pk for one in by_person])
    chosen = {(one.user_id, one.topic): one.how for one in rows}
    found: dict[Way, list[Notification]] = defaultdict(list)
    for user, told in by_person.items():
        for one in told:
            how = chosen.get((user.pk, one.topic), How.NOW)
            if how != How.OFF:
                found[user, How.NOW if one.is_critical else how].append(one)
    return found


@dataclass(frozen=True)
class Owed:
    """A message that tells these, by one way, at that time."""

    told: Sequence[Notification]
    how: str
    send_at: datetime
    user: User | None = None
    channel: Channel | None = None


def _mails(
    by_way: Mapping[Way, list[Notification]],
    habits: Mapping[int, Habits],
    now: datetime,
) -> tuple[list[Owed], list[tuple[int, Notification]]]:
    """The mails to owe, and what joins a digest of theirs that is open, by its key."""
    digests = _open_digests(by_way)
    owed, joined = [], []
    for (user, how), told in by_way.items():
        if digest := digests.get((user.pk, how)):
            joined += [(digest, one) for one in told]
            continue
        send_at = _send_at(user, habits[user.pk], how, told, now)
        owed.append(Owed(told, how, send_at, user=user))
    return owed, joined


def _open_digests(ways: Iterable[Way]) -> dict[tuple[int, str], int]:
    """The last digest of each that waits, held until these are in it."""
    asked = [(user, how) for user, how in ways if how != How.NOW]
    if not asked:
        return {}
    rows = Delivery.objects.waiting().filter(
        user__in={user.pk for user, _ in asked},
        how__in={how for _, how in asked},
        channel=None,
    )
    held = rows.select_for_update(no_key=True).order_by("pk")
    return {(one.user_id or 0, one.how): one.pk for one in held}


def _send_at(
    user: User, habits: Habits, how: str, told: Iterable[Notification], now: datetime
) -> datetime:
    """When the mail goes out: at once or as a digest, after the person's quiet hours."""
    zone = ZoneInfo(user.time_zone)
    quiet = rules.Quiet(
        zone, habits.quiet_starts, habits.quiet_ends, habits.is_weekend_quiet
    )
    digest = rules.Digest(zone, habits.digest_at, habits.digest_weekday)
    first = rules.digest_instant(now, how, digest)
    is_critical = any(one.is_critical for one in told)
    return first if is_critical else rules.after_quiet(first, quiet)


def _add(lines: Iterable[tuple[int, Notification]]) -> None:
    """Let each message tell these as well."""
    through = Delivery.notifications.through
    through.objects.bulk_create(
        through(delivery_id=delivery, notification_id=one.pk) for delivery, one in lines
    )


def owe(owed: Sequence[Owed], *, now: datetime) -> list[Delivery]:
    """Owe these messages, in the order given."""
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            user=one.user,
            channel=one.channel,
            how=one.how,
            send_at=one.send_at,
            created_at=now,
        )
        for one in owed
    )
    _add(
        (delivery.pk, line)
        for delivery, one in zip(deliveries, owed, strict=True)
        for line in one.told
    )
    work = [
        outbox.Owed(f"delivery:{one.pk}", {"delivery": one.pk}, one.send_at)
        for one in deliveries
    ]
    outbox.enqueue_all("reminders.deliver", work, now=now)
    return deliveries


def _posts(notifications: Sequence[Notification], now: datetime) -> Iterator[Owed]:
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
                yield Owed(told, How.NOW, now, channel=channel)
    yield from _team_posts(notifications, now)


def _team_posts(notifications: Sequence[Notification], now: datetime) -> Iterator[Owed]:
    """The channel is held, so that two at once do not tell it the same line twice."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for one in notifications:
        by_kind[one.subject_type].add(one.subject_id)
    teams = {
        (kind, pk): team
        for kind, pks in by_kind.items()
        for pk, team in teams_of(kind, pks).items()
    }
    rows = Channel.objects.usable().filter(team__in=set(teams.values()))
    for channel in rows.select_for_update(no_key=True).order_by("pk"):
        wanted = [
            one
            for one in notifications
            if teams.get((one.subject_type, one.subject_id)) == channel.team_id
            and takes(channel, one)
        ]
        if told := _fresh(channel, wanted):
            yield Owed(told, How.NOW, now, channel=channel)


def _fresh(channel: Channel, wanted: Iterable[Notification]) -> list[Notification]:
    """One notification for each line that the channel was not told yet; now it is."""
    lines: dict[str, Notification] = {}
    for one in wanted:
        lines.setdefault(one.line[:200], one)
    rows = TeamLine.objects.filter(channel=channel, line__in=lines)
    known = set(rows.values_list("line", flat=True))
    fresh = {line: one for line, one in lines.items() if line not in known}
    TeamLine.objects.bulk_create(TeamLine(channel=channel, line=one) for one in fresh)
    return list(fresh.values())


def takes(channel: Channel, one: Notification) -> bool:
    """Whether the channel wants this topic; one without topics wants all."""
    return not channel.topics or one.topic in channel.topics
