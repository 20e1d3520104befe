"""The API: as the pages, but that it says 401 for the login and 400 for what is malformed."""

from collections.abc import Callable
from typing import Any

from tests.access import (
    Row,
    World,
    api_bulk,
    api_facts,
    api_integrations_inbound,
    api_integrations_outbound,
    api_integrations_pulls,
    api_knowledge,
    api_register,
    api_staffing_roster,
    api_staffing_rota,
)

READ = "UOOOOOOOO"
READ_INTERNAL = "UMOOOOOOO"
NO_METHOD = NO_GET = "U--------"
SUBMITTED = "UMOOOOOOO"
VENDORS = "UMOMMOOOO"
GOVERNED = "UMFMMFFFO"


REGISTER = "UFFFFFFOO"


def code(world: World) -> list[Any]:
    return [world["application"].code]


def calendar(world: World) -> list[Any]:
    return [world["calendar"].slug]


def part(name: str) -> Callable[[World], list[Any]]:
    return lambda world: [world["application"].code, world[name].pk]


def run(world: World) -> list[Any]:
    return [world["run"].pk]


def of(name):
    return lambda world: [world[name].pk]


def rule(world):
    return ["onboarding.waiver_expiring"]


def level_of_month(world):
    level = world["level"]
    return [level.service.slug, "2026-10", level.slug]


TABLE = {
    "api:nothing": Row("UMMMMMMMM", "UMMMMMMMM"),
    "api:register": Row(REGISTER, NO_METHOD),
    "api:register-sheet": Row(REGISTER, NO_METHOD, args=lambda w: ["B_01.01"]),
    "api:register-file": Row("UFFFFFFBB", NO_METHOD),
    "api:scorecards": Row(READ, NO_METHOD),
    "api:scorecard": Row(VENDORS, NO_METHOD, args=lambda w: level_of_month(w)[:2]),
    "api:scorecard-tickets": Row(VENDORS, NO_METHOD, args=level_of_month),
    "api:portfolio": Row(READ, NO_METHOD),
    "api:search": Row("UOOOOOOOO", NO_METHOD, query={"q": "router"}),
    "api:suggestions": Row("UOOOOOOOO", NO_METHOD, query={"q": "rou"}),
    "api:forecast": Row(VENDORS, NO_METHOD, args=lambda w: level_of_month(w)[:1]),
    "api:ticket-clocks": Row(VENDORS, NO_METHOD, args=of("ticket")),
    "me": Row(READ, NO_METHOD),
    "api:team-list": Row(READ, NO_METHOD),
    "api:team-detail": Row(READ_INTERNAL, NO_METHOD, args=lambda w: [w["team"].pk]),
    "api:user-list": Row(READ, NO_METHOD),
    "api:application-list": Row(READ, "UBBBBBBBB"),
    "api:application-detail": Row(READ_INTERNAL, NO_METHOD, args=code),
    "api:application-deployments": Row(NO_GET, "UMBBBBBBB", args=code),
    "api:application-links": Row(NO_GET, "UMBBBBBBB", args=code),
    "api:application-needs": Row(NO_GET, "UMBBBBBBB", args=code),
    "api:application-deployment": Row(NO_GET, NO_METHOD, args=part("deployment")),
    "api:application-link": Row(NO_GET, NO_METHOD, args=part("link")),
    "api:application-need": Row(NO_GET, NO_METHOD, args=part("dependency")),
    "api:platform-list": Row(READ, "UBBBBBBBB"),
    "api:platform-detail": Row(
        READ_INTERNAL, NO_METHOD, args=lambda w: [w["platform"].slug]
    ),
    "api:businesscalendar-list": Row(READ, NO_METHOD),
    "api:businesscalendar-detail": Row(READ, NO_METHOD, args=calendar),
    "api:businesscalendar-working-time": Row("UBBBBBBBB", NO_METHOD, args=calendar),
    "api:businesscalendar-due": Row("UBBBBBBBB", NO_METHOD, args=calendar),
    "api:entity-list": Row(READ, NO_METHOD),
    "api:entity-detail": Row(READ_INTERNAL, NO_METHOD, args=lambda w: [w["entity"].pk]),
    "api:importrun-list": Row(READ, "UBBBBBBBB"),
    "api:importrun-detail": Row("UMMMMOMOO", NO_METHOD, args=run),
    "api:importrun-confirm": Row(NO_GET, "UMMMMFMFF", args=run),
    "api:importrun-restart": Row(NO_GET, "UMMMMFMFF", args=run),
    "api:importrun-discard": Row(NO_GET, "UMMMMFMFF", args=run),
    "api:user-detail": Row(READ_INTERNAL, NO_METHOD, args=lambda w: [w["person"].pk]),
    "api:request-list": Row(READ, "UBBBBBBBB"),
    "api:request-detail": Row(SUBMITTED, NO_METHOD, args=of("reviewed")),
    "api:request-answer-questions": Row(NO_METHOD, "UMBBBBBBB", args=of("reviewed")),
    "api:request-submit": Row(NO_METHOD, "UMFCFFCFC", args=of("draft")),
    "api:request-withdraw": Row(NO_METHOD, "UMBBBBBBB", args=of("reviewed")),
    "api:request-request-changes": Row(NO_METHOD, "UMBBBBBBB", args=of("reviewed")),
    "api:request-reject": Row(NO_METHOD, "UMBBBBBBB", args=of("reviewed")),
    "api:request-approve": Row(NO_METHOD, "UMFFFCCFC", args=of("reviewed")),
    "api:request-go-live": Row(NO_METHOD, "UMFFFCFFC", args=of("reviewed")),
    "api:request-comment": Row(
        NO_METHOD, "UMOOOOOOO", args=of("reviewed"), data=lambda w: {"text": "t"}
    ),
    "api:assessment-list": Row(READ, NO_METHOD),
    "api:assessment-detail": Row(SUBMITTED, NO_METHOD, args=of("assessment")),
    "api:assessment-give-evidence": Row(NO_METHOD, "UMPPPPPPP", args=of("assessment")),
    "api:assessment-confirm-evidence": Row(
        NO_METHOD, "UMFCFFCFC", args=of("assessment")
    ),
    "api:assessment-say-not-applicable": Row(
        NO_METHOD, "UMPPPPPPP", args=of("assessment")
    ),
    "api:assessment-propose-waiver": Row(NO_METHOD, "UMBBBBBBB", args=of("assessment")),
    "api:assessment-approve-waiver": Row(NO_METHOD, "UMMMMMMMM", args=of("assessment")),
    "api:assessment-refuse-waiver": Row(NO_METHOD, "UMBBBBBBB", args=of("assessment")),
    "api:assessment-accept": Row(NO_METHOD, "UMFFOOFFO", args=of("assessment")),
    "api:assessment-return-with-comment": Row(
        NO_METHOD, "UMBBBBBBB", args=of("assessment")
    ),
    "api:assessment-confirm-not-applicable": Row(
        NO_METHOD, "UMFFCCFFC", args=of("assessment")
    ),
    "api:campaign-list": Row(READ, "UBBBBBBBB"),
    "api:campaign-detail": Row(SUBMITTED, NO_METHOD, args=of("campaign")),
    "api:campaign-burn-down": Row(SUBMITTED, NO_METHOD, args=of("campaign")),
    "api:campaign-start": Row(NO_METHOD, "UMMMMCMMC", args=of("planned_campaign")),
    "api:campaign-finish": Row(NO_METHOD, "UMFFFOFFO", args=of("campaign")),
    "api:campaign-cancel": Row(NO_METHOD, "UMBBBBBBB", args=of("campaign")),
    "api:campaign-target-list": Row(READ, NO_METHOD),
    "api:campaign-target-detail": Row(SUBMITTED, NO_METHOD, args=of("campaign_target")),
    "api:campaign-target-exclude": Row(
        NO_METHOD, "UMBBBBBBB", args=of("campaign_target")
    ),
    "api:campaign-target-include": Row(
        NO_METHOD, "UMFFFCFFC", args=of("campaign_target")
    ),
    "api:assessment-check-now": Row(NO_METHOD, "UMFCCCCFC", args=of("assessment")),
    "api:assessment-take": Row(NO_METHOD, "UMFFOOFFO", args=of("assessment")),
    "api:standardversion-list": Row(READ, "UBBBBBBBB"),
    "api:standardversion-detail": Row(SUBMITTED, NO_METHOD, args=of("edition")),
    "api:request-copy": Row(NO_METHOD, "UMBBBBBBB", args=of("reviewed")),
    "api:assessment-assign": Row(NO_METHOD, "UBBBBBBBB"),
    "api:request-insights": Row("UFFFFOOOO", NO_METHOD),
    "api:request-forecast": Row(SUBMITTED, NO_METHOD, args=of("reviewed")),
    "api:assessment-accept-all": Row(NO_METHOD, "UBBBBBBBB"),
    "api:assessment-give-file": Row(NO_METHOD, "UMPPPPPPP", args=of("assessment")),
    "api:evidence-list": Row(READ, NO_METHOD),
    "api:evidence-detail": Row(SUBMITTED, NO_METHOD, args=of("file")),
    "api:evidence-file": Row(SUBMITTED, NO_METHOD, args=of("file")),
    "api:savedfilter-list": Row(READ, "UBBBBBBBB"),
    "api:savedfilter-detail": Row("UMMMMMMMM", NO_METHOD, args=of("filter")),
    "api:waiver-list": Row(READ, NO_METHOD),
    "api:waiver-detail": Row(SUBMITTED, NO_METHOD, args=of("waiver")),
    "api:comment-list": Row(READ, NO_METHOD),
    "api:comment-detail": Row(SUBMITTED, NO_METHOD, args=of("comment")),
    "api:standardversion-draft-next": Row(NO_METHOD, "UMFFFCFFC", args=of("edition")),
    "api:standardversion-publish": Row(NO_METHOD, "UMMMMBMMB", args=of("next_edition")),
    "api:standardversion-add-criterion": Row(
        NO_METHOD, "UMMMMBMMB", args=of("next_edition")
    ),
    "api:standardversion-set-question": Row(
        NO_METHOD, "UMMMMBMMB", args=of("next_edition")
    ),
    "api:standardversion-retire": Row(NO_METHOD, "UMFFFOFFO", args=of("edition")),
    "api:standardversion-amend-standard": Row(
        NO_METHOD, "UMBBBBBBB", args=of("edition")
    ),
    "api:question-list": Row(READ, NO_METHOD),
    "api:question-detail": Row("UMMMMOMMO", NO_METHOD, args=of("next_question")),
    "api:category-list": Row(READ, "UBBBBBBBB"),
    "api:category-detail": Row(SUBMITTED, NO_METHOD, args=of("category")),
    "api:category-move": Row(NO_METHOD, "UMFFFCFFC", args=of("category")),
    "api:criterion-list": Row(READ, NO_METHOD),
    "api:criterion-detail": Row("UMMMMOMMO", NO_METHOD, args=of("next_criterion")),
    "api:notification-list": Row(READ, NO_METHOD),
    "api:notification-detail": Row("UMMMMMMMM", NO_METHOD, args=of("notification")),
    **{
        f"api:notification-{verb}": Row(NO_METHOD, "UMMMMMMMM", args=of("notification"))
        for verb in ("read", "unread", "done", "snooze", "wake", "mute")
    },
    "api:preferences": Row(READ, NO_METHOD),
    "api:habits": Row(READ, NO_METHOD),
    "api:calendar": Row(READ, "UNNNNNNNN"),
    "api:away-list": Row(READ, "UBBBBBBBB"),
    "api:away-detail": Row("UMMMMMMMM", NO_METHOD, args=of("away")),
    "api:channel-list": Row(READ, "UBBBBBBBB"),
    "api:channel-detail": Row("UMMMMMOOO", NO_METHOD, args=of("team_channel")),
    "api:channel-test": Row(NO_METHOD, "UMMMMMOFO", args=of("team_channel")),
    "api:rulesetting-list": Row(READ, NO_METHOD),
    "api:rulesetting-detail": Row("UMMMMMMOO", NO_METHOD, args=rule),
    "api:occurrence-list": Row(READ, NO_METHOD),
    "api:occurrence-detail": Row("UMMMMMMOO", NO_METHOD, args=of("occurrence")),
    "api:delivery-list": Row(READ, NO_METHOD),
    "api:delivery-detail": Row("UMMMMMMOO", NO_METHOD, args=of("failed")),
    "api:delivery-again": Row(NO_METHOD, "UMMMMMMFO", args=of("failed")),
    "api:dead_letter-list": Row(READ, NO_METHOD),
    "api:dead_letter-detail": Row("UMMMMMMOO", NO_METHOD, args=of("dead")),
    "api:dead_letter-again": Row(NO_METHOD, "UMMMMMMFK", args=of("dead")),
    "api:period-list": Row(READ, "UBBBBBBBB"),
    "api:period-detail": Row(VENDORS, NO_METHOD, args=of("open_period")),
    "api:period-review": Row(NO_METHOD, "UMFMMFFFO", args=of("open_period")),
    "api:period-reopen": Row(NO_METHOD, "UMBMMBBBB", args=of("reviewed_period")),
    "api:period-close": Row(NO_METHOD, "UMFMMFFFO", args=of("reviewed_period")),
    "api:closure-list": Row(READ, NO_METHOD),
    "api:closure-sign": Row(NO_METHOD, "UMFMMFFFO", args=of("closed")),
    "api:closure-restate": Row(NO_METHOD, "UMBMMBBBB", args=of("frozen")),
    "api:closure-drop": Row(NO_METHOD, "UMBMMBBBB", args=of("closed")),
    "api:closure-claim": Row(NO_METHOD, "UMFMMFFFC", args=of("frozen")),
    **{
        f"api:closure-{part}": Row(VENDORS, NO_METHOD, args=of("frozen"))
        for part in ("detail", "verify", "tickets", "pdf", "xlsx")
    },
    "api:creditclaim-list": Row(READ, NO_METHOD),
    "api:creditclaim-detail": Row("UMMMMMMOO", NO_METHOD, args=of("sent_claim")),
    "api:creditclaim-pdf": Row("UMMMMMMOO", NO_METHOD, args=of("sent_claim")),
    "api:creditclaim-send": Row(NO_METHOD, "UMMMMMMFO", args=of("draft_claim")),
    "api:creditclaim-settle": Row(NO_METHOD, "UMMMMMMBB", args=of("sent_claim")),
    "api:creditclaim-withdraw": Row(NO_METHOD, "UMMMMMMBB", args=of("sent_claim")),
    "api:creditclaim-earn-back": Row(NO_METHOD, "UMMMMMMFC", args=of("sent_claim")),
    "api:exclusion-list": Row(READ, "UBBBBBBBB"),
    "api:exclusion-detail": Row(VENDORS, NO_METHOD, args=of("exclusion")),
    "api:exclusion-decide": Row(NO_METHOD, "UMPMMPPPP", args=of("exclusion")),
    "api:exclusion-decide-many": Row(NO_METHOD, "UBBBBBBBB"),
    "api:exclusion-withdraw": Row(NO_METHOD, "UMFMMFFFO", args=of("exclusion")),
    "api:exclusion-attach": Row(NO_METHOD, "UMBMMBBBB", args=of("exclusion")),
    "api:exclusion-file": Row(
        VENDORS,
        NO_METHOD,
        args=lambda w: [w["exclusion"].pk, w["exclusion_file"].pk],
    ),
    "api:measurement-list": Row(READ, "UBBBBBBBB"),
    "api:measurement-detail": Row(VENDORS, NO_METHOD, args=of("measurement")),
    "api:measurement-decide": Row(NO_METHOD, "UMFMMFFFC", args=of("measurement")),
    "api:measurement-file": Row(VENDORS, NO_METHOD, args=of("measurement")),
    "api:outage-list": Row(READ, "UBBBBBBBB"),
    "api:outage-detail": Row(VENDORS, NO_METHOD, args=of("outage")),
    "api:maintenance-list": Row(READ, "UBBBBBBBB"),
    "api:maintenance-detail": Row(VENDORS, NO_METHOD, args=of("maintenance")),
    **api_bulk.TABLE,
    **api_register.TABLE,
    **api_facts.TABLE,
    **api_integrations_inbound.TABLE,
    **api_integrations_outbound.TABLE,
    **api_integrations_pulls.TABLE,
    **api_knowledge.TABLE,
    **api_staffing_roster.TABLE,
    **api_staffing_rota.TABLE,
    "api:review-list": Row(READ, "UBBBBBBBB"),
    "api:review-detail": Row(VENDORS, NO_METHOD, args=of("review")),
    "api:review-build-agenda": Row(NO_METHOD, GOVERNED, args=of("review")),
    "api:review-hold": Row(NO_METHOD, GOVERNED, args=of("review")),
    "api:review-publish": Row(NO_METHOD, GOVERNED, args=of("held_review")),
    "api:review-cancel": Row(NO_METHOD, GOVERNED, args=of("review")),
    "api:review-agenda": Row(
        NO_METHOD, GOVERNED, args=of("review"), data=lambda w: {"title": "Staff"}
    ),
    "api:review-agenda-item": Row(
        NO_METHOD, NO_METHOD, args=lambda w: [w["review"].pk, w["agenda_item"].pk]
    ),
    "api:review-decisions": Row(
        NO_METHOD, GOVERNED, args=of("review"), data=lambda w: {"words": "Stay."}
    ),
    "api:reviewaction-list": Row(READ, "UBBBBBBBB"),
    "api:reviewaction-detail": Row(VENDORS, NO_METHOD, args=of("review_action")),
    "api:reviewaction-close": Row(NO_METHOD, "UMPMMPPPP", args=of("review_action")),
    "api:reviewaction-reopen": Row(NO_METHOD, "UMPMMPPPP", args=of("closed_action")),
    "api:risk-list": Row(READ, "UBBBBBBBB"),
    "api:risk-detail": Row(VENDORS, NO_METHOD, args=of("risk")),
    "api:risk-close": Row(NO_METHOD, "UMPMMPPPP", args=of("risk")),
    "api:risk-reopen": Row(NO_METHOD, "UMPMMPPPP", args=of("closed_risk")),
}
