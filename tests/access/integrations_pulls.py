"""Pulls, their runs and what they refused."""

from apps.integrations.models import PullRun, RejectedRow
from tests.access import NO_SUCH_METHOD, Row
from tests.integrations.pulls_world import ADDRESS, pull_from

VIEWERS = "LFFFFOFOO"
EDITORS = "LFFFFFFFO"
DOES = "LMMMMFMFS"
FORM = {
    "name": "Another",
    "kind": "servicenow",
    "url": ADDRESS,
    "username": "reader",
    "secret": "open sesame",
    "table": "incident",
    "zone": "UTC",
    "mapping_name": "ServiceNow incidents",
    "every_minutes": "15",
    "per_minute": "30",
    "is_on": "on",
}


def build(world, now):
    """A pull without a run at work, and another with one."""
    world["pull"] = pull_from(now=now)
    busy = pull_from(now=now, name="Busy", service=world["pull"].service)
    world["pull_run"] = PullRun.objects.create(pull=busy, started_at=now)
    world["rejected_row"] = RejectedRow.objects.create(
        run=world["pull_run"], key="a1", why="is missing", updated_at=now
    )


def of(name):
    return lambda world: [world[name].pk]


def typed(world):
    key = "5a4f7f1c-5b1e-4a57-8d6c-9b6f3b6a7c11"
    return FORM | {"service": world["pull"].service_id, "sent_key": key}


def amended(world):
    return typed(world) | {"version": world["pull"].version}


PULL, RUN = of("pull"), of("pull_run")
TABLE = {
    "integrations:pulls": Row(VIEWERS),
    "integrations:new_pull": Row(EDITORS),
    "integrations:add_pull": Row(NO_SUCH_METHOD, "LFFFFFFFS", data=typed),
    "integrations:pull": Row(VIEWERS, args=PULL),
    "integrations:edit_pull": Row("LMMMMFMFO", args=PULL),
    "integrations:amend_pull": Row(NO_SUCH_METHOD, DOES, args=PULL, data=amended),
    "integrations:remove_pull": Row(NO_SUCH_METHOD, DOES, args=PULL),
    "integrations:pull_now": Row(NO_SUCH_METHOD, DOES, args=PULL),
    "integrations:pull_from_start": Row(NO_SUCH_METHOD, DOES, args=PULL),
    "integrations:pull_run": Row(VIEWERS, args=RUN),
    "integrations:stop_pull_run": Row(NO_SUCH_METHOD, DOES, args=RUN),
}
