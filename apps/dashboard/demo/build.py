"""All of the demonstration in one transaction, the same from the same seed."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from apps.accounts.models import User
from apps.core.models import OutboxItem
from apps.dashboard.actions import plan_work_from_elsewhere
from apps.dashboard.demo import (
    campaigns,
    facts,
    knowledge,
    linking,
    nouns,
    people,
    reading,
    requests,
    searches,
    staffing,
    staffing_cover,
    staffing_generating,
    staffing_growth,
    staffing_rotas,
    upstream,
    vendors,
)
from apps.onboarding.imports import load_standard

SEED = 20261123
STANDARDS = Path(__file__).resolve().parents[2] / "onboarding" / "standards"


@transaction.atomic
def build(*, now: datetime) -> bool:
    """Load the demonstration; False if it is there already."""
    if User.objects.filter(email=f"admin@{people.DOMAIN}").exists():
        return False
    dice = random.Random(SEED)
    for path in sorted(STANDARDS.glob("*.yaml")):
        load_standard(path, now=now - timedelta(days=730))
    made = people.gather(dice)
    nouns.calendars(now.date())
    platforms = nouns.platforms(made)
    applications = nouns.applications(made, platforms, dice, now)
    admin = User.objects.get(email=f"admin@{people.DOMAIN}")
    nouns.imported(admin, now - timedelta(days=200))
    requests.tell_all(made, applications, dice, now)
    campaigns.campaign(made, random.Random(SEED), now)
    campaigns.fall(now)
    roster = staffing.staff(made, random.Random(SEED), now)
    staffing_rotas.rotas(made, roster)
    staffing_cover.cover(roster, random.Random(SEED))
    staffing_generating.generate(roster, now)
    staffing_growth.grow(roster)
    vendors.supply(made, random.Random(SEED), now)
    knowledge.write_articles(made, applications, random.Random(SEED), now)
    linking.link_tickets(random.Random(SEED), now)
    reading.read_articles(made, random.Random(SEED), now)
    searches.search_articles(random.Random(SEED), now)
    upstream.bring_runbooks(made, now)
    facts.measure(applications, admin, now)
    plan_work_from_elsewhere(now=now)
    told = OutboxItem.objects.filter(done_at=None)
    told.exclude(task__startswith="knowledge.").update(done_at=now)
    return True
