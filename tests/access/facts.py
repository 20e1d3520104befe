"""The addresses of facts."""

from django.utils import timezone

from apps.facts.actions.gathering import put
from apps.facts.models import DeploymentEvent, Exercise
from tests.access import INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.facts.factories import CheckFactory, ConnectorFactory, ProbeFactory

INSIDE = "LFOOOOOOO"
MANAGERS = "LFFFFOFFO"
OF_PLATFORM = "LMFFFOFFO"
SAVED = "LMFFFSFFS"
TELLERS_GET = "LMOOFOOFO"
TELLERS = "LMSSFSSFS"
KEY = "8c5f7e0a-0000-4000-8000-00000000fac7"


def build(world, now):
    """What the addresses of facts need."""
    application = world["application"]
    world["fact"] = put(
        application.pk,
        "http.latency",
        20,
        measured_at=now,
        source="test",
        now=timezone.now(),
    )
    connector = ConnectorFactory(platform=world["platform"], url="https://169.254.1.1")
    world["connector"] = connector
    world["check"] = CheckFactory(connector=connector)
    ProbeFactory(of_check=world["check"], application=application, next_run_at=now)
    world["told_deployment"] = DeploymentEvent.objects.create(
        application=application, source="ci", event_id="1", deployed_at=now
    )
    world["exercise"] = Exercise.objects.create(
        application=application,
        held_on=now.date(),
        kind="tabletop",
        outcome="passed",
    )


def code(world):
    return [world["application"].code]


def of(name):
    return lambda world: [world[name].pk]


def kind(world):
    return ["prometheus"]


CONNECTOR = {
    "name": "Prometheus West",
    "url": "https://93.184.216.34",
    "environment": "production",
    "is_on": "on",
}
CHECK = {"query": "vector(1)", "every_minutes": 15, "is_on": "on"}

#          L out sup req rev pm tm aud adm
TABLE: dict[str, Row] = {
    "facts:facts": Row(INSIDE),
    "facts:connectors": Row(INSIDE),
    "facts:new_connectors": Row(MANAGERS),
    "facts:new_connector": Row(MANAGERS, args=kind),
    "facts:add_connector": Row(
        NO_SUCH_METHOD,
        "LFFFFSFFS",
        args=kind,
        data=lambda w: CONNECTOR | {"platform": "ocp", "sent_key": KEY},
    ),
    "facts:connector": Row(INTERNAL_ONLY, args=of("connector")),
    "facts:edit_connector": Row(OF_PLATFORM, args=of("connector")),
    "facts:amend_connector": Row(
        NO_SUCH_METHOD,
        SAVED,
        args=of("connector"),
        data=lambda w: CONNECTOR | {"version": 1},
    ),
    "facts:remove_connector": Row(NO_SUCH_METHOD, SAVED, args=of("connector")),
    "facts:try_connector": Row(NO_SUCH_METHOD, SAVED, args=of("connector")),
    "facts:add_usual": Row(NO_SUCH_METHOD, SAVED, args=of("connector")),
    "facts:new_check": Row(OF_PLATFORM, args=of("connector")),
    "facts:add_check": Row(
        NO_SUCH_METHOD,
        SAVED,
        args=of("connector"),
        data=lambda w: CHECK | {"name": "prometheus.saturation", "sent_key": KEY},
    ),
    "facts:checks": Row(INSIDE),
    "facts:check": Row(INTERNAL_ONLY, args=of("check")),
    "facts:edit_check": Row(OF_PLATFORM, args=of("check")),
    "facts:amend_check": Row(
        NO_SUCH_METHOD, SAVED, args=of("check"), data=lambda w: CHECK | {"version": 1}
    ),
    "facts:remove_check": Row(NO_SUCH_METHOD, SAVED, args=of("check")),
    "facts:platform": Row(INTERNAL_ONLY, args=lambda w: [w["platform"].slug]),
    "facts:application": Row(INTERNAL_ONLY, args=code),
    "facts:of_application": Row(INTERNAL_ONLY, args=code),
    "facts:deployments": Row(INTERNAL_ONLY, args=code),
    "facts:check_now": Row(NO_SUCH_METHOD, TELLERS, args=code),
    "facts:new_exercise": Row(TELLERS_GET, args=code),
    "facts:note_exercise": Row(
        NO_SUCH_METHOD,
        TELLERS,
        args=code,
        data=lambda w: {
            "held_on": "2026-11-01",
            "kind": "tabletop",
            "outcome": "passed",
            "sent_key": KEY,
        },
    ),
    "facts:fact": Row(INTERNAL_ONLY, args=lambda w: [*code(w), "http.latency"]),
}
