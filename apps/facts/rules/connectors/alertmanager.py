"""Alertmanager: alerts that fire, and silences that hide them.

`GET /api/v2/alerts` and `/api/v2/silences`: its OpenAPI document, api/v2/openapi.yaml.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from apps.facts.rules.asking import (
    Answered,
    Asked,
    Place,
    Question,
    Reading,
    as_json,
    items,
    let_in,
    part,
)
from apps.facts.rules.kinds import Fault

SILENCES = "alertmanager.silences"


def ask(place: Place, asked: Asked, now: datetime) -> Question:
    """What matches every line of the query, such as service="ledger"."""
    if not asked.lines:
        raise Fault("There is no matcher: it would count everybody's alerts.")
    matchers = [("filter", line) for line in asked.lines]
    path = "silences" if asked.name == SILENCES else "alerts"
    if path == "alerts":
        matchers += [("active", "true"), ("silenced", "false"), ("inhibited", "false")]
    url = place.address(f"api/v2/{path}?{urlencode(matchers)}")
    return Question(url, let_in(place))


def read(asked: Asked, answered: Answered, now: datetime) -> list[Reading]:
    """How many of them are in force."""
    active = [one for one in items(as_json(answered)) if _state(one) == "active"]
    return [Reading(asked.name, len(active))]


def _state(one: Any) -> str:
    return part(part(one, "status", dict), "state", str)
