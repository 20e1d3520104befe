"""Each action's refusals: nothing changes, nothing is recorded, nobody is written to."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Concern, Event
from apps.onboarding import actions
from apps.onboarding.models import Assessment, Request, Standard, StandardVersion
from tests.factories import (
    ApplicationFactory,
    EditionFactory,
    PlatformFactory,
    draft,
    person,
)

pytestmark = pytest.mark.django_db
WAIVER = {"risk": "r", "control": "c"}


class World:
    """One request in review, its must answered, and one person of each kind."""

    def __init__(self, now):
        self.now = now
        self.edition = EditionFactory(published=True)
        self.requester = person(Role.REQUESTER)
        self.reviewer = person(Role.REVIEWER)
        self.manager = person(Role.PLATFORM_MANAGER)
        self.auditor = person(Role.AUDITOR)
        self.nobody = person()
        self.request = draft(self.requester)
        self.must = self.request.assessments.get(criterion__level="must")
        self.should = self.request.assessments.get(criterion__level="should")
        self.waiver = actions.propose_waiver(
            self.should.pk,
            by=self.requester,
            expires_on=now.date() + timedelta(days=9),
            now=now,
            **WAIVER,
        )
        self.must = self.give(self.must)
        self.request = actions.submit(self.request.pk, by=self.requester, now=now)

    def give(self, found):
        return actions.give_evidence(
            found.pk,
            by=self.requester,
            expected_version=found.version,
            value="Shown in the handbook.",
            now=self.now,
        )


@pytest.fixture
def world(now):
    return World(now)


def everything():
    """All that an action could have left behind."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Request, Assessment, Standard, StandardVersion, Event, Concern)
    ]


def refused(with_, verb, *args, who, now, **kwargs):
    before = everything()
    with pytest.raises(with_):
        verb(*args, by=who, now=now, **kwargs)
    assert everything() == before


MAY_NOT = {
    "start": lambda w: (
        actions.start,
        [],
        {"application": ApplicationFactory(), "platform": PlatformFactory()},
    ),
    "answer": lambda w: (actions.answer, [w.request.pk], {"answers": {"a": "yes"}}),
    "submit": lambda w: (actions.submit, [w.request.pk], {}),
    "withdraw": lambda w: (actions.withdraw, [w.request.pk], {"reason": "r"}),
    "give evidence": lambda w: (
        actions.give_evidence,
        [w.must.pk],
        {"expected_version": w.must.version, "value": "Shown in the handbook."},
    ),
    "confirm evidence": lambda w: (actions.confirm_evidence, [w.must.pk], {}),
    "say not applicable": lambda w: (
        actions.say_not_applicable,
        [w.must.pk],
        {"expected_version": w.must.version, "reason": "r"},
    ),
    "assign": lambda w: (actions.assign, [[w.must.pk]], {"to": w.reviewer}),
    "accept": lambda w: (actions.accept, [w.must.pk], {}),
    "accept all": lambda w: (actions.accept_all, [[w.must.pk]], {}),
    "return": lambda w: (actions.return_with_comment, [w.must.pk], {"comment": "c"}),
    "confirm not applicable": lambda w: (
        actions.confirm_not_applicable,
        [w.must.pk],
        {},
    ),
    "propose waiver": lambda w: (
        actions.propose_waiver,
        [w.must.pk],
        {"expires_on": w.now.date() + timedelta(days=9), **WAIVER},
    ),
    "approve waiver": lambda w: (actions.approve_waiver, [w.waiver.pk], {}),
    "refuse waiver": lambda w: (actions.refuse_waiver, [w.waiver.pk], {"reason": "r"}),
    "request changes": lambda w: (
        actions.request_changes,
        [w.request.pk],
        {"reason": "r"},
    ),
    "approve": lambda w: (actions.approve, [w.request.pk], {}),
    "reject": lambda w: (actions.reject, [w.request.pk], {"reason": "r"}),
    "go live": lambda w: (actions.go_live, [w.request.pk], {}),
    "create standard": lambda w: (
        actions.create_standard,
        [],
        {"slug": "s", "name": "S"},
    ),
    "draft edition": lambda w: (actions.draft_edition, [w.edition.standard_id], {}),
    "publish": lambda w: (actions.publish, [w.edition.pk], {"note": ""}),
}


@pytest.mark.parametrize("name", MAY_NOT)
@pytest.mark.parametrize("who", ["auditor", "nobody"])
def test_who_may_not_is_refused_and_nothing_changes(name, who, world, now):
    verb, args, kwargs = MAY_NOT[name](world)

    refused(PermissionDenied, verb, *args, who=getattr(world, who), now=now, **kwargs)


def test_nobody_comments_on_what_they_do_not_see(world, now):
    refused(
        PermissionDenied,
        actions.comment,
        world.request.pk,
        who=world.nobody,
        now=now,
        text="Hello",
    )


NOT_NOW = {
    "answer in review": ("requester", MAY_NOT["answer"]),
    "submit twice": ("requester", MAY_NOT["submit"]),
    "evidence while it is read": ("requester", MAY_NOT["give evidence"]),
    "confirm what is confirmed": ("requester", MAY_NOT["confirm evidence"]),
    "confirm what nobody said": ("reviewer", MAY_NOT["confirm not applicable"]),
    "approve with open musts": ("manager", MAY_NOT["approve"]),
    "go live before approval": ("manager", MAY_NOT["go live"]),
    "publish what is published": ("manager", MAY_NOT["publish"]),
    "a waiver for too long": (
        "requester",
        lambda w: (
            actions.propose_waiver,
            [w.must.pk],
            {"expires_on": w.now.date() + timedelta(days=400), **WAIVER},
        ),
    ),
    "assign to who may not": (
        "manager",
        lambda w: (actions.assign, [[w.must.pk]], {"to": w.auditor}),
    ),
    "accept one of two that may not be": (
        "reviewer",
        lambda w: (actions.accept_all, [[w.must.pk, w.should.pk]], {}),
    ),
}


@pytest.mark.parametrize("name", NOT_NOW)
def test_not_now_is_refused_and_nothing_changes(name, world, now):
    who, act = NOT_NOW[name]
    verb, args, kwargs = act(world)

    refused(DomainError, verb, *args, who=getattr(world, who), now=now, **kwargs)


@pytest.mark.parametrize("ending", [actions.withdraw, actions.reject])
def test_nothing_happens_to_a_request_that_has_ended(ending, world, now):
    by = world.requester if ending is actions.withdraw else world.manager
    ending(world.request.pk, by=by, reason="r", now=now)

    for name in ("submit", "withdraw", "give evidence", "propose waiver"):
        verb, args, kwargs = MAY_NOT[name](world)
        refused(DomainError, verb, *args, who=world.requester, now=now, **kwargs)
    for name in ("request changes", "reject", "go live", "approve"):
        verb, args, kwargs = MAY_NOT[name](world)
        refused(DomainError, verb, *args, who=world.manager, now=now, **kwargs)


def test_an_ended_waiver_keeps_the_gate_shut(world, now):
    actions.return_with_comment(
        world.must.pk, by=world.reviewer, comment="More.", now=now
    )
    waiver = actions.propose_waiver(
        world.must.pk,
        by=world.requester,
        expires_on=now.date() + timedelta(days=9),
        now=now,
        **WAIVER,
    )
    actions.approve_waiver(waiver.pk, by=world.manager, now=now)
    for by in (world.manager, person(Role.TEAM_MANAGER)):
        actions.approve(world.request.pk, by=by, now=now)

    late = now + timedelta(days=10)
    refused(DomainError, actions.go_live, world.request.pk, who=world.manager, now=late)
