"""A team's members by login and its people on the roster: differences shown and mended."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import Membership
from apps.accounts.roles import Role
from apps.staffing.models import Person, Posting
from apps.staffing.queries.team_people import Mend, team_people
from tests.factories import MembershipFactory, TeamFactory, UserFactory, person
from tests.staffing.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory(slug="openshift", name="OpenShift")


@pytest.fixture
def manager(team):
    return person(Role.TEAM_MANAGER, team=team.slug)


def member(team, name, **more):
    found = PersonFactory(name=name, login=True, **more)
    MembershipFactory(team=team, user=found.user)
    return found


def differences(team, user, now):
    found = team_people(team, user, now.date()).differences
    return {one.name: [kind for kind, _ in one.mends] for one in found}


@pytest.fixture
def all_kinds(team, now):
    """One who is both, and one of each kind of difference."""
    both = member(team, "Both")
    PostingFactory(person=both, team=team)
    member(team, "Member")
    gone = now.date() - timedelta(days=1)
    left = member(team, "Left", ends_on=gone)
    PostingFactory(person=left, team=team, ends_on=gone)
    MembershipFactory(team=team, user=UserFactory(name="Login"))
    PostingFactory(person__name="No login", team=team)
    PostingFactory(person=PersonFactory(name="Posted", login=True), team=team)


def test_each_difference_says_what_would_mend_it(team, manager, all_kinds, now):
    assert differences(team, manager, now) == {
        "Left": [Mend.LEAVE],
        "Login": [Mend.LEAVE],
        "Member": [Mend.POST, Mend.LEAVE],
        "Posted": [Mend.JOIN],
    }
    assert team_people(team, manager, now.date()).both == 1


def test_who_may_change_neither_sees_them_and_mends_nothing(
    client, team, all_kinds, now
):
    by = person(Role.SUPPORT_ENGINEER)
    assert not any(differences(team, by, now).values())
    client.force_login(by)
    before = Membership.objects.count()
    for one in Membership.objects.all():
        url = f"/staffing/teams/openshift/people/leave/{one.pk}/mend/"
        assert client.post(url).status_code == 404

    assert Membership.objects.count() == before


def test_the_page_of_the_team_fetches_them_and_each_is_mended_in_a_step(
    client, team, manager, all_kinds, now
):
    client.force_login(manager)
    assert "/staffing/teams/openshift/people/" in (
        client.get("/teams/openshift/").content.decode()
    )
    page = client.get("/staffing/teams/openshift/people/").content.decode()
    assert "their login is no member" in page
    who = {one.name: one for one in Person.objects.select_related("user")}
    gone = Membership.objects.get(user=who["Left"].user)
    login = Membership.objects.get(user__name="Login")
    for kind, pk in (
        ("post", who["Member"].pk),
        ("join", who["Posted"].user_id),
        ("leave", gone.pk),
        ("leave", login.pk),
    ):
        url = f"/staffing/teams/openshift/people/{kind}/{pk}/mend/"
        assert client.post(url).status_code == 303, kind
        assert client.post(url).status_code == 404, kind

    assert differences(team, manager, timezone.now()) == {}
    assert Posting.objects.get(person=who["Member"]).starts_on >= now.date()
    assert client.post(url.replace("leave", "other")).status_code == 404


def test_it_asks_as_much_for_few_as_for_many(team, manager, all_kinds, now):
    team_people(team, manager, now.date())  # the rights of a user are read once
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            team_people(team, manager, now.date())
        counts.append(len(seen))
        for number in range(6):
            member(team, f"Member {number}")
            PostingFactory(
                person=PersonFactory(name=f"Posted {number}", login=True), team=team
            )

    assert counts[0] == counts[1]
