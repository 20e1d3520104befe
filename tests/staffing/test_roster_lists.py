"""The roster's lists and pages: what they ask of the database grows with nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.staffing.models import (
    Certificate,
    Checklist,
    ChecklistStep,
    ChecklistTemplate,
    Holding,
    Target,
    TemplateStep,
)
from tests.factories import TeamFactory, UserFactory, person
from tests.staffing.factories import (
    HoldingFactory,
    PersonFactory,
    PostingFactory,
    SkillFactory,
    TeamRoleFactory,
)

pytestmark = pytest.mark.django_db
LISTS = ("skill_gaps", "to_confirm", "who_can", "checklists")
PAGES = ("coaching", "skills", "roles", "templates", "patterns", "home")


@pytest.fixture
def team():
    return TeamFactory(slug="openshift")


@pytest.fixture
def role():
    return TeamRoleFactory()


@pytest.fixture
def branch():
    return SkillFactory(slug="openshift", name="OpenShift")


@pytest.fixture
def lead():
    return PersonFactory(login=True)


@pytest.fixture
def grow(team, role, branch, lead, now):
    """Adds so many people, each with a skill, a gap, a coach, a paper and a checklist."""

    def added(count):
        for _ in range(count):
            skill = SkillFactory(parent=branch)
            Target.objects.create(role=role, skill=skill, level=3)
            one = PersonFactory(login=True, line_manager=lead, location="Leeds")
            PostingFactory(person=one, team=team, role=role)
            PostingFactory(person=one, team=TeamFactory(), role=TeamRoleFactory())
            Holding.objects.create(
                person=one, skill=skill, own_level=2, own_on=now.date()
            )
            HoldingFactory(skill=skill, level=4, person__login=True)
            HoldingFactory(skill=skill, level=3, person=lead)
            Certificate.objects.create(
                person=one, skill=skill, name="CKA", expires_on=now.date()
            )
            _checklist(one, team, now)
            _template()
        return one

    return added


def _checklist(one, team, now):
    made = Checklist.objects.create(
        person=one,
        team=team,
        kind="joiner",
        name="Joiner",
        day_on=now.date(),
        started_by=UserFactory(),
        started_at=now,
    )
    for place in range(3):
        ChecklistStep.objects.create(
            checklist=made,
            position=place,
            title="Ask",
            owner=UserFactory(),
            due_on=now.date() - timedelta(days=1),
        )


def _template():
    made = ChecklistTemplate.objects.create(
        name=f"Template {ChecklistTemplate.objects.count()}", kind="joiner"
    )
    TemplateStep.objects.create(
        template=made, position=0, title="Ask", owner="starter", days=0
    )


def asked(client, names):
    """How many queries each page takes, and how many rows each list has."""
    counts, rows = {}, {}
    for name in names:
        with CaptureQueriesContext(connection) as seen:
            page = client.get(
                reverse(f"staffing:{name}"),
                {"q": "openshift"} if name == "who_can" else {},
            )
        assert page.status_code == 200, name
        counts[name] = len(seen)
        if name in LISTS:
            rows[name] = page.context["page_obj"].paginator.count
    return counts, rows


def test_gaps_who_can_and_the_rest_ask_as_much_for_two_people_as_for_eight(
    client, grow
):
    client.force_login(person(Role.ADMINISTRATOR))

    grow(2)
    few, rows = asked(client, LISTS + PAGES)
    grow(6)
    many, more = asked(client, LISTS + PAGES)

    assert many == few
    assert all(more[name] > rows[name] > 0 for name in LISTS), (rows, more)


def test_a_persons_page_asks_as_much_for_two_skills_as_for_eight(client, grow, lead):
    client.force_login(person(Role.ADMINISTRATOR))

    def count(who):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(who.get_absolute_url()).status_code == 200
        return len(seen)

    one = grow(2)
    few = count(one), count(lead)
    other = grow(6)

    assert (count(other), count(lead)) == few


def test_the_form_of_a_posting_is_offered_where_it_would_be_taken(client, team):
    manager = person(Role.TEAM_MANAGER, team=team.slug)
    free, busy = PersonFactory(), PostingFactory().person
    mine = PostingFactory(team=team).person
    below = PostingFactory(person__line_manager=PersonFactory(login=True)).person

    def offered(user, who):
        client.force_login(user)
        return b"Put in a team" in client.get(who.get_absolute_url()).content

    assert [offered(manager, one) for one in (free, mine, busy)] == [True, True, False]
    assert not offered(below.line_manager.user, below)
    client.force_login(manager)
    refused = client.post(reverse("staffing:add_posting", args=[busy.pk]))
    assert refused.status_code == 403
    assert busy.postings.count() == 1


def test_whose_hours_are_not_noted_is_said_so_in_the_file_too(client):
    skill = SkillFactory(name="Ingress")
    HoldingFactory(skill=skill, person=PersonFactory(name="Amara", pattern=None))
    client.force_login(UserFactory())

    answer = client.get(reverse("staffing:who_can"), {"q": "ingress", "export": "csv"})

    told = b"".join(answer) if answer.streaming else answer.content
    assert b"not noted" in told
    assert b"at work" not in told


def test_who_can_is_asked_of_a_team_and_those_below_it(client, team):
    skill = SkillFactory(name="Ingress")
    below = PostingFactory(team=TeamFactory(parent=team), person__name="Amara").person
    elsewhere = PostingFactory(person__name="Lars").person
    for one in (below, elsewhere):
        HoldingFactory(skill=skill, person=one)
    client.force_login(UserFactory())

    page = client.get(
        reverse("staffing:who_can"), {"q": "ingress", "team": team.pk}
    ).context["page_obj"]

    assert [one.person.name for one in page] == ["Amara"]
