"""The portal's worker with the drill's rule, shorter leases, and perhaps a planted bug."""

import os
import uuid
from datetime import datetime, timedelta

import django
from django.utils import timezone

django.setup()

from django.db import connection  # noqa: E402

from apps.accounts.models import Membership, Team, User  # noqa: E402
from apps.core import outbox  # noqa: E402
from apps.reminders.actions import delivering, firing  # noqa: E402
from apps.reminders.models import Notification, Occurrence  # noqa: E402
from apps.reminders.queries import Due, among, rule  # noqa: E402
from portal.celery import app  # noqa: E402

__all__ = ["app"]
SLUG = "faults.letter"
LONG_AGO = timezone.now() - timedelta(days=30)
# Between telling people and saying so, for the axe and for another teller to fall in.
TELLING = "SELECT pg_sleep(0.5) /* telling */"
outbox.LEASE = timedelta(seconds=6)
outbox.FIRST_WAIT = timedelta(seconds=1)
written_down = firing._write_down


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


def slowly(rows, now) -> None:
    """Tell as the portal does, and wait before it is written down and kept."""
    with connection.cursor() as line:
        line.execute(TELLING)
    written_down(rows, now)


def no_lease() -> None:
    """What was handed over once is never handed over again, whoever dies."""
    outbox.LEASE = timedelta(days=365)


def no_key() -> None:
    """Nobody is held while they are told, and no key says what was told."""
    whole = firing._notification

    def keyless(one, now) -> Notification:
        told = whole(one, now)
        told.key = uuid.uuid4().hex
        return told

    def unheld(now, _failed):
        rows = list(Occurrence.objects.due(now).order_by("fire_at", "pk")[:500])
        named = User.objects.select_related("organisation")
        users = named.in_bulk({one.recipient_id for one in rows})
        for one in rows:
            one.recipient = users[one.recipient_id]
        return rows, users

    firing.taken, firing._notification = unheld, keyless


def new_ids() -> None:
    """Every try has an id of its own."""
    delivering.mail.message_id = lambda key: f"<{uuid.uuid4().hex}@drill>"


BUGS = {"no-lease": no_lease, "no-key": no_key, "new-ids": new_ids}
firing._write_down = slowly
if planted := os.environ.get("DRILL_BUG"):
    BUGS[planted]()
