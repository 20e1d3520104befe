"""The demonstration's receiver: messages that arrived, that wait, that were given up.

It is switched off, so nobody is called: what attempts brought is kept as of real ones.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.history.actions import record
from apps.history.models import Event
from apps.integrations.actions.outbound_owing import begin_to_follow, owe
from apps.integrations.actions.outbound_sending import Outcome, keep
from apps.integrations.models import Message, Subscription
from apps.integrations.queries.outbound_events import wanted_by
from apps.integrations.rules.outbound_signing import new_secret
from apps.integrations.states.outbound import MessageState

RECEIVER, ADDRESS = "Event bus of the bank", "https://events.bank.example/portal"
OFF = "This is a demonstration: it tells nobody."
# All attempts at a message take three and a half days; after five a receiver is off.
SINCE, GIVEN_UP = timedelta(days=4, hours=14), timedelta(days=3, hours=14)
LATELY, SHOWN, FAILING = timedelta(hours=1), 14, 2
BUSY = Outcome(503, "It answered 503.", 412)
SILENT = Outcome(None, "events.bank.example did not answer in 5 seconds.", 5004)


def load_receiver(admin: User, *, now: datetime) -> None:
    """One that is told of onboarding and vendors, with its log of some days."""
    began = now - SINCE
    made = Subscription.objects.create(
        name=RECEIVER,
        url=ADDRESS,
        secret=new_secret(),
        secret_made_at=began,
        created_at=began,
        kinds=["onboarding.*", "vendors.*"],
        owner=admin,
        is_on=False,
        off_reason=OFF,
    )
    record(made, "integrations.subscription_added", by=admin, now=began, name=made.name)
    begin_to_follow()
    events = Event.objects.filter(at__range=(began, now - LATELY)).order_by("at", "pk")
    found = wanted_by(made, list(events))
    old = [one for one in found if one.at <= now - GIVEN_UP][:1]
    fresh = [one for one in found if one not in old][-SHOWN:]
    for one in [*old, *fresh]:
        owe(made, [one], now=one.at + timedelta(seconds=2))
        message = made.messages.get(event=one)
        fails = one in old or one in fresh[-FAILING:]
        _try(message, _answers(message, fails=fails), now)


def _answers(message: Message, *, fails: bool) -> Iterator[Outcome]:
    """What comes of each attempt, for as long as it is tried."""
    if message.pk % 5 == 0:
        yield BUSY
    while fails:
        yield SILENT
        yield BUSY
    yield Outcome(204, "", 80 + 37 * message.pk % 190)


def _try(message: Message, answers: Iterator[Outcome], now: datetime) -> None:
    at: datetime | None = message.created_at
    while at and at < now and message.state == MessageState.WAITING:
        keep(message, next(answers), is_seen=True, now=at)
        at = message.next_at
