"""Platforms, applications, catalog files."""

from typing import Any

from tests.access import EVERYBODY_IN, INTERNAL_ONLY, Row
from tests.factories import (
    ApplicationFactory,
    DependencyFactory,
    DeploymentFactory,
    EntityFactory,
    ImportRunFactory,
    LinkFactory,
    PlatformFactory,
)

EDITORS_GET = "LFOOFOOFO"
APPLICATION_GET = "LMOOFOOFO"
APPLICATION_POST = "LMSSFSSFS"
MANAGERS = "LFFFFOFFO"
NO_GET = "L--------"


def code(world: Any) -> list[Any]:
    return [world["application"].code]


def slug(world: Any) -> list[Any]:
    return [world["platform"].slug]


def part(name: str) -> Any:
    return lambda world: [world["application"].code, world[name].pk]


def build(world: dict[str, Any], now: Any) -> None:
    application = ApplicationFactory(
        code="ledger", name="Ledger", owner_team=world["team"]
    )
    platform = PlatformFactory(slug="ocp", owner_team=world["team"])
    world["application"], world["platform"] = application, platform
    world["deployment"] = DeploymentFactory(application=application, platform=platform)
    world["link"] = LinkFactory(application=application)
    world["dependency"] = DependencyFactory(application=application)
    world["entity"] = EntityFactory(imported_at=now)
    world["run"] = ImportRunFactory(by=world["person"], created_at=now)


def fields(world: Any) -> dict[str, Any]:
    return {
        "name": "Ledger",
        "owner_team": world["team"].pk,
        "tier": 2,
        "lifecycle": "production",
        "data_class": "internal",
        "version": 1,
    }


def platform_fields(world: Any) -> dict[str, Any]:
    return {
        "name": "OpenShift East",
        "kind": "openshift",
        "owner_team": world["team"].pk,
        "version": 1,
    }


KEY = "8c5f7e0a-0000-4000-8000-000000000001"

TABLE = {
    "catalog:applications": Row(EVERYBODY_IN),
    "catalog:new_application": Row(EDITORS_GET),
    "catalog:register": Row(
        NO_GET,
        "LFSSFSSFS",
        data=lambda w: {**fields(w), "code": "new-one", "sent_key": KEY},
    ),
    "catalog:application": Row(INTERNAL_ONLY, args=code),
    "catalog:edit_application": Row(APPLICATION_GET, args=code),
    "catalog:amend": Row(NO_GET, APPLICATION_POST, args=code, data=fields),
    "catalog:deploy": Row(
        NO_GET,
        APPLICATION_POST,
        args=code,
        data=lambda w: {"platform": "ocp", "environment": "test"},
    ),
    "catalog:undeploy": Row(NO_GET, APPLICATION_POST, args=part("deployment")),
    "catalog:add_link": Row(
        NO_GET,
        APPLICATION_POST,
        args=code,
        data=lambda w: {"kind": "runbook", "url": "https://wiki.example/ledger"},
    ),
    "catalog:remove_link": Row(NO_GET, APPLICATION_POST, args=part("link")),
    "catalog:add_dependency": Row(
        NO_GET, "LMIIIIIII", args=code, data=lambda w: {"on": "nothing"}
    ),
    "catalog:remove_dependency": Row(NO_GET, APPLICATION_POST, args=part("dependency")),
    "catalog:platforms": Row(EVERYBODY_IN),
    "catalog:new_platform": Row(MANAGERS),
    "catalog:register_platform": Row(
        NO_GET,
        "LFFFFSFFS",
        data=lambda w: {**platform_fields(w), "slug": "east", "sent_key": KEY},
    ),
    "catalog:platform": Row(INTERNAL_ONLY, args=slug),
    "catalog:edit_platform": Row("LMFFFOFFO", args=slug),
    "catalog:amend_platform": Row(NO_GET, "LMFFFSFFS", args=slug, data=platform_fields),
    "catalog:entities": Row(EVERYBODY_IN),
    "catalog:entity": Row(INTERNAL_ONLY, args=lambda w: [w["entity"].pk]),
    "catalog:import": Row(EDITORS_GET),
    "catalog:upload": Row(NO_GET, "LFIIFIIFI"),
    "catalog:import_run": Row("LMMMMOMOO", args=lambda w: [w["run"].pk]),
    "catalog:confirm_import": Row(NO_GET, "LMMMMFMFF", args=lambda w: [w["run"].pk]),
    "catalog:restart_import": Row(NO_GET, "LMMMMFMFF", args=lambda w: [w["run"].pk]),
    "catalog:discard_import": Row(NO_GET, "LMMMMFMFF", args=lambda w: [w["run"].pk]),
}
