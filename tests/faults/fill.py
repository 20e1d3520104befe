"""Fill the drill's database: so many letters, due over so many seconds from now."""

import sys
from datetime import timedelta

from django.utils import timezone

from tests.faults import app

from apps.accounts.models import Membership, Organisation, Team, User  # isort: skip
from apps.reminders import actions  # isort: skip
from apps.reminders.rules.formats import new_secret  # isort: skip
from apps.reminders.models import Channel, Occurrence, RuleSetting  # isort: skip

EACH = 5
TOGETHER = 5
WAVES = 2
HOOKED = 4


def fill(items: int, seconds: float, hook: str) -> None:
    """Each letter concerns five people; five letters are due to them at a time, twice."""
    bank = Organisation.objects.create(name="The bank", slug="drill")
    people = User.objects.bulk_create(
        User(email=f"p{n}@bank.example", name=f"Person {n}", organisation=bank)
        for n in range(items // (TOGETHER * WAVES))
    )
    start = timezone.now() + timedelta(seconds=3)
    count = items // EACH
    teams = Team.objects.bulk_create(
        Team(
            name=f"Letter {n}",
            slug=f"letter-{n}",
            organisation=bank,
            description=due_at(start, seconds, n - n % TOGETHER, count),
        )
        for n in range(count)
    )
    Membership.objects.bulk_create(
        Membership(team=team, user=people[(n // TOGETHER * EACH + m) % len(people)])
        for n, team in enumerate(teams)
        for m in range(EACH)
    )
    Channel.objects.bulk_create(
        Channel(owner=one, kind="webhook", name="Hook", url=hook, secret=new_secret())
        for one in people[::HOOKED]
    )
    actions.ensure_settings(now=app.LONG_AGO)
    RuleSetting.objects.exclude(slug=app.SLUG).update(is_on=False)
    actions.plan(now=timezone.now())
    print(Occurrence.objects.count())


def due_at(start, seconds: float, number: int, count: int) -> str:
    """When the letter of this number is due."""
    return (start + timedelta(seconds=seconds * number / count)).isoformat()


if __name__ == "__main__":
    fill(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
