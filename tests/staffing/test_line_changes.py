"""Who leads somebody and who logs in as them: nobody decides alone who reads a file."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Concern, Event
from apps.staffing.actions import line_changes as actions
from apps.staffing.actions.growth.meetings import plan_one_to_one
from apps.staffing.actions.people import amend_person
from apps.staffing.models import LineChange, Person
from apps.staffing.models.growth import OneToOne
from apps.staffing.models.growth.base import entered
from apps.staffing.queries.line_changes import deciders
from tests.factories import TeamFactory, UserFactory, person
from tests.staffing.factories import PersonFactory, PostingFactory
from tests.staffing.growth.everything import LATER
from tests.staffing.growth.people import TODAY, client_of, make_line, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory(slug="openshift")


@pytest.fixture
def one(team):
    return person(Role.TEAM_MANAGER, team=team.slug)


@pytest.fixture
def two(team):
    return person(Role.TEAM_MANAGER, team=team.slug)


@pytest.fixture
def boss():
    return PersonFactory(name="Boss", login=True)


@pytest.fixture
def amara(team, boss):
    found = PersonFactory(name="Amara", line_manager=boss)
    return PostingFactory(person=found, team=team).person


@pytest.fixture
def lead():
    return PersonFactory(name="Lead", login=True)


def ask(amara, by, now, **fields):
    found = Person.objects.get(pk=amara.pk)
    amend_person(amara.pk, by=by, version=found.version, now=now, **fields)
    return LineChange.objects.open().get(person=amara)


def manager_of(amara):
    return Person.objects.get(pk=amara.pk).line_manager


def test_a_new_line_manager_counts_once_a_second_person_approves(
    amara, lead, one, two, now
):
    boss = amara.line_manager
    change = ask(amara, one, now, line_manager=lead, location="Pune")
    assert (manager_of(amara), change.state) == (boss, "asked")
    assert Person.objects.get(pk=amara.pk).location == "Pune"

    actions.approve_line_change(change.pk, by=two, now=now)

    assert manager_of(amara) == lead
    done = LineChange.objects.get()
    assert (done.state, done.asked_by, done.decided_by) == ("done", one, two)
    verbs = Event.objects.about(amara).values_list("verb", flat=True)
    assert {"staffing.line_change_asked", "staffing.line_change_approved"} <= {*verbs}


def test_who_asked_who_would_read_and_whom_it_is_about_decide_nothing(
    amara, lead, one, team, now
):
    boss = amara.line_manager
    change = ask(amara, one, now, line_manager=lead)
    above_lead = person(Role.TEAM_MANAGER, team=team.slug)
    Person.objects.filter(pk=lead.pk).update(
        line_manager=PersonFactory(user=above_lead)
    )
    own = person(Role.TEAM_MANAGER, team=team.slug)
    Person.objects.filter(pk=amara.pk).update(user=own)
    for by in (one, lead.user, above_lead, own, person(Role.AUDITOR)):
        for verb in (actions.approve_line_change, actions.decline_line_change):
            with pytest.raises(PermissionDenied):
                verb(change.pk, by=by, now=now)

    assert (manager_of(amara), LineChange.objects.get().state) == (boss, "asked")


def test_a_login_is_linked_by_two_and_the_first_reads_nothing_meanwhile(now):
    line = make_line()
    plan_one_to_one(line.anna.pk, on=LATER, by=line.ben.user, now=now)
    stranger = UserFactory()
    admin, other = person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR)

    change = ask(line.ben, admin, now, user=stranger)
    client = client_of(stranger)
    assert client.get(f"/staffing/growth/people/{line.anna.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.approve_line_change(change.pk, by=stranger, now=now)
    with pytest.raises(PermissionDenied):
        actions.approve_line_change(change.pk, by=line.ben.user, now=now)

    actions.approve_line_change(change.pk, by=other, now=now)
    assert Person.objects.get(pk=line.ben.pk).user == stranger


def test_a_new_manager_reads_only_from_the_approval_on(now):
    line = make_line()
    plan_one_to_one(line.anna.pk, on=LATER, by=line.ben.user, now=now)
    admin, other = person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR)

    def reads():
        with entered(line.other_manager.pk, today=TODAY):
            return OneToOne.objects.filter(person=line.anna).exists()

    change = ask(line.anna, admin, now, line_manager=line.other_manager)
    assert not reads()
    actions.approve_line_change(change.pk, by=other, now=now)
    assert reads()


def test_nobody_new_reads_so_nobody_is_asked(amara, boss, one, now):
    """Up the line to who reads already, or to nobody: it counts at once."""
    top = PersonFactory(name="Top")
    Person.objects.filter(pk=boss.pk).update(line_manager=top)

    amend_person(amara.pk, by=one, version=1, now=now, line_manager=top)
    assert manager_of(amara) == top
    amend_person(amara.pk, by=one, version=2, now=now, line_manager=None)
    assert manager_of(amara) is None
    assert not LineChange.objects.exists()


def test_one_change_of_a_kind_waits_at_a_time(amara, lead, one, two, now):
    ask(amara, one, now, line_manager=lead)
    ask(amara, two, now, line_manager=lead)
    with pytest.raises(DomainError, match="Lead is asked for already"):
        ask(amara, two, now, line_manager=PersonFactory())

    assert LineChange.objects.get().asked_by == one


def test_who_asked_takes_it_back_and_it_is_decided_once(amara, lead, one, two, now):
    change = ask(amara, one, now, line_manager=lead)
    with pytest.raises(PermissionDenied):
        actions.withdraw_line_change(change.pk, by=two, now=now)
    actions.withdraw_line_change(change.pk, by=one, now=now)
    for verb in (actions.approve_line_change, actions.decline_line_change):
        with pytest.raises(DomainError, match="already"):
            verb(change.pk, by=two, now=now)

    again = ask(amara, one, now, line_manager=lead)
    actions.decline_line_change(again.pk, by=two, now=now)
    assert manager_of(amara).name == "Boss"
    assert set(LineChange.objects.values_list("state", flat=True)) == {
        "withdrawn",
        "declined",
    }


def test_a_ring_that_came_about_meanwhile_is_refused(amara, lead, one, two, now):
    change = ask(amara, one, now, line_manager=lead)
    Person.objects.filter(pk=lead.pk).update(line_manager=amara)

    with pytest.raises(DomainError, match="above themself"):
        actions.approve_line_change(change.pk, by=two, now=now)

    assert LineChange.objects.get().state == "asked"


def test_the_database_takes_no_change_by_one(amara, lead, one, now):
    made = {"person": amara, "line_manager": lead, "asked_by": one, "asked_at": now}
    for wrong in (
        {"state": "done", "decided_by": one},
        {"state": "done"},
        {"user": UserFactory()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            LineChange.objects.create(**made, **wrong)


def test_those_nearest_who_may_decide_are_told(amara, lead, one, team, now):
    boss = amara.line_manager
    team.manager = UserFactory()
    team.save(update_fields=["manager"])

    change = ask(amara, one, now, line_manager=lead)

    assert set(deciders(change)) == {boss.user_id, team.manager_id}
    told = Concern.objects.filter(topic="staffing.line")
    assert set(told.values_list("user_id", flat=True)) == {
        boss.user_id,
        team.manager_id,
    }


def test_it_is_asked_for_seen_and_approved_on_the_pages(amara, lead, one, two, now):
    form = {
        "name": "Amara",
        "organisation": amara.organisation_id,
        "line_manager": lead.pk,
        "time_zone": "Europe/London",
        "fte": "1",
        "starts_on": amara.starts_on.isoformat(),
        "version": 1,
    }
    url = amara.get_absolute_url()
    first, second = client_of(one), client_of(two)
    assert send(first, f"{url}amend/", form).status_code == 303
    seen = first.get(url).content.decode()
    assert "Take it back" in seen
    assert "Approve" not in seen
    assert "Amara" in second.get("/staffing/line-changes/").content.decode()
    assert "Approve" in second.get(url).content.decode()
    pk = LineChange.objects.get().pk
    other = client_of(person(Role.SUPPORT_ENGINEER))
    assert "asked by" not in other.get(url).content.decode()
    approve = f"/staffing/line-changes/{pk}/approve/"
    assert (send(other, approve).status_code, send(first, approve).status_code) == (
        404,
        403,
    )

    assert send(second, approve).status_code == 303
    assert manager_of(amara) == lead


def test_the_api_asks_as_well_and_says_what_waits(client, amara, lead, one, two):
    boss = amara.line_manager
    url = f"/api/v1/staff/{amara.pk}/"
    client.force_login(one)
    etag = client.get(url)["ETag"]
    sent = client.patch(
        url, {"line_manager": lead.pk}, "application/json", headers={"if-match": etag}
    ).json()
    assert sent["line_manager"] == boss.pk
    (waits,) = sent["waiting"]
    assert (waits["line_manager"], waits["user"]) == (lead.pk, None)
    approve = f"/api/v1/line-changes/{waits['id']}/approve/"
    assert client.post(approve).status_code == 403
    client.force_login(person(Role.SUPPORT_ENGINEER))
    assert client.post(approve).status_code == 404
    assert client.get(url).json()["waiting"] == []

    client.force_login(two)
    assert client.get("/api/v1/line-changes/").json()["results"][0]["asked_by"] == str(
        one
    )
    assert client.post(approve).json()["state"] == "done"
    assert manager_of(amara) == lead
