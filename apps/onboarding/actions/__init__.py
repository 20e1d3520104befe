"""What people do with onboarding requests and standards. Every change is a function here."""

from apps.onboarding.actions.campaigns import (
    amend_campaign,
    cancel_campaign,
    create_campaign,
    exclude_target,
    finish_campaign,
    follow_campaigns,
    include_target,
    start_campaign,
)
from apps.onboarding.actions.categories import (
    amend_category,
    create_category,
    move_category,
    remove_category,
)
from apps.onboarding.actions.decisions import (
    approve,
    go_live,
    refresh,
    refresh_all,
    reject,
    request_changes,
)
from apps.onboarding.actions.drafts import (
    add_criterion,
    amend_criterion,
    remove_criterion,
    remove_question,
    set_question,
)
from apps.onboarding.actions.evidence import (
    confirm_evidence,
    give_evidence,
    say_not_applicable,
)
from apps.onboarding.actions.judging import check_now, judge_live, judge_portion
from apps.onboarding.actions.requests import (
    amend,
    answer,
    copy,
    start,
    submit,
    withdraw,
)
from apps.onboarding.actions.review import (
    accept,
    accept_all,
    assign,
    confirm_not_applicable,
    return_with_comment,
)
from apps.onboarding.actions.standards import (
    amend_standard,
    create_standard,
    draft_edition,
    publish,
    retire_standard,
)
from apps.onboarding.actions.talk import comment
from apps.onboarding.actions.waivers import (
    approve_waiver,
    propose_waiver,
    refuse_waiver,
)

__all__ = [
    "accept",
    "accept_all",
    "add_criterion",
    "amend",
    "amend_campaign",
    "amend_category",
    "amend_criterion",
    "amend_standard",
    "answer",
    "approve",
    "approve_waiver",
    "assign",
    "cancel_campaign",
    "check_now",
    "comment",
    "confirm_evidence",
    "confirm_not_applicable",
    "copy",
    "create_campaign",
    "create_category",
    "create_standard",
    "draft_edition",
    "exclude_target",
    "finish_campaign",
    "follow_campaigns",
    "give_evidence",
    "go_live",
    "include_target",
    "judge_live",
    "judge_portion",
    "move_category",
    "propose_waiver",
    "publish",
    "refresh",
    "refresh_all",
    "refuse_waiver",
    "reject",
    "remove_category",
    "remove_criterion",
    "remove_question",
    "request_changes",
    "retire_standard",
    "return_with_comment",
    "say_not_applicable",
    "set_question",
    "start",
    "start_campaign",
    "submit",
    "withdraw",
]
