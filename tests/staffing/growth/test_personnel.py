"""Personnel actions: two others approve; on the day they count, in the roster as well."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.core.errors import DomainError
from apps.history.models import Event
from apps.staffing.actions.growth import personnel
from apps.staffing.forms.growth.reviewing import ActionForm
from apps.staffing.models.growth import ActionDecision, PersonnelAction
from apps.staffing.models.growth.base import entered
from apps.staffing.models.growth.states import ApprovalState
from tests.factories import NOW, TeamFactory
from tests.staffing.factories import PersonFactory, PostingFactory, TeamRoleFactory
from tests.staffing.growth.people import TODAY, client_of, make_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return make_line()


def pay(line, **more):
    fields = {
        "kind": "pay",
        "effective_on": TODAY + timedelta(days=30),
        "before": "50,000",
        "after": "Zqpay",
        "reason": "Market",
        **more,
    }
    return personnel.propose_action(line.anna.pk, by=line.ben.user, now=NOW, **fields)


def decide(found, who, *, is_yes=True):
    return personnel.decide_action(
        found.pk, is_yes=is_yes, words="", by=who.user, now=NOW
    )


def sees(person, model=PersonnelAction):
    with entered(person.pk, today=TODAY):
        return model.objects.count()


def test_two_others_approve_a_personnel_action_and_then_its_day_comes(line):
    found = pay(line)
    with pytest.raises(PermissionDenied):
        decide(found, line.ben)
    decide(found, line.cora)
    assert decide(found, line.hr).state == ApprovalState.APPROVED
    assert sees(line.anna) == 0

    assert personnel.put_into_effect(now=NOW + timedelta(days=29)) == 0
    assert personnel.put_into_effect(now=NOW + timedelta(days=30)) == 1
    assert personnel.put_into_effect(now=NOW + timedelta(days=30)) == 0
    assert sees(line.anna) == 1
    assert sees(line.anna, ActionDecision) == 0


DAY = TODAY + timedelta(days=30)


def in_effect(line, **fields):
    """What two approved, on its day; what the action says of the roster."""
    found = pay(line, **fields)
    for who in (line.cora, line.hr):
        decide(found, who)
    assert personnel.put_into_effect(now=NOW + timedelta(days=29)) == 0
    personnel.put_into_effect(now=NOW + timedelta(days=30))
    personnel.put_into_effect(now=NOW + timedelta(days=31))
    with entered(line.hr.pk, today=TODAY):
        return PersonnelAction.objects.get(pk=found.pk).roster


def places(line):
    rows = line.anna.postings.order_by("starts_on", "pk")
    return [(one.team, one.role, one.starts_on, one.ends_on) for one in rows]


def test_a_termination_is_the_last_day_in_the_roster(line):
    posting = PostingFactory(person=line.anna)

    assert in_effect(line, kind="termination") == "Entered."

    line.anna.refresh_from_db()
    posting.refresh_from_db()
    assert (line.anna.ends_on, posting.ends_on) == (DAY, DAY)
    event = Event.objects.about(line.anna).get(verb="staffing.person_amended")
    assert event.facts == {"fields": ["ends_on"]}


def test_a_transfer_moves_to_the_team_and_under_the_manager(line):
    old = PostingFactory(person=line.anna, ends_on=None)
    team, role = TeamFactory(), TeamRoleFactory()

    said = in_effect(
        line,
        kind="transfer",
        team=team,
        role=role,
        line_manager=line.other_manager,
    )

    line.anna.refresh_from_db()
    assert said == "Entered."
    assert line.anna.line_manager == line.other_manager
    assert places(line) == [
        (old.team, old.role, old.starts_on, DAY - timedelta(days=1)),
        (team, role, DAY, None),
    ]


def test_a_promotion_changes_the_role_from_the_day_on_and_keeps_the_team(line):
    old = PostingFactory(person=line.anna, ends_on=DAY + timedelta(days=90))
    role = TeamRoleFactory()

    assert in_effect(line, kind="promotion", role=role) == "Entered."

    assert places(line) == [
        (old.team, old.role, old.starts_on, DAY - timedelta(days=1)),
        (old.team, role, DAY, DAY + timedelta(days=90)),
    ]


def test_what_the_roster_does_not_allow_is_said_and_nothing_of_it_is_entered(line):
    for _ in range(2):
        PostingFactory(person=line.anna)
    before = places(line)

    said = in_effect(line, kind="promotion", role=TeamRoleFactory())
    ring = in_effect(
        line, kind="transfer", team=TeamFactory(), line_manager=_below(line.anna)
    )

    assert said.startswith("Not entered; change it there. They are in several teams")
    assert ring.startswith("Not entered; change it there. Nobody can stand above")
    assert places(line) == before
    with entered(line.hr.pk, today=TODAY):
        states = set(PersonnelAction.objects.values_list("state", flat=True))
    assert states == {"in_effect"}


def test_one_that_comes_before_the_first_day_holds_up_no_other(line):
    line.anna.starts_on = DAY + timedelta(days=60)
    line.anna.save()
    colleague = personnel.propose_action(
        line.colleague.pk,
        kind="termination",
        effective_on=DAY,
        after="Leaves",
        reason="Notice",
        by=line.ben.user,
        now=NOW,
    )
    for who in (line.cora, line.hr):
        decide(colleague, who)

    said = in_effect(line, kind="termination")

    assert said.startswith("Not entered; change it there. Anna Engineer joins later")
    line.anna.refresh_from_db()
    line.colleague.refresh_from_db()
    assert (line.anna.ends_on, line.colleague.ends_on) == (None, DAY)


def test_who_left_before_its_day_stays_as_they_left(line):
    posting = PostingFactory(person=line.anna, ends_on=DAY - timedelta(days=9))
    line.anna.ends_on = posting.ends_on
    line.anna.save()

    for fields in (
        {"kind": "termination"},
        {"kind": "transfer", "team": TeamFactory()},
    ):
        said = in_effect(line, **fields)
        assert said.startswith("Not entered; change it there. Anna Engineer's last day")

    line.anna.refresh_from_db()
    assert line.anna.ends_on == posting.ends_on
    assert len(places(line)) == 1


def _below(person):
    return PersonFactory(line_manager=person)


def test_pay_changes_nothing_outside_and_says_nothing_there(line):
    PostingFactory(person=line.anna)
    before = (places(line), Event.objects.about(line.anna).count())

    assert in_effect(line) == ""

    assert (places(line), Event.objects.about(line.anna).count()) == before


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("transfer", (), "team"),
        ("pay", ("team",), "kind"),
        ("termination", ("line_manager",), "kind"),
    ],
)
def test_the_form_of_an_action_says_what_belongs_to_which(line, kind, given, field):
    values = {
        "team": TeamFactory(organisation=line.ben.organisation).pk,
        "line_manager": line.cora.pk,
    }
    form = ActionForm(
        {
            "kind": kind,
            "effective_on": "2030-01-01",
            "after": "X",
            "reason": "Y",
            **{name: values[name] for name in given},
        },
        user=line.ben.user,
    )

    assert set(form.errors) - {"sent_key"} == {field}


def test_the_person_is_told_before_the_day_by_who_proposed_it(line):
    found = pay(line)
    with pytest.raises(DomainError):
        personnel.tell_person(found.pk, by=line.ben.user, now=NOW)
    decide(found, line.cora)
    decide(found, line.dan)
    with pytest.raises(PermissionDenied):
        personnel.tell_person(found.pk, by=line.cora.user, now=NOW)

    personnel.tell_person(found.pk, by=line.ben.user, now=NOW)

    assert (
        "Zqpay"
        in client_of(line.anna.user).get(found.get_absolute_url()).content.decode()
    )


def test_one_no_ends_it_and_who_proposed_it_takes_it_back(line):
    assert decide(pay(line), line.cora, is_yes=False).state == ApprovalState.DECLINED
    found = pay(line)
    with pytest.raises(PermissionDenied):
        personnel.withdraw_action(found.pk, by=line.cora.user, now=NOW)
    assert (
        personnel.withdraw_action(found.pk, by=line.ben.user, now=NOW).state
        == "withdrawn"
    )
