"""The addresses of absences, cover, burden, working time and capacity."""

from datetime import date, timedelta

from apps.staffing.models import CallOut, Gap, PlannedWork
from tests.access import EVERYBODY_IN, INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.staffing.factories import (
    AbsenceFactory,
    AbsenceTypeFactory,
    CoverageRuleFactory,
    PersonFactory,
    RotaFactory,
)

KEY = "8c5f7e0a-0000-4000-8000-00000000000c"
# Who plans: platform managers, team managers, administrators.
PLANNED = "LMFFFOOFO"
PLANS = "LFFFFOOFO"
# Who edits staffing everywhere: here team managers and administrators.
SET = "LFFFFFOFO"


def build(world, now):
    """An absence, a rule with a gap, a call-out, planned work, on a rota of their own."""
    rota = RotaFactory(slug="cover", name="Cover", team=world["team"])
    ann = PersonFactory(name="Ann Cover", email="ann.cover@bank.example")
    world["cover_rota"], world["cover_person"] = rota, ann
    kind = AbsenceTypeFactory(name="Annual leave", has_balance=True)
    world["absence_type"] = kind
    world["absence"] = AbsenceFactory(
        person=ann, kind=kind, state="asked", first_on=date(2099, 1, 1)
    )
    rule = CoverageRuleFactory(rota=rota)
    world["coverage_rule"] = rule
    world["gap"] = Gap.objects.create(
        rule=rule,
        starts_at=now + timedelta(days=3650),
        ends_at=now + timedelta(days=3651),
        short=1,
        found_at=now,
    )
    world["call_out"] = CallOut.objects.create(
        rota=rota,
        person=ann,
        starts_at=now - timedelta(hours=2),
        ends_at=now - timedelta(hours=1),
        noted_by=world["person"],
        noted_at=now,
    )
    world["planned_work"] = PlannedWork.objects.create(
        team=world["team"], title="Upgrade", monday=date(2026, 11, 30), hours=8
    )


def of(name):
    return lambda world: [world[name].pk]


def person(world):
    return [world["cover_person"].pk]


def done(answers, args=lambda w: [], data=lambda w: {}):
    return Row(NO_SUCH_METHOD, answers, args=args, data=data)


def rule(world):
    return {
        "rota": world["cover_rota"].pk,
        "name": "Nights",
        "people": 1,
        "level": 3,
        "windows": "Daily 20:00-08:00",
        "from_on": "2026-01-01",
        "sent_key": KEY,
        "version": 1,
    }


KIND = {"name": "Training", "days_a_year": 0, "sent_key": KEY, "version": 1}
ANSWER = {"answer": "So be it.", "expected_version": 1}
TERMS = {
    "country": "DE",
    "rest": 11,
    "weekly_rest": 35,
    "weekly_hours": 48,
    "reference_weeks": 24,
    "consecutive_nights": 5,
    "night_work": 8,
    "night_reference_weeks": 4,
    "night_from": "23:00",
    "night_until": "06:00",
}


def work(world):
    return {
        "team": world["team"].pk,
        "kind": "project",
        "title": "Upgrade",
        "monday": "2026-11-30",
        "hours": 8,
        "sent_key": KEY,
    }


# No person has such a key, so no way to close a gap is named so.
NOBODYS = "999999999"

TABLE = {
    "staffing:absences": Row(EVERYBODY_IN),
    "staffing:absence_new": Row(EVERYBODY_IN),
    "staffing:check_absence": done("LOOOOOOOO"),
    "staffing:ask_absence": done("LIIIIIIII"),
    "staffing:absence_calendar": Row(EVERYBODY_IN),
    "staffing:balances": Row(EVERYBODY_IN),
    "staffing:allowance": Row("LMMMMMMMM", args=person),
    "staffing:set_allowance": done("LMMMMMMMM", person),
    "staffing:absence_types": Row(EVERYBODY_IN),
    "staffing:make_absence_type": done("LFFFFFSFS", data=lambda w: KIND),
    "staffing:absence_type": Row(SET, args=of("absence_type")),
    "staffing:amend_absence_type": done(
        "LFFFFFSFS", of("absence_type"), lambda w: KIND
    ),
    "staffing:absence": Row(INTERNAL_ONLY, args=of("absence")),
    "staffing:approve_absence": done("LMFFFFFFF", of("absence"), lambda w: ANSWER),
    "staffing:refuse_absence": done("LMFFFFFFF", of("absence"), lambda w: ANSWER),
    "staffing:cancel_absence": done("LMFFFFFFF", of("absence"), lambda w: ANSWER),
    "staffing:coverage": Row(EVERYBODY_IN),
    "staffing:coverage_rule_new": Row(PLANS),
    "staffing:make_coverage_rule": done("LFFFFSSFS", data=rule),
    "staffing:heat_map": Row(EVERYBODY_IN),
    "staffing:coverage_rule": Row(INTERNAL_ONLY, args=of("coverage_rule")),
    "staffing:coverage_rule_edit": Row(PLANNED, args=of("coverage_rule")),
    "staffing:amend_coverage_rule": done("LMFFFSSFS", of("coverage_rule"), rule),
    "staffing:remove_coverage_rule": done(
        "LMFFFSSFS", of("coverage_rule"), lambda w: ANSWER
    ),
    "staffing:gaps": Row(EVERYBODY_IN),
    "staffing:gap": Row(INTERNAL_ONLY, args=of("gap")),
    "staffing:close_gap": done("LMFFFCCFC", of("gap"), lambda w: {"way": NOBODYS}),
    "staffing:call_outs": Row(EVERYBODY_IN),
    "staffing:call_out_new": Row(EVERYBODY_IN),
    "staffing:note_call_out": done("LIIIIIIII"),
    "staffing:remove_call_out": done("LMFFFSSFS", of("call_out")),
    "staffing:burden": Row(EVERYBODY_IN),
    "staffing:working_time": Row(EVERYBODY_IN),
    "staffing:working_time_terms": Row(EVERYBODY_IN),
    "staffing:working_time_edit": Row(SET),
    "staffing:set_working_time": done("LFFFFFSFS", data=lambda w: TERMS),
    "staffing:capacity": Row(PLANS),
    "staffing:planned_work_new": Row(PLANS),
    "staffing:plan_work": done("LFFFFSSFS", data=work),
    "staffing:drop_planned_work": done("LMFFFSSFS", of("planned_work")),
}
READ = "UOOOOOOOO"
SEEN = "UMOOOOOOO"
NO_GET = NO_METHOD = "U--------"
UNREAD = "UMPPPPPPP"
TABLE |= {
    "api:absence-list": Row(READ, "UBBBBBBBB"),
    "api:absence-detail": Row(SEEN, NO_METHOD, args=of("absence")),
    "api:absence-approve": Row(NO_GET, UNREAD, args=of("absence")),
    "api:absence-refuse": Row(NO_GET, UNREAD, args=of("absence")),
    "api:absence-cancel": Row(NO_GET, UNREAD, args=of("absence")),
    "api:coveragerule-list": Row(READ, NO_METHOD),
    "api:coveragerule-detail": Row(SEEN, NO_METHOD, args=of("coverage_rule")),
    "api:gap-list": Row(READ, NO_METHOD),
    "api:gap-detail": Row(SEEN, NO_METHOD, args=of("gap")),
    "api:gap-ways": Row(SEEN, NO_METHOD, args=of("gap")),
}
