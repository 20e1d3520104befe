"""What can be done on a page can be done over the API."""

import pytest

from apps.catalog import actions as catalog
from apps.onboarding import actions as onboarding
from portal.urls import api

BY_TIME = {
    *("refresh", "refresh_all", "run_import", "give_up_import"),
    *("judge_live", "judge_portion", "follow_campaigns"),
}
BY_COMMAND = {"import_sources"}
ADDRESSES = {
    "amend_campaign": "campaign-detail",
    "cancel_campaign": "campaign-cancel",
    "check_now": "assessment-check-now",
    "create_campaign": "campaign-list",
    "exclude_target": "campaign-target-exclude",
    "finish_campaign": "campaign-finish",
    "include_target": "campaign-target-include",
    "start_campaign": "campaign-start",
    "accept": "assessment-accept",
    "accept_all": "assessment-accept-all",
    "add_criterion": "standardversion-add-criterion",
    "add_dependency": "application-needs",
    "add_link": "application-links",
    "amend": "request-detail",
    "amend_category": "category-detail",
    "amend_criterion": "criterion-detail",
    "amend_platform": "platform-detail",
    "amend_standard": "standardversion-amend-standard",
    "answer": "request-answer-questions",
    "approve": "request-approve",
    "approve_waiver": "assessment-approve-waiver",
    "assign": "assessment-assign",
    "comment": "request-comment",
    "confirm_evidence": "assessment-confirm-evidence",
    "confirm_import": "importrun-confirm",
    "confirm_not_applicable": "assessment-confirm-not-applicable",
    "copy": "request-copy",
    "create_category": "category-list",
    "create_standard": "standardversion-list",
    "deploy": "application-deployments",
    "discard_import": "importrun-discard",
    "draft_edition": "standardversion-draft-next",
    "give_evidence": "assessment-give-evidence",
    "go_live": "request-go-live",
    "move_category": "category-move",
    "preview_import": "importrun-list",
    "propose_waiver": "assessment-propose-waiver",
    "publish": "standardversion-publish",
    "refuse_waiver": "assessment-refuse-waiver",
    "register": "application-list",
    "register_platform": "platform-list",
    "reject": "request-reject",
    "remove_category": "category-detail",
    "remove_criterion": "criterion-detail",
    "remove_dependency": "application-need",
    "remove_link": "application-link",
    "remove_question": "question-detail",
    "request_changes": "request-request-changes",
    "restart_import": "importrun-restart",
    "retire_standard": "standardversion-retire",
    "return_with_comment": "assessment-return-with-comment",
    "say_not_applicable": "assessment-say-not-applicable",
    "set_question": "standardversion-set-question",
    "start": "request-list",
    "submit": "request-submit",
    "undeploy": "application-deployment",
    "withdraw": "request-withdraw",
}
READS = {"get", "head", "options"}


def writable() -> set[str]:
    """The names of the addresses that take something other than a read."""
    return {
        address.name
        for address in api.urls
        if set(getattr(address.callback, "actions", {})) - READS
    }


@pytest.mark.parametrize("app", [catalog, onboarding], ids=["catalog", "onboarding"])
def test_every_action_has_an_address(app):
    done_otherwise = BY_TIME | BY_COMMAND
    verbs = {one for one in app.__all__ if one.islower()} - done_otherwise

    assert verbs - set(ADDRESSES) == set()


@pytest.mark.parametrize("verb", ADDRESSES)
def test_its_address_takes_more_than_a_read(verb):
    assert ADDRESSES[verb] in writable()
