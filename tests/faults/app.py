"""The portal's worker with the drill's rule, shorter leases, and perhaps a planted bug."""

import os
import uuid
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from apps.accounts.models import Membership, Team  # noqa: E402
from apps.core import outbox  # noqa: E402
from apps.reminders.actions import delivering, firing  # noqa: E402
from apps.reminders.models import Notification  # noqa: E402
from apps.reminders.queries import Due, among, rule  # noqa: E402
from portal.celery import app  # noqa: E402

__all__ = ["app"]
SLUG = "faults.letter"
LONG_AGO = timezone.now() - timedelta(days=30)
outbox.LEASE = timedelta(seconds=6)
outbox.FIRST_WAIT = timedelta(seconds=1)


@rule(SLUG, "A letter is due", steps="0h", tells=["writer"])
def letter(pks):
    """Each team's letter is due at the instant that its description names."""
    teams = {one.pk: one for one in among(Team.objects.exclude(description=""), pks)}
    people: dict[int, list[int]] = {}
    rows = Membership.objects.filter(team__in=teams).values_list("team_id", "user_id")
    for team, user in rows:
        people.setdefault(team, []).append(user)
    for pk, team in teams.items():
        due = datetime.fromisoformat(team.description)
        yield Due(team, due, LONG_AGO, {"writer": people.get(pk, [])}, team.name)


def no_lease() -> None:
    """What was handed over once is never handed over again, whoever dies."""
    outbox.LEASE = timedelta(days=365)


def no_key() -> None:
    """Nobody is locked while they are told, and nothing says what was told."""
    whole = firing._notification

    def keyless(one, now) -> Notification:
        told = whole(one, now)
        told.key = uuid.uuid4().hex
        return told

    class Unlocked:
        def filter(self, **wanted):
            return firing.User.objects.filter(**wanted)

    class Users:
        def select_for_update(self, **_):
            return Unlocked()

        def __getattr__(self, name):
            return getattr(firing_users, name)

    firing_users = firing.User.objects
    firing._notification = keyless
    firing.User = type("User", (), {"objects": Users()})
    Unlocked.filter = lambda _, **wanted: firing_users.filter(**wanted)


def new_ids() -> None:
    """Every try has an id of its own."""
    delivering.mail.message_id = lambda key: f"<{uuid.uuid4().hex}@drill>"


BUGS = {"no-lease": no_lease, "no-key": no_key, "new-ids": new_ids}
if planted := os.environ.get("DRILL_BUG"):
    BUGS[planted]()
