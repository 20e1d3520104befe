"""No order of actions by any mix of people reaches live without the gate and four eyes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.onboarding import actions, rules
from apps.onboarding.models import Evidence, Request, Waiver
from apps.onboarding.queries.items import items_of
from apps.onboarding.states import RequestState
from tests.factories import NOW, EditionFactory, GrantFactory, draft, person

PEOPLE = st.integers(0, 6)
CRITERIA = st.integers(0, 2)
REFUSALS = (PermissionDenied, DomainError)


class Onboarding(RuleBasedStateMachine):
    """Seven people pull every lever they can find, in any order."""

    @initialize()
    def begin(self):
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.now = NOW
        EditionFactory(published=True)
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

    @rule(days=st.integers(1, 15))
    def wait(self, days):
        self.now += timedelta(days=days)

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
        assert rules.is_gate_met(items_of(found), len(approvers), self.now.date())
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
        max_examples=15,
        stateful_step_count=40,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    Onboarding.TestCase("runTest").runTest()


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
