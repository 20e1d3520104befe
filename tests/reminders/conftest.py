"""A rule that exists only here: a team's letter is due on a day that the test sets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from apps.accounts.models import Team
from apps.core.models import OutboxItem
from apps.reminders import actions
from apps.reminders.models import RuleSetting
from apps.reminders.queries import RULES, Due, among, rule
from tests.factories import NOW

LONG_AGO = NOW - timedelta(days=900)


@dataclass
class Letters:
    """What the rule finds: a due day and the people to tell, by the team's id."""

    due: dict[int, date | datetime] = field(default_factory=dict)
    people: dict[int, list[int]] = field(default_factory=dict)

    def owe(self, team: Team, due: date | datetime, *people) -> None:
        self.due[team.pk] = due
        self.people[team.pk] = [one.pk for one in people]

    def met(self, team: Team) -> None:
        del self.due[team.pk]


@pytest.fixture
def letters(monkeypatch, tmp_path, settings) -> Iterator[Letters]:
    """The test's own rule: one function and one template part."""
    found = Letters()
    monkeypatch.setattr("apps.reminders.queries.rules.RULES", RULES)
    (tmp_path / "reminders").mkdir()
    (tmp_path / "reminders" / "rule_tests.html").write_text(
        "{% load partials %}"
        '{% partialdef letter %}a letter is due on {{ day|date:"j M Y" }}{% endpartialdef %}'
        "{% partialdef parcel %}a parcel is due{% endpartialdef %}"
    )
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]

    @rule("tests.letter", "A letter is due", steps="-7d -1d +1d", tells=["writer"])
    def letter(pks):
        teams = Team.objects.filter(pk__in=found.due)
        for team in among(teams, pks):
            people = {"writer": found.people[team.pk]}
            yield Due(team, found.due[team.pk], LONG_AGO, people, team.name)

    yield found
    del RULES["tests.letter"]


@pytest.fixture
def only_letters(letters, monkeypatch) -> Letters:
    """No other rule speaks."""
    for slug in [one for one in RULES if one != "tests.letter"]:
        monkeypatch.delitem(RULES, slug)
    return letters


def set_rule(slug="tests.letter", **fields) -> RuleSetting:
    """The rule's settings, as if they had always been so."""
    actions.ensure_settings(now=LONG_AGO)
    RuleSetting.objects.filter(slug=slug).update(**fields)
    return RuleSetting.objects.get(slug=slug)


def run(now: datetime) -> None:
    """What beat does at this moment: plan, tell, send what is due."""
    actions.ensure_settings(now=LONG_AGO)
    actions.plan(now=now)
    actions.read_news(now=now)
    actions.fire(now=now)
    send(now)


def send(now: datetime) -> None:
    """Every message that is owed by now, as the workers would."""
    rows = OutboxItem.objects.filter(
        task="reminders.deliver", done_at=None, dead_at=None, not_before__lte=now
    )
    for pk in rows.values_list("pk", flat=True):
        actions.attempt(pk, now=now)


def dead_letter() -> OutboxItem:
    """A letter that was tried in vain for the last time."""
    now = timezone.now()
    return OutboxItem.objects.create(
        key="mail:1",
        task="core.send_mail",
        payload={"to": "gone@bank.example", "subject": "Hi", "text": "secret words"},
        created_at=now,
        not_before=now,
        attempts=12,
        dead_at=now,
        last_error="no such box",
    )
