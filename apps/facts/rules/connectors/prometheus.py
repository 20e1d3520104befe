"""Prometheus: the value of a query, and how fast an error budget burns.

`POST /api/v1/query`: https://prometheus.io/docs/prometheus/latest/querying/api/
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
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
from apps.facts.rules.burn import WINDOWS, budget_left, burn, firing
from apps.facts.rules.kinds import Fault, read_number

BURN = "prometheus.burn_rate"
WINDOW = "{window}"
LABEL, EVENTS = "portal_window", "events:"
# Prometheus counts in seconds and shares; people in milliseconds and %.
FACTORS = {
    "prometheus.error_ratio": 100,
    "prometheus.saturation": 100,
    "prometheus.p99_latency": 1000,
}


def ask(place: Place, asked: Asked, now: datetime) -> Question:
    """The query as it stands; a burn rate's over every window, in one question."""
    if not asked.query.strip():
        raise Fault("There is no query.")
    query = _over_windows(asked) if asked.name == BURN else asked.query
    body = urlencode({"query": query, "timeout": "5s"}).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return Question(place.address("api/v1/query"), {**let_in(place), **kind}, body)


def read(asked: Asked, answered: Answered, now: datetime) -> list[Reading]:
    """The one value that the query brings; of a burn rate the three facts it tells."""
    found = _result(as_json(answered))
    if asked.name == BURN:
        return _burning(found, asked.objective)
    if not found:
        raise Fault("The query finds nothing.")
    if len(found) > 1:
        raise Fault(
            f"The query finds {len(found)} values: make one of them, as sum() does."
        )
    number = _number(found[0])
    return [Reading(asked.name, _scaled(asked.name, number))]


def _scaled(name: str, number: Decimal) -> object:
    if name == "prometheus.up":
        return number > 0
    return number * FACTORS.get(name, 1)


def _over_windows(asked: Asked) -> str:
    """The error ratio over each window, and with a second line the events in it.

    Each value is told apart by a label of ours, so that one question brings all.
    """
    ratio, *rest = asked.lines
    if WINDOW not in ratio:
        raise Fault("The query of a burn rate holds {window}, as in rate(…[{window}]).")
    parts = [_labelled(ratio, window, window) for window in WINDOWS]
    if rest:
        parts += [_labelled(rest[0], one, f"{EVENTS}{one}") for one in WINDOWS]
    return " or ".join(parts)


def _labelled(query: str, window: str, label: str) -> str:
    inner = query.replace(WINDOW, window)
    return f'label_replace({inner}, "{LABEL}", "{label}", "", "")'


def _result(data: Any) -> list[Any]:
    """The values of a vector; a scalar as one of them."""
    if part(data, "status", str) != "success":
        raise Fault("Prometheus could not carry out the query.")
    inner = part(data, "data", dict)
    kind, result = part(inner, "resultType", str), part(inner, "result", list)
    if kind == "scalar":
        return [{"metric": {}, "value": result}]
    if kind != "vector":
        raise Fault(f"The query brings a {kind[:20]}, not one value.")
    return result


def _number(sample: Any) -> Decimal:
    pair = items(part(sample, "value", list))
    text = pair[1] if len(pair) > 1 else None
    if text in ("NaN", "+Inf", "-Inf"):
        raise Fault(f"The query brings {text}: perhaps nothing happened to count.")
    return read_number(text)


def _burning(found: list[Any], objective: Decimal | None) -> list[Reading]:
    if objective is None:
        raise Fault("A burn rate needs an objective.")
    known: dict[str, Decimal] = {}
    for sample in found:
        label = part(part(sample, "metric", dict), LABEL, str)
        if _text(sample) != "NaN":
            known[label] = _number(sample)
    ratios = {name: value for name, value in known.items() if name in WINDOWS}
    if not ratios:
        raise Fault("The query finds nothing in any window.")
    return _told(ratios, _events(known), objective)


def _told(
    ratios: Mapping[str, Decimal],
    events: Mapping[str, Decimal] | None,
    objective: Decimal,
) -> list[Reading]:
    readings = [
        Reading("prometheus.burn_alert", firing(ratios, objective, events)),
    ]
    if "1h" in ratios:
        readings.insert(0, Reading(BURN, round(burn(ratios["1h"], objective), 3)))
    if "30d" in ratios:
        left = round(budget_left(ratios["30d"], objective), 2)
        readings.append(Reading("prometheus.budget_left", left))
    return readings


def _events(known: Mapping[str, Decimal]) -> Mapping[str, Decimal] | None:
    """What was counted in each window; None where nothing was asked to be."""
    counted = {
        name.removeprefix(EVENTS): value
        for name, value in known.items()
        if name.startswith(EVENTS)
    }
    return counted or None


def _text(sample: Any) -> object:
    pair = part(sample, "value", list)
    return pair[1] if len(pair) > 1 else None
