"""The demonstration has facts worth looking at: most well, some burning, one system silent."""

import random

import pytest

from apps.accounts.models import User
from apps.dashboard.demo import facts, nouns, people
from apps.dashboard.demo.build import SEED, STANDARDS
from apps.facts.models import Connector, Fact, Probe
from apps.onboarding.imports import load_standard


@pytest.mark.django_db
def test_facts_move_one_connector_is_silent_and_no_budget_is_more_than_whole(
    now, monkeypatch
):
    monkeypatch.setattr(facts, "MEASURED", 5)
    dice = random.Random(SEED)
    load_standard(STANDARDS / "platform-onboarding.yaml", now=now)
    made = people.gather(dice)
    nouns.calendars(now.date())
    applications = nouns.applications(made, nouns.platforms(made), dice, now)

    facts.measure(applications, User.objects.get(email="admin@demo.example"), now)

    silent = Connector.objects.get(failing_since__isnull=False)
    assert (silent.kind, silent.platform.kind) == ("alertmanager", "openshift")
    assert Fact.objects.filter(error=facts.NO_ANSWER).exists()
    assert Probe.objects.filter(error=facts.NO_SEARCH).count() == 2
    budgets = Fact.objects.filter(name="prometheus.budget_left")
    assert max(budgets.values_list("number", flat=True)) <= 100
    assert not Probe.objects.filter(next_run_at__lte=now).exists()
