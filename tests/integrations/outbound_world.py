"""What the tests of outgoing events share: a receiver, its clock, and its workers."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.core.models import OutboxItem
from apps.history.actions import record
from apps.integrations.actions import outbound, outbound_owing, outbound_sending
from apps.integrations.models import Message
from tests.factories import NOW, person

ADDRESS = "https://93.184.216.34/events"


def subscribe(*, by=None, now=NOW, **fields):
    """A receiver of everything."""
    values = {
        "name": "Event bus",
        "url": ADDRESS,
        "kinds": ["onboarding.*", "catalog.*", "vendors.*", "accounts.*"],
        "platforms": [],
        "vendors": [],
        "is_on": True,
        **fields,
    }
    return outbound.add_subscription(
        by=by or person(Role.ADMINISTRATOR), now=now, **values
    )


def happen(subject, verb="accounts.team_amended", *, now=NOW, by=None, **facts):
    """Something happens to it."""
    return record(subject, verb, by=by, now=now, **facts)


@dataclass
class Receiver:
    """Takes what is posted; `answers` gives the answers in turn, then `usual`."""

    answers: list = field(default_factory=list)
    usual: object = 204
    got: list = field(default_factory=list)
    headers: list = field(default_factory=list)

    def post(self, url, body, *, headers):
        answer = self.answers.pop(0) if self.answers else self.usual
        if isinstance(answer, Exception):
            raise answer
        self.got.append(json.loads(body))
        self.headers.append(dict(headers) | {"body": body})
        return outgoing.Answer(answer)

    @property
    def numbers(self):
        return [one["data"]["event"] for one in self.got]


def work(now):
    """What beat and the workers do at this moment; how many attempts."""
    outbound_owing.follow(now=now)
    outbound_owing.owe_what_is_due(now=now)
    return send_all(now)


def send_all(now):
    """Every attempt that is owed by now, and what they owe in turn."""
    count = 0
    while owed := list(
        OutboxItem.objects.filter(
            task="integrations.send", done_at=None, dead_at=None, not_before__lte=now
        ).values_list("pk", flat=True)
    ):
        for pk in owed:
            outbound_sending.attempt(pk, now=now)
        count += len(owed)
    return count


def until_settled(now, *, most=10_000):
    """Let time pass until nothing waits; the time it was then."""
    for _ in range(most):
        work(now)
        waiting = Message.objects.waiting().first_of_their_objects()
        waiting = waiting.select_related("subscription")
        ahead = waiting.order_by("next_at").first()
        if ahead is None:
            return now
        rests = ahead.subscription.rests_until or now
        now = max(now + timedelta(seconds=1), ahead.next_at, rests)
    raise AssertionError("it never settled")
