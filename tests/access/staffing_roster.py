"""People, skills, checklists: everybody inside looks, who edits staffing changes."""

from functools import partial

from apps.staffing.models import (
    Certificate,
    Checklist,
    ChecklistStep,
    ChecklistTemplate,
    LineChange,
    Sheet,
)
from tests.access import EVERYBODY_IN, INTERNAL_ONLY, Row
from tests.staffing.factories import (
    PersonFactory,
    TeamRoleFactory,
    WorkingPatternFactory,
)
from tests.vendors.factories import stored

NO_GET = "L--------"
MAY_GET, MAY_BAD = "LFFFFFOFO", "LFFFFFIFI"
OF_ONE_GET, OF_ONE_BAD = "LMFFFFOFO", "LMFFFFIFI"
OF_ONE_DONE = "LMFFFFSFS"
OWN = "LMFFFFFFF"  # nobody in the columns is the person
LIST_GET, LIST_BAD, LIST_DONE = "LMMMMMOMO", "LMMMMMIMI", "LMMMMMSMS"
ASKED_DONE, NOT_ASKED = "LMMMMMSMS", "LMMMMMFMF"
NOT_THEIRS = "LMMMMMMMM"  # the file was brought by somebody else


def build(world, now):
    """A certificate, a checklist with a step, a template, a pattern, a role, a sheet,
    a line manager who was asked for.
    """
    staff, by = world["staff"], world["person"]
    world["staff_certificate"] = Certificate.objects.create(
        person=staff, name="CKA", file=stored(now)
    )
    world["staff_list"] = Checklist.objects.create(
        person=staff,
        kind="joiner",
        name="Joiner",
        day_on=now.date(),
        started_by=by,
        started_at=now,
    )
    world["staff_step"] = ChecklistStep.objects.create(
        checklist=world["staff_list"], position=0, title="Laptop", due_on=now.date()
    )
    world["staff_template"] = ChecklistTemplate.objects.create(
        name="Joiner", kind="joiner"
    )
    world["staff_pattern"] = WorkingPatternFactory()
    world["staff_role"] = TeamRoleFactory()
    world["line_change"] = LineChange.objects.create(
        person=staff, line_manager=PersonFactory(), asked_by=by, asked_at=now
    )
    world["sheet"] = Sheet.objects.create(by=by, name="skills.csv", read_at=now)


def key(world, name="staff", part=""):
    return [world[name].pk, *([world[part].pk] if part else [])]


def slug(world):
    return [world["skill"].slug]


def listed():
    return Row(EVERYBODY_IN)


def get(answers, *names):
    return Row(answers, args=partial(key, **named(names)))


def post(answers, *names):
    return Row(NO_GET, answers, args=partial(key, **named(names)))


def named(names):
    return dict(zip(("name", "part"), names, strict=False))


TABLE = {
    "staffing:home": listed(),
    "staffing:home_on_call": listed(),
    "staffing:home_rota": listed(),
    "staffing:home_gaps": listed(),
    "staffing:home_absences": listed(),
    "staffing:people": listed(),
    "staffing:person_new": Row(MAY_GET),
    "staffing:register_person": Row(NO_GET, MAY_BAD),
    "staffing:person": get(INTERNAL_ONLY),
    "staffing:person_edit": get(OF_ONE_GET),
    "staffing:amend_person": post(OF_ONE_BAD),
    "staffing:add_posting": post(OF_ONE_BAD),
    "staffing:edit_posting": get(OF_ONE_GET, "staff", "posting"),
    "staffing:amend_posting": post(OF_ONE_BAD, "staff", "posting"),
    "staffing:remove_posting": post(OF_ONE_DONE, "staff", "posting"),
    "staffing:levels": get(OF_ONE_GET),
    "staffing:assess": post(OWN),
    "staffing:confirm": post(OF_ONE_DONE),
    "staffing:add_certificate": post(OF_ONE_BAD),
    "staffing:edit_certificate": get(OF_ONE_GET, "staff", "staff_certificate"),
    "staffing:amend_certificate": post(OF_ONE_BAD, "staff", "staff_certificate"),
    "staffing:remove_certificate": post(OF_ONE_DONE, "staff", "staff_certificate"),
    "staffing:certificate_file": get(OF_ONE_GET, "staff", "staff_certificate"),
    "staffing:new_checklist": get(OF_ONE_GET),
    "staffing:start_checklist": post(OF_ONE_BAD),
    "staffing:org_chart": listed(),
    "staffing:line_changes": listed(),
    "staffing:approve_line_change": post(ASKED_DONE, "line_change"),
    "staffing:decline_line_change": post(ASKED_DONE, "line_change"),
    "staffing:withdraw_line_change": post(NOT_ASKED, "line_change"),
    "staffing:team_people": Row(INTERNAL_ONLY, args=lambda world: [world["team"].slug]),
    "staffing:mend_team": Row(
        NO_GET,
        "LMMMMMSMS",
        args=lambda world: [
            *(world["team"].slug, "leave", world["membership"].pk),
        ],
    ),
    "staffing:checklists": listed(),
    "staffing:checklist": get(LIST_GET, "staff_list"),
    "staffing:close_checklist": post(LIST_DONE, "staff_list"),
    "staffing:do_step": post(LIST_DONE, "staff_list", "staff_step"),
    "staffing:undo_step": post(LIST_DONE, "staff_list", "staff_step"),
    "staffing:edit_step": get(LIST_GET, "staff_list", "staff_step"),
    "staffing:amend_step": post(LIST_BAD, "staff_list", "staff_step"),
    "staffing:templates": listed(),
    "staffing:new_template": Row(MAY_GET),
    "staffing:add_template": Row(NO_GET, MAY_BAD),
    "staffing:edit_template": get(MAY_GET, "staff_template"),
    "staffing:amend_template": post(MAY_BAD, "staff_template"),
    "staffing:patterns": listed(),
    "staffing:new_pattern": Row(MAY_GET),
    "staffing:add_pattern": Row(NO_GET, MAY_BAD),
    "staffing:edit_pattern": get(MAY_GET, "staff_pattern"),
    "staffing:amend_pattern": post(MAY_BAD, "staff_pattern"),
    "staffing:roles": listed(),
    "staffing:add_role": Row(NO_GET, MAY_BAD),
    "staffing:edit_role": get(MAY_GET, "staff_role"),
    "staffing:amend_role": post(MAY_BAD, "staff_role"),
    "staffing:set_target": post(MAY_BAD, "staff_role"),
    "staffing:skills": listed(),
    "staffing:new_skill": Row(MAY_GET),
    "staffing:add_skill": Row(NO_GET, MAY_BAD),
    "staffing:skill": Row(EVERYBODY_IN, args=slug),
    "staffing:edit_skill": Row(MAY_GET, args=slug),
    "staffing:amend_skill": Row(NO_GET, MAY_BAD, args=slug),
    "staffing:matrix": listed(),
    "staffing:confirm_many": Row(NO_GET, MAY_BAD),
    "staffing:new_sheet": Row(MAY_GET),
    "staffing:bring_sheet": Row(NO_GET, MAY_BAD),
    "staffing:sheet": get(NOT_THEIRS, "sheet"),
    "staffing:write_sheet": post(NOT_THEIRS, "sheet"),
    "staffing:depth": listed(),
    "staffing:skill_gaps": listed(),
    "staffing:to_confirm": listed(),
    "staffing:who_can": listed(),
    "staffing:coaching": listed(),
}
