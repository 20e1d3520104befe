"""Grafana: whether a dashboard exists.

`GET /api/dashboards/uid/:uid` and `/api/search`: grafana.com/docs/grafana/latest/developers/http_api.
"""

from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from apps.facts.rules.asking import (
    Answered,
    Asked,
    Place,
    Question,
    Reading,
    as_json,
    items,
    let_in,
    parse_json,
    part,
)
from apps.facts.rules.kinds import Fault

BY_UID, BY_TAG = "uid:", "tag:"
NOT_THERE, NO_DASHBOARD = 404, "Dashboard not found"


def ask(place: Place, asked: Asked, now: datetime) -> Question:
    """By `uid:…`, by `tag:…`, else by the words of its title."""
    wanted = asked.lines[0] if asked.lines else ""
    if not wanted.removeprefix(BY_UID).removeprefix(BY_TAG).strip():
        raise Fault("Say which dashboard: uid:…, tag:… or words of its title.")
    if wanted.startswith(BY_UID):
        path = f"api/dashboards/uid/{quote(wanted.removeprefix(BY_UID), safe='')}"
    else:
        path = f"api/search?{urlencode(_search(wanted))}"
    return Question(place.address(path), let_in(place))


def _search(wanted: str) -> dict[str, str]:
    tag = wanted.removeprefix(BY_TAG)
    found = {"tag": tag} if tag != wanted else {"query": wanted}
    return {"type": "dash-db", "limit": "1", **found}


def read(asked: Asked, answered: Answered, now: datetime) -> list[Reading]:
    """Yes with its address, or no."""
    if asked.lines[0].startswith(BY_UID):
        if _is_missing(answered):
            return [Reading(asked.name, value=False)]
        data = as_json(answered)
        part(part(data, "dashboard", dict), "uid", str)
        return [Reading(asked.name, value=True, url=_path(data.get("meta")))]
    found = items(as_json(answered))
    return [Reading(asked.name, bool(found), _path(found[0] if found else None))]


def _is_missing(answered: Answered) -> bool:
    """Whether Grafana says so. Any other 404 is of a wrong address, or of a proxy."""
    if answered.status != NOT_THERE:
        return False
    data = parse_json(answered.body)
    return isinstance(data, dict) and data.get("message") == NO_DASHBOARD


def _path(thing: Any) -> str:
    """The path on the Grafana that it says; nothing else is believed."""
    path = thing.get("url") if isinstance(thing, dict) else None
    if not isinstance(path, str) or not path.isprintable():
        return ""
    return path if path.startswith("/") and not path.startswith("//") else ""
