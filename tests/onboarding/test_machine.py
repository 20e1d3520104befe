"""No order of actions by any mix of people reaches live without the gate and four eyes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.onboarding import actions
from apps.onboarding.models import Evidence, Request, StandardVersion, Waiver
from apps.onboarding.states import RequestState
from tests.factories import NOW, EditionFactory, GrantFactory, draft, person

PEOPLE = st.integers(0, 6)
CRITERIA = st.integers(0, 2)
REFUSALS = (PermissionDenied, DomainError)


class Onboarding(RuleBasedStateMachine):
    """Seven people pull every lever they can find, in any order."""

    @initialize(stage=st.sampled_from([0, 1, 3, 4, 4, 5, 5, 5]))
    def begin(self, stage=0):
        """At any point of the orderly way: from a draft alone, chance rarely gets far."""
        self.set_the_stage()
        orderly = [
            lambda: self.give_all(0),
            lambda: self.submit(0),
            lambda: self.accept_all(2),
            lambda: self.approve(3),
            lambda: self.approve(4),
        ]
        for step in orderly[:stage]:
            step()

    def set_the_stage(self):
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.now = NOW
        self.edition = EditionFactory(published=True)
        self.written = self.edition_as_stored()
        requester = person(Role.REQUESTER)
        both = person(Role.REVIEWER)
        GrantFactory(user=both, role=Role.TEAM_MANAGER)
        self.people = [
            requester,
            person(Role.REQUESTER),
            both,
            person(Role.PLATFORM_MANAGER),
            person(Role.PLATFORM_MANAGER),
            person(Role.ADMINISTRATOR),
            person(),
        ]
        self.pk = draft(requester, self.now).pk
        self.seen_live = False

    def teardown(self):
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    def attempt(self, verb, *args, who, **kwargs):
        """Refusals are answers; anything else would be a fault."""
        try:
            with transaction.atomic():
                verb(*args, by=self.people[who], now=self.now, **kwargs)
        except REFUSALS:
            pass

    def edition_as_stored(self):
        rows = self.edition.criteria.order_by("pk").values()
        return StandardVersion.objects.filter(pk=self.edition.pk).values().get(), [
            *rows
        ]

    def assessment(self, which):
        rows = Request.objects.get(pk=self.pk).assessments.order_by("pk")
        return rows[which]

    @rule(who=PEOPLE, which=CRITERIA)
    def give(self, who, which):
        found = self.assessment(which)
        self.attempt(
            actions.give_evidence,
            found.pk,
            who=who,
            expected_version=found.version,
            value="Shown in the handbook.",
        )

    @rule(who=PEOPLE)
    def give_all(self, who):
        for which in range(3):
            self.give(who, which)

    @rule(who=PEOPLE, which=CRITERIA)
    def accept(self, who, which):
        self.attempt(actions.accept, self.assessment(which).pk, who=who)

    @rule(who=PEOPLE)
    def accept_all(self, who):
        for which in range(3):
            self.accept(who, which)

    @rule(who=PEOPLE, which=CRITERIA)
    def send_back(self, who, which):
        found = self.assessment(which)
        self.attempt(actions.return_with_comment, found.pk, who=who, comment="More.")

    @rule(who=PEOPLE, confirmer=PEOPLE, which=CRITERIA)
    def not_applicable(self, who, confirmer, which):
        found = self.assessment(which)
        self.attempt(
            actions.say_not_applicable,
            found.pk,
            who=who,
            expected_version=found.version,
            reason="No such thing.",
        )
        self.attempt(actions.confirm_not_applicable, found.pk, who=confirmer)

    @rule(who=PEOPLE, which=CRITERIA)
    def propose_waiver(self, who, which):
        found = self.assessment(which)
        self.attempt(
            actions.propose_waiver,
            found.pk,
            who=who,
            risk="r",
            control="c",
            expires_on=self.now.date() + timedelta(days=20),
        )

    @rule(who=PEOPLE, data=st.data())
    def decide_waiver(self, who, data):
        """Any that is still open, not only the newest."""
        open_ones = list(Waiver.objects.filter(state="proposed").order_by("pk"))
        if open_ones:
            waiver = data.draw(st.sampled_from(open_ones))
            self.attempt(actions.approve_waiver, waiver.pk, who=who)

    @rule(who=PEOPLE, data=st.data())
    def refuse_waiver(self, who, data):
        waivers = list(Waiver.objects.order_by("pk"))
        if waivers:
            waiver = data.draw(st.sampled_from(waivers))
            self.attempt(actions.refuse_waiver, waiver.pk, who=who, reason="r")

    @rule(who=PEOPLE, which=CRITERIA)
    def make_it_easier(self, who, which):
        """Not even an author of standards changes what is published."""
        one = self.edition.criteria.order_by("pk")[which]
        verb = actions.amend_criterion
        self.attempt(verb, one.pk, who=who, expected_version=one.version, level="may")
        self.attempt(actions.remove_criterion, one.pk, who=who)
        assert self.edition_as_stored() == self.written

    @rule(who=PEOPLE)
    def submit(self, who):
        self.attempt(actions.submit, self.pk, who=who)

    @rule(who=PEOPLE)
    def request_changes(self, who):
        self.attempt(actions.request_changes, self.pk, who=who, reason="r")

    @rule(who=PEOPLE)
    def approve(self, who):
        self.attempt(actions.approve, self.pk, who=who)

    @rule(who=PEOPLE)
    def go_live(self, who):
        self.attempt(actions.go_live, self.pk, who=who)

    @rule(who=PEOPLE, again=PEOPLE, third=PEOPLE)
    def push_it_through(self, who, again, third):
        """Two who would approve and one who would open the gate, whoever they are."""
        self.approve(who)
        self.approve(again)
        self.go_live(third)

    @rule()
    def finish_in_order(self):
        """The right people do what is left, whatever was done before."""
        self.submit(0)
        self.accept_all(5)
        self.push_it_through(3, 4, 3)

    @rule(who=PEOPLE, reviewer=PEOPLE, which=CRITERIA)
    def answer_again(self, who, reviewer, which):
        """Changes are asked for, somebody answers, somebody takes it in."""
        self.request_changes(3)
        self.give(who, which)
        self.submit(0)
        self.accept(reviewer, which)

    @rule(days=st.integers(1, 15))
    def wait(self, days):
        self.now += timedelta(days=days)

    def counts(self, one):
        """Said again in the test's own words: what opens the gate for a must."""
        if one.state == "waived":
            return one.waiver.expires_on >= self.now.date()
        until = one.evidence.valid_until_on if one.evidence else None
        is_fresh = until is None or until >= self.now.date()
        return one.state == "not_applicable" or (one.state == "accepted" and is_fresh)

    @invariant()
    def live_means_gate_and_four_eyes(self):
        if not hasattr(self, "pk") or self.seen_live:
            return
        found = Request.objects.get(pk=self.pk)
        if found.state != RequestState.LIVE:
            return
        self.seen_live = True
        approvers = list(found.approvals.values_list("by_id", flat=True))
        authors = set(
            Evidence.objects.filter(assessment__request=found).values_list(
                "author_id", flat=True
            )
        )
        for one in found.assessments.filter(
            is_applicable=True, criterion__level="must"
        ):
            assert self.counts(one), f"{one} is {one.state}"
        assert len(set(approvers)) == 2
        assert found.requester_id not in approvers
        assert not authors & set(approvers)

    @invariant()
    def waivers_and_verdicts_keep_four_eyes(self):
        if not hasattr(self, "pk"):
            return
        found = Request.objects.get(pk=self.pk)
        for waiver in Waiver.objects.filter(
            assessment__request=found, state="approved"
        ):
            assert waiver.decided_by_id not in {
                waiver.proposed_by_id,
                found.requester_id,
            }
        for one in found.assessments.filter(state="accepted").select_related(
            "evidence"
        ):
            assert one.decided_by_id not in {found.requester_id, one.evidence.author_id}
        for one in found.assessments.filter(state="not_applicable"):
            assert one.decided_by_id not in {
                found.requester_id,
                one.not_applicable_by_id,
            }
        for one in found.assessments.filter(state="waived").select_related("waiver"):
            assert one.waiver.state == Waiver.State.APPROVED


@pytest.mark.django_db
def test_no_order_of_actions_goes_around_the_gate():
    Onboarding.TestCase.settings = settings(
        max_examples=20,
        stateful_step_count=10,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    Onboarding.TestCase("runTest").runTest()


def requester_approves(machine):
    machine.begin(3)
    machine.push_it_through(0, 3, 3)


def author_approves(machine):
    machine.begin()
    machine.give_all(0)
    machine.give(2, 0)
    machine.submit(0)
    machine.accept_all(5)
    machine.push_it_through(2, 3, 3)


def one_person_takes_both_seats(machine):
    machine.begin(3)
    machine.push_it_through(3, 3, 3)


def gate_is_not_asked(machine):
    machine.begin(2)
    machine.accept(2, 1)
    machine.push_it_through(3, 4, 3)


def requester_decides_a_waiver(machine):
    machine.begin(2)
    machine.propose_waiver(2, 0)
    waiver = Waiver.objects.get()
    machine.attempt(actions.approve_waiver, waiver.pk, who=0)


def author_reviews_their_evidence(machine):
    machine.begin(2)
    machine.accept_all(0)


def allowed(*_args):
    return True


WITHOUT = {
    requester_approves: ["apps.onboarding.actions.decisions.can_approve"],
    author_approves: ["apps.onboarding.actions.decisions.can_approve"],
    one_person_takes_both_seats: ["apps.onboarding.actions.decisions.can_approve"],
    gate_is_not_asked: [
        "apps.onboarding.rules.unmet_musts",
        "apps.onboarding.rules.is_gate_met",
    ],
    requester_decides_a_waiver: ["apps.onboarding.actions.waivers.can_decide_waiver"],
    author_reviews_their_evidence: ["apps.onboarding.actions.review.can_review"],
}


@pytest.mark.parametrize("script", WITHOUT, ids=lambda one: one.__name__)
@pytest.mark.parametrize("is_guarded", [True, False], ids=["guarded", "unguarded"])
@pytest.mark.django_db
def test_the_machine_notices_a_missing_guard(script, is_guarded, monkeypatch):
    """With the guard nothing happens; without it the invariants, or the database, cry out."""
    if not is_guarded:
        for path in WITHOUT[script]:
            is_list = path.endswith("unmet_musts")
            monkeypatch.setattr(path, (lambda *_: []) if is_list else allowed)
    machine = Onboarding()

    def run():
        script(machine)
        machine.live_means_gate_and_four_eyes()
        machine.waivers_and_verdicts_keep_four_eyes()

    if is_guarded:
        run()
        assert not machine.seen_live
    else:
        with pytest.raises((AssertionError, DatabaseError)):
            run()
    machine.teardown()


@pytest.mark.django_db
def test_the_machine_does_reach_live():
    """The levers work: in the right order by the right people it goes live."""
    machine = Onboarding()
    machine.begin()
    machine.give_all(0)
    machine.submit(0)
    machine.accept_all(2)
    machine.approve(3)
    machine.approve(4)
    machine.go_live(3)

    machine.live_means_gate_and_four_eyes()
    assert machine.seen_live
    machine.teardown()
