"""The addresses of onboarding."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.actions import grant
from apps.accounts.roles import Role
from apps.onboarding import actions
from apps.onboarding.models import Request
from tests.access import EVERYBODY_IN, NO_SUCH_METHOD, Row, onboarding_campaigns
from tests.factories import CriterionFactory, EditionFactory, draft, person


def build(world, now):
    """A draft, a request in review with evidence, a file and a proposed waiver, an approved one."""

    edition = EditionFactory(standard__slug="world")
    CriterionFactory(edition=edition, level="may", evidence_kind="file")
    edition.become("published")
    edition.published_at = now
    edition.save()
    requester = person(Role.REQUESTER)
    world["draft"] = draft(requester, now, target_on=now.date())
    reviewed = draft(requester, now, target_on=now.date())
    for found in reviewed.assessments.select_related("criterion"):
        is_file = found.criterion.evidence_kind == "file"
        actions.give_evidence(
            found.pk,
            by=requester,
            expected_version=found.version,
            value="" if is_file else "Shown in the handbook.",
            file=SimpleUploadedFile("proof.txt", b"all good") if is_file else None,
            now=now,
        )
    actions.submit(reviewed.pk, by=requester, now=now)
    rows = list(reviewed.assessments.select_related("criterion"))
    by_kind = {one.criterion.evidence_kind: one for one in rows}
    should = next(one for one in rows if one.criterion.level == "should")
    world["waiver"] = actions.propose_waiver(
        should.pk,
        by=requester,
        risk="r",
        control="c",
        expires_on=now.date() + timedelta(days=30),
        now=now,
    )
    world["comment"] = actions.comment(reviewed.pk, by=requester, text="Hm.", now=now)
    world["edition"] = edition
    admin = person(Role.ADMINISTRATOR)
    following = actions.draft_edition(edition.standard_id, by=admin, now=now)
    world["next_edition"] = following
    world["next_criterion"] = following.criteria.first()
    world["next_question"] = actions.set_question(
        following.pk, by=admin, key="asked", text="Asked?", now=now
    )
    world["category"] = world["next_criterion"].category
    world["reviewing"] = grant(
        person().pk,
        by=admin,
        role=Role.REVIEWER,
        scope_kind="category",
        scope_key=world["category"].slug,
        now=now,
    )
    world["standard"] = edition.standard
    world["reviewed"] = Request.objects.get(pk=reviewed.pk)
    world["assessment"] = next(one for one in rows if one.criterion.level == "must")
    world["not_started"] = world["draft"].assessments.first()
    world["file"] = by_kind["file"].givings.get()
    world["requester"] = requester
    onboarding_campaigns.build(world, now)


def of(name):
    return lambda world: [world[name].pk]


#          L out sup req rev pm tm aud adm
SUBMITTED = "LMOOOOOOO"
DRAFTS = "LMOOMOOOO"

TABLE = {
    "onboarding:index": Row(EVERYBODY_IN),
    "onboarding:new_request": Row(EVERYBODY_IN),
    "onboarding:start": Row(NO_SUCH_METHOD, "LIIIIIIII"),
    "onboarding:request": Row(SUBMITTED, args=of("reviewed")),
    "onboarding:edit_request": Row(SUBMITTED, args=of("draft")),
    "onboarding:amend": Row(NO_SUCH_METHOD, "LMIIIIIII", args=of("draft")),
    "onboarding:questions": Row(SUBMITTED, args=of("draft")),
    "onboarding:answer": Row(NO_SUCH_METHOD, "LMFSFFSFS", args=of("draft")),
    "onboarding:submit": Row(NO_SUCH_METHOD, "LMFCFFCFC", args=of("draft")),
    "onboarding:withdraw": Row(
        NO_SUCH_METHOD, "LMFSFFSFS", args=of("reviewed"), data=lambda w: {"reason": "r"}
    ),
    "onboarding:copy_page": Row(SUBMITTED, args=of("reviewed")),
    "onboarding:copy": Row(NO_SUCH_METHOD, "LMIIIIIII", args=of("reviewed")),
    "onboarding:comment": Row(
        NO_SUCH_METHOD, "LMSSSSSSS", args=of("reviewed"), data=lambda w: {"text": "t"}
    ),
    "onboarding:criterion": Row(SUBMITTED, args=of("assessment")),
    "onboarding:give_evidence": Row(
        NO_SUCH_METHOD,
        "LMFSFFSFS",
        args=of("not_started"),
        data=lambda w: {"value": "Long enough.", "expected_version": 1},
    ),
    "onboarding:confirm_evidence": Row(
        NO_SUCH_METHOD, "LMFCFFCFC", args=of("not_started")
    ),
    "onboarding:say_not_applicable": Row(
        NO_SUCH_METHOD,
        "LMFSFFSFS",
        args=of("not_started"),
        data=lambda w: {"reason": "No such thing.", "expected_version": 1},
    ),
    "onboarding:propose_waiver": Row(
        NO_SUCH_METHOD,
        "LMFSSSSFS",
        args=of("assessment"),
        data=lambda w: {"risk": "r", "control": "c", "expires_on": "2027-03-01"},
    ),
    "onboarding:check_now": Row(NO_SUCH_METHOD, "LMFCCCCFC", args=of("assessment")),
    "onboarding:download": Row(SUBMITTED, args=of("file")),
    "onboarding:queue": Row(EVERYBODY_IN),
    "onboarding:desks": Row("LFFFOOFFO"),
    "onboarding:assign": Row(NO_SUCH_METHOD, "LSSSSSSSS"),
    "onboarding:accept_many": Row(NO_SUCH_METHOD, "LSSSSSSSS"),
    "onboarding:take": Row(NO_SUCH_METHOD, "LMFFSSFFS", args=of("assessment")),
    "onboarding:accept": Row(NO_SUCH_METHOD, "LMFFSSFFS", args=of("assessment")),
    "onboarding:return": Row(
        NO_SUCH_METHOD,
        "LMFFSSFFS",
        args=of("assessment"),
        data=lambda w: {"reason": "Which handbook?"},
    ),
    "onboarding:confirm_not_applicable": Row(
        NO_SUCH_METHOD, "LMFFCCFFC", args=of("assessment")
    ),
    "onboarding:approve_waiver": Row(NO_SUCH_METHOD, "LMFFFSFFS", args=of("waiver")),
    "onboarding:refuse_waiver": Row(
        NO_SUCH_METHOD, "LMFFFSFFS", args=of("waiver"), data=lambda w: {"reason": "r"}
    ),
    "onboarding:approve": Row(NO_SUCH_METHOD, "LMFFFCCFC", args=of("reviewed")),
    "onboarding:request_changes": Row(
        NO_SUCH_METHOD, "LMFFSSSFS", args=of("reviewed"), data=lambda w: {"reason": "r"}
    ),
    "onboarding:reject": Row(
        NO_SUCH_METHOD, "LMFFSSSFS", args=of("reviewed"), data=lambda w: {"reason": "r"}
    ),
    "onboarding:go_live": Row(NO_SUCH_METHOD, "LMFFFCFFC", args=of("reviewed")),
}


def new_criterion(world):
    return {
        "code": "NEW-01",
        "category": world["assessment"].criterion.category_id,
        "level": "must",
        "weight": 3,
        "title": "A new one",
        "evidence_kind": "text",
        "expected_version": 1,
    }


def category(world):
    return [world["category"].slug]


AUTHORS = "LMMMMOMMO"
AUTHORS_ONLY = "LMMMMSMMS"
TABLE |= {
    "onboarding:standards": Row(EVERYBODY_IN),
    "onboarding:standard": Row(SUBMITTED, args=lambda w: [w["standard"].slug]),
    "onboarding:version": Row(SUBMITTED, args=lambda w: [w["standard"].slug, 1]),
    "onboarding:edition_as_file": Row(
        SUBMITTED, args=lambda w: [w["standard"].slug, 1]
    ),
    "onboarding:compare": Row(AUTHORS, args=lambda w: [w["standard"].slug, 1, 2]),
    "onboarding:distance": Row(EVERYBODY_IN),
    "onboarding:new_standard": Row(EVERYBODY_IN),
    "onboarding:create_standard": Row(
        NO_SUCH_METHOD, "LFFFFSFFS", data=lambda w: {"name": "New", "slug": "new"}
    ),
    "onboarding:draft_edition": Row(
        NO_SUCH_METHOD, "LMFFFCFFC", args=lambda w: [w["standard"].slug]
    ),
    "onboarding:publish": Row(NO_SUCH_METHOD, AUTHORS_ONLY, args=of("next_edition")),
    "onboarding:new_criterion": Row(AUTHORS, args=of("next_edition")),
    "onboarding:add_criterion": Row(
        NO_SUCH_METHOD, AUTHORS_ONLY, args=of("next_edition"), data=new_criterion
    ),
    "onboarding:edit_question": Row(AUTHORS, args=of("next_edition")),
    "onboarding:set_question": Row(
        NO_SUCH_METHOD,
        AUTHORS_ONLY,
        args=of("next_edition"),
        data=lambda w: {"key": "new", "text": "New?", "kind": "yes_no", "position": 1},
    ),
    "onboarding:edit_criterion": Row(AUTHORS, args=of("next_criterion")),
    "onboarding:amend_criterion": Row(
        NO_SUCH_METHOD, AUTHORS_ONLY, args=of("next_criterion"), data=new_criterion
    ),
    "onboarding:remove_criterion": Row(
        NO_SUCH_METHOD, AUTHORS_ONLY, args=of("next_criterion")
    ),
    "onboarding:remove_question": Row(
        NO_SUCH_METHOD, AUTHORS_ONLY, args=of("next_question")
    ),
    "onboarding:edit_standard": Row(SUBMITTED, args=lambda w: [w["standard"].slug]),
    "onboarding:amend_standard": Row(
        NO_SUCH_METHOD,
        "LMFFFSFFS",
        args=lambda w: [w["standard"].slug],
        data=lambda w: {"name": "New", "expected_version": w["standard"].version},
    ),
    "onboarding:retire_page": Row(SUBMITTED, args=lambda w: [w["standard"].slug]),
    "onboarding:retire_standard": Row(
        NO_SUCH_METHOD, "LMFFFSFFS", args=lambda w: [w["standard"].slug]
    ),
    "onboarding:categories": Row(EVERYBODY_IN),
    "onboarding:create_category": Row(
        NO_SUCH_METHOD, "LFFFFSFFS", data=lambda w: {"name": "New", "slug": "new"}
    ),
    "onboarding:category": Row(SUBMITTED, args=category),
    "onboarding:amend_category": Row(
        NO_SUCH_METHOD,
        "LMFFFSFFS",
        args=category,
        data=lambda w: {"name": "New", "expected_version": 1},
    ),
    "onboarding:remove_category": Row(NO_SUCH_METHOD, "LMFFFCFFC", args=category),
    "onboarding:move_category": Row(NO_SUCH_METHOD, "LMFFFCFFC", args=category),
    "onboarding:add_reviewer": Row(
        NO_SUCH_METHOD,
        "LMFFFFFFS",
        args=category,
        data=lambda w: {"person": w["requester"].pk},
    ),
    "onboarding:remove_reviewer": Row(
        NO_SUCH_METHOD,
        "LMFFFFFFS",
        args=lambda w: [w["category"].slug, w["reviewing"].pk],
    ),
    "onboarding:insights": Row("LFFFFOOOO"),
    "onboarding:calendar": Row(EVERYBODY_IN),
    "onboarding:of_application": Row(
        SUBMITTED, args=lambda w: [w["reviewed"].application.code]
    ),
    "onboarding:cited": Row("LOOOOOOOO"),
    "onboarding:forecast": Row(SUBMITTED, args=of("reviewed")),
    "onboarding:print": Row(SUBMITTED, args=of("reviewed")),
    "onboarding:pdf": Row(SUBMITTED, args=of("reviewed")),
}
TABLE |= onboarding_campaigns.TABLE
