"""The demonstration's campaign is half burnt down, and one application fell below its badge."""

import random

import pytest

from apps.dashboard.demo import campaigns, nouns, people, requests
from apps.dashboard.demo.build import SEED, STANDARDS
from apps.onboarding.imports import load_standard
from apps.onboarding.models import Campaign, Request


@pytest.mark.django_db
def test_a_campaign_is_half_burnt_down_and_one_fell(now, monkeypatch):
    monkeypatch.setattr(
        requests, "PLAN", [("live", 4, (60, 90)), ("live", 1, (25, 30))]
    )
    dice = random.Random(SEED)
    load_standard(STANDARDS / "platform-onboarding.yaml", now=now)
    made = people.gather(dice)
    nouns.calendars(now.date())
    applications = nouns.applications(made, nouns.platforms(made), dice, now)
    requests.tell_all(made, applications, dice, now)

    campaigns.campaign(made, random.Random(SEED), now)
    campaigns.fall(now)

    running = Campaign.objects.get()
    states = sorted(running.targets.values_list("state", flat=True))
    assert running.state == "running"
    assert {"met", "open"} <= set(states)
    assert Request.objects.fallen().count() >= 1
