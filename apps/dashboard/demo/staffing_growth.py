"""The demonstration's growth: a lead with people, talks, objectives, a cycle, a vacancy."""

from datetime import datetime, timedelta
from decimal import Decimal

from apps.accounts.models import Grant, User
from apps.accounts.roles import Role, ScopeKind
from apps.dashboard.demo.people import DOMAIN
from apps.dashboard.demo.staffing import Roster
from apps.staffing.actions.growth import (
    goals,
    hiring,
    hr,
    keeping,
    meetings,
    personnel,
    reviewing,
)
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.models import Person
from apps.staffing.models.growth import Review

DAY = timedelta(days=1)
AGENDA = ["The cluster upgrade in January", "Fewer calls at night", "Leave over Easter"]
NOTES = [
    "The upgrade is prepared; the runbook wants one more reader.",
    "Will lead the next game day.",
    "Swaps two night shifts with the late team.",
]
OBJECTIVES = [
    ("Quieter nights on OpenShift", "Calls a night", "calls", 9, 3, 5),
    (
        "Runbooks that newcomers can follow",
        "Runbooks tried by a newcomer",
        "",
        0,
        12,
        7,
    ),
    (
        "Certificates never run out",
        "Certificates renewed by themselves",
        "%",
        40,
        95,
        78,
    ),
]
THANKS = [
    "Stayed calm when storage went away, and told the vendor exactly what they needed.",
    "Explained the new ingress to the whole of Payments in half an hour.",
]
WENT_WELL = "Led the move of forty applications to the new clusters without an outage."
TO_CHANGE = "Hand over earlier before leave."


def grow(roster: Roster) -> None:
    """All of it, under the login that leads half of the OpenShift team."""
    lead = roster.people[f"platform.manager@{DOMAIN}"]
    people = list(lead.reports.exclude(user=None).order_by("pk")[:3])
    keeping.make_desks()
    second = _resources(roster)
    for place, one in enumerate(people):
        _talk(lead, one, place, roster.now)
        _aim(lead, one, place, roster.now)
        _plan(one, roster.now)
    _review(lead, roster.now)
    _hire(lead, second, roster)
    if people:
        _change(lead, people[0], second, roster.now)


def _user(person: Person) -> User:
    assert person.user
    return person.user


def _resources(roster: Roster) -> Person:
    """Somebody of vendor management reads as HR; two administrators stand behind it."""
    holder = next(one for one in roster.by_team["vendor-management"] if one.user)
    other = roster.by_team["platform-support"][0]
    Grant.objects.get_or_create(
        user=_user(other),
        role=Role.ADMINISTRATOR,
        scope_kind=ScopeKind.EVERYTHING,
        scope_key="",
    )
    now = roster.now - 60 * DAY
    asked = hr.ask_hr_grant(
        person=holder,
        ends_on=(roster.now + 150 * DAY).date(),
        reason="Stands in for HR in this demonstration",
        by=roster.admin,
        now=now,
    )
    hr.approve_hr_grant(asked.pk, by=_user(other), now=now)
    return holder


def _talk(lead: Person, one: Person, place: int, now: datetime) -> None:
    """A one-to-one two weeks ago, the next in some days; one is overdue."""
    by, then = _user(lead), now - 20 * DAY
    held = meetings.plan_one_to_one(one.pk, on=(now - 14 * DAY).date(), by=by, now=then)
    meetings.add_agenda_item(held.pk, words=AGENDA[place], by=_user(one), now=then)
    when = now - 14 * DAY
    meetings.write_note(held.pk, words=NOTES[place], is_shared=True, by=by, now=when)
    meetings.write_note(
        held.pk, words="Ask again how they sleep.", is_shared=False, by=by, now=when
    )
    due = now - 3 * DAY if place == 1 else now + (3 + place) * DAY
    meetings.hold_one_to_one(held.pk, next_on=due.date(), by=by, now=when)


def _aim(lead: Person, one: Person, place: int, now: datetime) -> None:
    title, result, unit, start, target, value = OBJECTIVES[place]
    by, then = _user(one), now - 60 * DAY
    goal = goals.set_objective(
        one.pk,
        title=title,
        why="",
        starts_on=then.date(),
        ends_on=(now + 60 * DAY).date(),
        by=by,
        now=then,
    )
    key = goals.add_key_result(
        goal.pk,
        title=result,
        unit=unit,
        start=Decimal(start),
        target=Decimal(target),
        by=by,
        now=then,
    )
    goals.report_key_result(
        key.pk,
        value=Decimal(value),
        words="Counted at the end of the month.",
        link="/vendors/tickets/" if place == 0 else "",
        by=by,
        now=now - 9 * DAY,
    )
    if place < len(THANKS):
        goals.recognise(one, words=THANKS[place], by=_user(lead), now=now - 5 * DAY)


def _plan(one: Person, now: datetime) -> None:
    """Where they want to grow, in two steps."""
    by, then = _user(one), now - 60 * DAY
    plan = goals.make_plan(
        one.pk,
        title="Towards leading a shift",
        words="Works alone on clusters; has not led an incident yet.",
        ends_on=(now + 120 * DAY).date(),
        by=by,
        now=then,
    )
    steps = [
        ("Read how incidents are led", "/knowledge/"),
        ("Shadow two incidents", ""),
    ]
    for days, (words, link) in enumerate(steps, start=1):
        due = (now + 30 * days * DAY).date()
        goals.add_step(plan.pk, words=words, link=link, due_on=due, by=by, now=then)


def _review(lead: Person, now: datetime) -> None:
    """A cycle under way: one is to be signed, one calibrated, the others write."""
    by, then = _user(lead), now - 25 * DAY
    cycle = reviewing.open_cycle(
        name=f"Review {now.year}",
        self_by=(now + 5 * DAY).date(),
        manager_by=(now + 20 * DAY).date(),
        ends_on=(now + 40 * DAY).date(),
        only_direct=True,
        by=by,
        now=then,
    )
    with confidential(by, now=now):
        rows = Review.objects.filter(cycle=cycle, person__user__isnull=False)
        reviews = list(rows.select_related("person__user").order_by("person")[:2])
    texts = {"went_well": WENT_WELL, "to_change": TO_CHANGE, "next_steps": ""}
    for place, one in enumerate(reviews):
        for who, days in ((_user(one.person), 15), (by, 8)):
            at = now - days * DAY
            reviewing.save_part(one.pk, version=0, by=who, now=at, **texts)
            reviewing.hand_in(one.pk, by=who, now=at)
        reviewing.calibrate(
            one.pk,
            performance=3 - place,
            potential=2,
            reason="As the other leads see it too.",
            version=0,
            by=by,
            now=now - 6 * DAY,
        )
        if place == 0:
            reviewing.share_review(one.pk, by=by, now=now - 4 * DAY)


def _hire(lead: Person, second: Person, roster: Roster) -> None:
    """A vacancy that two approved, with three candidates on their way."""
    by, now = _user(lead), roster.now
    above = lead.line_manager
    assert above
    found = hiring.propose_vacancy(
        position="OpenShift engineer, late shift",
        team=roster.by_team["openshift"][0].postings.all()[0].team,
        role=None,
        reason="One leaves in March, and the late shift hangs on two.",
        wanted_on=(now + 70 * DAY).date(),
        skills={roster.skills["Cluster operations"]: 3, roster.skills["Linux"]: 3},
        by=by,
        now=now - 45 * DAY,
    )
    for one in (above, second):
        at = now - 40 * DAY
        hiring.decide_vacancy(found.pk, is_yes=True, words="", by=_user(one), now=at)
    for place, stages in enumerate([("screening", "interview"), ("screening",), ()]):
        made = hiring.add_candidate(found.pk, by=by, now=now - 20 * DAY)
        for step, stage in enumerate(stages):
            hiring.move_candidate(
                made.pk,
                stage=stage,
                version=step + 1,
                name=["Noor Haddad", "Emil Brandt"][place],
                contact="by the agency",
                notes="",
                by=by,
                now=now - (12 - 4 * step) * DAY,
            )


def _change(lead: Person, one: Person, second: Person, now: datetime) -> None:
    """A promotion that two approved, of which the person is not told yet."""
    above = lead.line_manager
    assert above
    found = personnel.propose_action(
        one.pk,
        kind="promotion",
        effective_on=(now + 35 * DAY).date(),
        before="Support engineer",
        after="Senior support engineer",
        reason="Leads shifts by themself since summer.",
        by=_user(lead),
        now=now - 12 * DAY,
    )
    for by in (above, second):
        at = now - 10 * DAY
        personnel.decide_action(found.pk, is_yes=True, words="", by=_user(by), now=at)
