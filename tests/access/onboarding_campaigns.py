"""The addresses of campaigns."""

from datetime import timedelta

from apps.accounts.roles import Role
from apps.onboarding import actions
from apps.onboarding.models import CampaignTarget
from apps.onboarding.states import CampaignState
from tests.access import NO_SUCH_METHOD, Row
from tests.factories import person


def campaign(world, now, **fields):
    return actions.create_campaign(
        by=person(Role.ADMINISTRATOR),
        title="Endpoints answer",
        reason="Three outages.",
        wanted={"check": "http.up", "equals": "yes"},
        due_on=now.date() + timedelta(days=60),
        owner=world["requester"],
        now=now,
        **fields,
    )


def build(world, now):
    """A draft; a running campaign that asks the reviewed request."""
    world["planned_campaign"] = campaign(world, now)
    running = campaign(world, now)
    running.become(CampaignState.RUNNING)
    running.started_at, running.starts_on = now, now.date()
    running.save()
    world["campaign"] = running
    world["campaign_target"] = CampaignTarget.objects.create(
        campaign=running, request=world["reviewed"], changed_at=now
    )


def of(name):
    return lambda world: [world[name].pk]


def typed(world):
    return {
        "title": "New",
        "reason": "r",
        "due_on": "2099-01-01",
        "owner": world["requester"].pk,
        "check": "http.up",
        "sent_key": "6f1c1b1e-0000-4000-8000-000000000001",
    }


def why(world):
    return {"reason": "It leaves in May."}


SEEN = "LMOOOOOOO"
RUNS = "LFFFFOFFO"
TABLE = {
    "onboarding:campaigns": Row("LOOOOOOOO"),
    "onboarding:new_campaign": Row(RUNS),
    "onboarding:create_campaign": Row(NO_SUCH_METHOD, "LFFFFSFFS", data=typed),
    "onboarding:campaign": Row(SEEN, args=of("campaign")),
    "onboarding:burn_down": Row(SEEN, args=of("campaign")),
    "onboarding:edit_campaign": Row(RUNS, args=of("planned_campaign")),
    "onboarding:amend_campaign": Row(
        NO_SUCH_METHOD,
        "LMFFFSFFS",
        args=of("campaign"),
        data=lambda w: {**typed(w), "version": w["campaign"].version},
    ),
    "onboarding:start_campaign": Row(
        NO_SUCH_METHOD, "LMMMMCMMC", args=of("planned_campaign")
    ),
    "onboarding:finish_campaign": Row(NO_SUCH_METHOD, "LMFFFSFFS", args=of("campaign")),
    "onboarding:cancel_campaign": Row(
        NO_SUCH_METHOD, "LMFFFSFFS", args=of("campaign"), data=why
    ),
    "onboarding:exclude_page": Row(RUNS, args=of("campaign_target")),
    "onboarding:exclude_target": Row(
        NO_SUCH_METHOD, "LMFFFSFFS", args=of("campaign_target"), data=why
    ),
    "onboarding:include_page": Row(RUNS, args=of("campaign_target")),
    "onboarding:include_target": Row(
        NO_SUCH_METHOD, "LMFFFCFFC", args=of("campaign_target")
    ),
}
