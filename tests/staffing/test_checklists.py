"""Joiners, movers and leavers: what a list begins with, who does it, what it changes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.staffing.actions import checklists as actions
from apps.staffing.actions import templates
from apps.staffing.models import Checklist, ChecklistStep, Posting
from apps.staffing.rules.checklists import read_steps
from tests.factories import TeamFactory, UserFactory, person
from tests.staffing.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 12, 7)
STEPS = (
    "-3 | line manager | Hand over\n0 | the person | Say goodbye\n2 | team manager | x"
)


@pytest.fixture
def team():
    return TeamFactory(slug="openshift", manager=UserFactory(name="Team Manager"))


@pytest.fixture
def manager(team):
    return person(Role.TEAM_MANAGER, team=team.slug)


@pytest.fixture
def amara(team):
    lead = PersonFactory(name="Lead", login=True)
    found = PersonFactory(name="Amara", login=True, line_manager=lead)
    return PostingFactory(person=found, team=team).person


@pytest.fixture
def template(manager, now):
    def made(kind):
        return templates.add_template(
            by=manager, now=now, name=kind, kind=kind, steps=read_steps(STEPS)
        )

    return made


def test_a_leavers_list_names_who_does_what_and_ends_their_postings(
    amara, template, manager, team, now
):
    found = actions.start_checklist(
        amara.pk, by=manager, now=now, template=template("leaver"), day_on=MONDAY
    )

    steps = [(one.title, one.owner, one.due_on) for one in found.steps.all()]
    assert steps == [
        ("Hand over", amara.line_manager.user, date(2026, 12, 4)),
        ("Say goodbye", amara.user, MONDAY),
        ("x", team.manager, date(2026, 12, 9)),
    ]
    amara.refresh_from_db()
    assert (amara.ends_on, amara.postings.get().ends_on) == (MONDAY, MONDAY)
    assert Event.objects.about(amara).get().verb == "staffing.checklist_started"


def test_a_mover_ends_the_day_before_and_begins_on_the_day(
    amara, template, manager, team, now
):
    below = TeamFactory(parent=team)
    mover = template("mover")

    with pytest.raises(DomainError, match="which team"):
        actions.start_checklist(
            amara.pk, by=manager, now=now, template=mover, day_on=MONDAY
        )
    with pytest.raises(PermissionDenied):
        actions.start_checklist(
            amara.pk,
            by=manager,
            now=now,
            template=mover,
            day_on=MONDAY,
            team=TeamFactory(),
        )
    assert not Checklist.objects.exists()
    actions.start_checklist(
        amara.pk, by=manager, now=now, template=mover, day_on=MONDAY, team=below
    )

    days = Posting.objects.order_by("starts_on").values_list("team", "ends_on")
    assert list(days) == [(team.pk, MONDAY - timedelta(days=1)), (below.pk, None)]


def test_one_list_of_a_kind_is_open_at_a_time(amara, template, manager, now):
    joiner = template("joiner")
    start = {"by": manager, "now": now, "template": joiner, "day_on": MONDAY}
    first = actions.start_checklist(amara.pk, **start)

    with pytest.raises(DomainError, match="open joiner"):
        actions.start_checklist(amara.pk, **start)
    actions.close_checklist(first.pk, by=manager, now=now)
    actions.start_checklist(amara.pk, **start)

    assert Checklist.objects.count() == 2


def test_others_start_no_list(amara, template, now):
    joiner = template("joiner")
    for by in (amara.user, person(Role.AUDITOR), person(Role.PLATFORM_MANAGER)):
        with pytest.raises(PermissionDenied):
            actions.start_checklist(
                amara.pk, by=by, now=now, template=joiner, day_on=MONDAY
            )

    assert not Checklist.objects.exists()


@pytest.fixture
def begun(amara, template, manager, now):
    return actions.start_checklist(
        amara.pk, by=manager, now=now, template=template("joiner"), day_on=MONDAY
    )


def test_the_last_step_closes_the_list_and_undoing_it_opens_it(begun, manager, now):
    steps = list(begun.steps.all())
    for one in [*steps, steps[0]]:
        actions.do_step(one.pk, by=manager, now=now)
    begun.refresh_from_db()
    assert begun.closed_at == now
    assert Event.objects.about(begun).count() == 3

    actions.undo_step(steps[1].pk, by=steps[1].owner, now=now)
    begun.refresh_from_db()
    assert begun.closed_at is None


def test_a_step_is_done_by_its_owner_and_nobody_passing(begun, now):
    step = begun.steps.get(title="Say goodbye")

    with pytest.raises(PermissionDenied):
        actions.do_step(step.pk, by=UserFactory(), now=now)
    step.refresh_from_db()
    assert step.done_at is None
    actions.do_step(step.pk, by=step.owner, now=now)
    step.refresh_from_db()
    assert step.done_by == step.owner


def test_a_step_is_given_to_somebody_else_by_who_edits_the_person(begun, manager, now):
    step = begun.steps.get(title="Say goodbye")
    other = UserFactory()

    with pytest.raises(PermissionDenied):
        actions.amend_step(step.pk, by=step.owner, version=1, now=now, owner=other)
    actions.amend_step(step.pk, by=manager, version=1, now=now, owner=other)
    with pytest.raises(EditConflict):
        actions.amend_step(step.pk, by=manager, version=1, now=now, owner=None)

    step.refresh_from_db()
    assert step.owner == other


def test_a_list_is_seen_by_those_it_concerns(begun, amara, manager):
    step = begun.steps.first()
    seen = [amara.user, manager, step.owner, person(Role.ADMINISTRATOR)]
    unseen = [UserFactory(), person(Role.AUDITOR), UserFactory(external=True)]

    for who in seen:
        assert Checklist.objects.visible_to(who).exists()
        assert ChecklistStep.objects.visible_to(who).count() == 3
    for who in unseen:
        assert not Checklist.objects.visible_to(who).exists()


def test_a_template_changes_for_lists_to_come(begun, manager, now):
    found = begun_template = templates.ChecklistTemplate.objects.get()
    fields = {"name": found.name, "kind": found.kind}

    templates.amend_template(
        found.pk, by=manager, version=1, now=now, steps=read_steps(STEPS), **fields
    )
    assert not Event.objects.about(found).filter(verb__contains="amended").exists()
    templates.amend_template(
        found.pk,
        by=manager,
        version=1,
        now=now,
        steps=read_steps("0 | the person | New"),
        **fields,
    )
    with pytest.raises(EditConflict):
        templates.amend_template(
            found.pk, by=manager, version=1, now=now, steps=read_steps(STEPS), **fields
        )

    assert [one.title for one in begun_template.steps.all()] == ["New"]
    assert begun.steps.count() == 3


def test_a_list_is_walked_through_on_its_pages(door, amara, template, manager):
    door.force_login(manager)
    sent = {
        "template": template("joiner").pk,
        "day_on": "2026-12-07",
        "sent_key": uuid4(),
    }

    page = door.post(reverse("staffing:start_checklist", args=[amara.pk]), sent)
    found = Checklist.objects.get()
    assert page["Location"] == found.get_absolute_url()
    shown = door.get(found.get_absolute_url())
    assert b"Say goodbye" in shown.content
    for step in found.steps.all():
        door.post(reverse("staffing:do_step", args=[found.pk, step.pk]))

    found.refresh_from_db()
    assert found.closed_at is not None
    assert b"No open checklist" in door.get(reverse("staffing:checklists")).content


def test_steps_that_make_no_sense_are_said_beside_their_field(client, manager):
    client.force_login(manager)

    page = client.post(
        reverse("staffing:add_template"),
        {"name": "J", "kind": "joiner", "steps": "Order a laptop"},
    )

    assert page.status_code == 422
    assert "Line 1" in str(page.context["form"].errors["steps"])
