"""People, their teams and their line: who may change what, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.staffing.access import can_confirm, can_edit_person
from apps.staffing.actions import people as actions
from apps.staffing.models import Person, Posting
from apps.staffing.queries.people import org_chart
from tests.factories import OrganisationFactory, TeamFactory, UserFactory, person
from tests.staffing.factories import (
    PersonFactory,
    PostingFactory,
    TeamRoleFactory,
    WorkingPatternFactory,
)

pytestmark = pytest.mark.django_db
JOINED = date(2026, 1, 5)


@pytest.fixture
def team():
    return TeamFactory(slug="openshift", name="OpenShift")


@pytest.fixture
def manager(team):
    return person(Role.TEAM_MANAGER, team=team.slug)


@pytest.fixture
def amara(team):
    return PostingFactory(person=PersonFactory(name="Amara"), team=team).person


def fields(**more):
    made = {"name": "Lars", "organisation": OrganisationFactory(), "starts_on": JOINED}
    return {**made, **more}


def test_a_manager_enters_somebody_at_once_in_their_team(team, manager, now):
    role = TeamRoleFactory()

    made = actions.register_person(
        by=manager, now=now, team=team, role=role, **fields(fte="0.8")
    )

    posting = Posting.objects.get(person=made)
    assert (posting.team, posting.role, str(posting.fte)) == (team, role, "0.80")
    assert posting.starts_on == JOINED
    verbs = Event.objects.about(made).values_list("verb", flat=True)
    assert set(verbs) == {"staffing.person_registered", "staffing.posting_added"}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PLATFORM_MANAGER, None])
def test_others_enter_nobody(role, now):
    with pytest.raises(PermissionDenied):
        actions.register_person(by=person(role), now=now, **fields())

    assert not Person.objects.exists()
    assert not Event.objects.exists()


def test_nobody_enters_people_into_a_team_of_others(manager, now):
    with pytest.raises(PermissionDenied):
        actions.register_person(by=manager, now=now, team=TeamFactory(), **fields())


def test_an_email_and_a_login_belong_to_one_person(manager, now):
    taken = PersonFactory(email="a@x.example", login=True)

    for twice in ({"email": "A@X.example"}, {"user": taken.user}):
        with pytest.raises(DomainError, match="already"):
            actions.register_person(by=manager, now=now, **fields(**twice))

    assert Person.objects.get() == taken


def test_the_line_above_may_edit_whatever_the_team(amara, now):
    top = PersonFactory(login=True)
    middle = PersonFactory(login=True, line_manager=top)
    Person.objects.filter(pk=amara.pk).update(line_manager=middle)
    amara.refresh_from_db()

    assert can_edit_person(top.user, amara)
    assert can_edit_person(middle.user, amara)
    assert not can_edit_person(middle.user, top)
    assert not can_edit_person(middle.user, middle)


def test_who_edits_a_team_edits_those_below_it(manager, team):
    below = TeamFactory(parent=team)
    found = PostingFactory(team=below).person

    assert can_edit_person(manager, found)
    assert not can_edit_person(manager, PostingFactory().person)


def test_nobody_confirms_themself(team, now):
    lead = PersonFactory(login=True)
    team.manager = lead.user
    team.save()
    PostingFactory(person=lead, team=team)

    assert can_edit_person(lead.user, lead)
    assert not can_confirm(lead.user, lead)


def test_a_change_over_another_is_not_lost(amara, manager, now):
    actions.amend_person(amara.pk, by=manager, version=1, now=now, location="Pune")

    with pytest.raises(EditConflict):
        actions.amend_person(amara.pk, by=manager, version=1, now=now, location="Rome")

    amara.refresh_from_db()
    assert amara.location == "Pune"
    assert Event.objects.about(amara).count() == 1


def test_nobody_stands_above_themself(amara, manager, now):
    below = PersonFactory(line_manager=PersonFactory(line_manager=amara))

    with pytest.raises(DomainError, match="above themself"):
        actions.amend_person(
            amara.pk, by=manager, version=1, now=now, line_manager=below
        )

    amara.refresh_from_db()
    assert amara.line_manager is None


def test_nobody_puts_themself_into_the_line(amara, manager, now):
    own = PersonFactory(user=manager)
    for fields_given, words in [
        ({"line_manager": own}, "line manager"),
        ({"user": manager}, "login"),
    ]:
        if "user" in fields_given:
            Person.objects.filter(pk=own.pk).update(user=None)
        with pytest.raises(DomainError, match=words):
            actions.amend_person(
                amara.pk, by=manager, version=1, now=now, **fields_given
            )

    amara.refresh_from_db()
    assert (amara.line_manager, amara.user) == (None, None)
    assert not Event.objects.about(amara).exists()


def test_nobody_moves_somebody_under_whom_they_lead(amara, manager, now):
    lead = PersonFactory(line_manager=PersonFactory(user=manager))
    with pytest.raises(DomainError, match="into your line"):
        actions.amend_person(
            amara.pk, by=manager, version=1, now=now, line_manager=lead
        )
    amara.refresh_from_db()
    assert amara.line_manager is None

    # Who stands above them already may ask: they read nothing that they could not read.
    Person.objects.filter(pk=amara.pk).update(line_manager=lead.line_manager)
    actions.amend_person(amara.pk, by=manager, version=1, now=now, line_manager=lead)
    assert amara.line_changes.get().line_manager == lead


def test_somebody_is_in_a_team_once_at_a_time(amara, team, manager, now):
    first = amara.postings.get()
    actions.amend_posting(
        first.pk, by=manager, version=1, now=now, ends_on=date(2026, 6, 30)
    )

    with pytest.raises(DomainError, match="already"):
        actions.add_posting(
            amara.pk, by=manager, team=team, starts_on=date(2026, 6, 30), now=now
        )
    later = actions.add_posting(
        amara.pk, by=manager, team=team, starts_on=date(2026, 7, 1), now=now
    )

    assert list(amara.postings.order_by("starts_on")) == [first, later]


def test_a_posting_lies_in_the_persons_own_days(amara, team, manager, now):
    before = amara.starts_on - timedelta(days=1)

    with pytest.raises(DomainError, match="later"):
        actions.add_posting(amara.pk, by=manager, team=team, starts_on=before, now=now)


def test_one_takes_free_people_into_ones_team_but_not_those_of_others(
    team, manager, now
):
    free, busy = PersonFactory(), PostingFactory().person

    assert actions.add_posting(
        free.pk, by=manager, team=team, starts_on=free.starts_on, now=now
    )
    with pytest.raises(PermissionDenied):
        actions.add_posting(
            busy.pk, by=manager, team=team, starts_on=busy.starts_on, now=now
        )


def test_a_posting_entered_by_mistake_goes_and_is_told(amara, manager, now):
    actions.remove_posting(amara.postings.get().pk, by=manager, now=now)

    assert not amara.postings.exists()
    assert Event.objects.about(amara).get().verb == "staffing.posting_removed"


def test_a_ring_of_managers_is_drawn_all_the_same():
    one = PersonFactory(name="A")
    two = PersonFactory(name="B", line_manager=one)
    Person.objects.filter(pk=one.pk).update(line_manager=two)
    PersonFactory(name="C", line_manager=two)

    chart = org_chart(Person.objects.all())

    drawn, ahead = [], list(chart.tops)
    while ahead:
        place = ahead.pop()
        drawn.append(place.person.name)
        ahead += place.below
    assert sorted(drawn) == ["A", "B", "C"]
    assert chart.tops[0].count == 2


@pytest.mark.parametrize("name", ["people", "org_chart", "matrix", "depth", "home"])
def test_lists_ask_as_much_for_two_people_as_for_twelve(name, client, team):
    client.force_login(person(Role.ADMINISTRATOR))
    role = TeamRoleFactory()
    pattern = WorkingPatternFactory()
    lead = PersonFactory(pattern=pattern)

    def add(count):
        for _ in range(count):
            one = PersonFactory(pattern=pattern, line_manager=lead, login=True)
            PostingFactory(person=one, team=team, role=role)

    counts = []
    for more in (2, 10):
        add(more)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(f"staffing:{name}")).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]


@pytest.fixture
def outside():
    """A vendor's representative, a colleague of theirs, and somebody of the bank."""
    user = UserFactory(external=True)
    PersonFactory(name="Meera of Kestrel", organisation=user.organisation)
    PostingFactory(person__name="Amara of the bank")
    return user


@pytest.mark.parametrize(
    "name", ["people", "org_chart", "matrix", "people?export=csv", "matrix?export=csv"]
)
def test_a_vendors_representative_sees_only_their_own(name, client, outside):
    client.force_login(outside)
    path, _, query = name.partition("?")

    page = client.get(f"{reverse(f'staffing:{path}')}?{query}").content.decode()

    assert "Amara of the bank" not in page
    if "matrix" not in name:
        assert "Meera of Kestrel" in page


def test_a_form_that_is_refused_keeps_what_was_typed(door, manager):
    door.force_login(manager)

    page = door.post(reverse("staffing:register_person"), {"name": "Lars Typed"})

    assert page.status_code == 422
    assert b"Lars Typed" in page.content
    assert not Person.objects.exists()


def test_a_form_that_is_sent_twice_enters_one(door, manager, team):
    door.force_login(manager)
    sent = {
        "name": "Lars",
        "organisation": OrganisationFactory().pk,
        "time_zone": "Europe/Berlin",
        "country": "de",
        "subdivision": "HE",
        "fte": "1",
        "starts_on": "2026-01-05",
        "team": team.pk,
        "sent_key": "8c5f7e0a-0000-4000-8000-000000000009",
    }

    for _ in range(2):
        page = door.post(reverse("staffing:register_person"), sent)
        assert page.status_code == 303, page.context["form"].errors

    found = Person.objects.get()
    assert (found.country, found.postings.get().team) == ("DE", team)


@pytest.mark.parametrize(
    ("country", "region", "field"), [("XX", "", "country"), ("DE", "KA", "subdivision")]
)
def test_a_country_or_region_without_holidays_is_refused(
    country, region, field, client, manager
):
    client.force_login(manager)

    page = client.post(
        reverse("staffing:register_person"),
        {"name": "Lars", "country": country, "subdivision": region},
    )

    assert field in page.context["form"].errors


def test_a_last_day_to_come_is_not_everybodys_to_read(client, amara, manager, now):
    Person.objects.filter(pk=amara.pk).update(ends_on=date(2099, 5, 4))

    client.force_login(person())
    assert b"2099" not in client.get(amara.get_absolute_url()).content
    client.force_login(manager)
    assert b"4 May 2099" in client.get(amara.get_absolute_url()).content
