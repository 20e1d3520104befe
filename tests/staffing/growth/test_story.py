"""The story of what is confidential: who did what and when, never a word of what it says."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from apps.history.models import Concern, Event
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.models.growth import OneToOne
from apps.staffing.models.growth.base import entered
from tests.factories import NOW
from tests.staffing.growth.everything import make_everything
from tests.staffing.growth.people import TODAY, client_of, make_line

ACTIONS = Path(settings.BASE_DIR) / "apps" / "staffing" / "actions" / "growth"
VERBS = sorted(
    {
        verb
        for file in ACTIONS.glob("*.py")
        for verb in re.findall(r'"staffing\.(\w+)"', file.read_text())
        if verb != "growth"
    }
)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_a_sentence_that_says_nothing_of_it(verb):
    drawn = get_template(f"staffing/events.html#{verb}").render(
        {"event": Event(facts={})}
    )

    assert drawn.strip()
    assert "None" not in drawn


@pytest.mark.django_db
def test_no_event_and_no_message_holds_a_fact():
    line = make_line()
    things = make_everything(line)

    events = Event.objects.filter(verb__startswith="staffing.")
    told = {(one.words, one.topic, one.why) for one in Concern.objects.all()}
    assert {str(one.facts) for one in events} == {"{}"}
    assert len(told) == 1
    story = client_of(line.cora.user).get(things["reviews"].get_absolute_url())
    assert "shared it" in story.content.decode()


@pytest.mark.django_db
def test_two_people_on_one_connection_never_see_each_others():
    line = make_line()
    make_everything(line)

    def sees(person):
        with entered(person.pk, today=TODAY):
            return OneToOne.objects.count()

    with confidential(line.ben.user, now=NOW) as viewer:
        assert viewer.below == {line.anna.pk, line.colleague.pk}
    assert {(sees(line.ben), sees(line.other_manager)) for _ in range(100)} == {(1, 0)}
