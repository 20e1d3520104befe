"""What the past says: likely go-live, cycle times, who should review."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LEAST_HISTORY = 5


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` of the values lie, between the two nearest.

    Linear interpolation between closest ranks (Hyndman and Fan's type 7).
    """
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low, high = math.floor(place), math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


@dataclass(frozen=True)
class Forecast:
    """When a request will likely be live: one in two, and 85 in a hundred, are by then."""

    likely_on: date
    careful_on: date
    past_count: int


def forecast(
    remaining_stages: Iterable[str],
    history: Mapping[str, Sequence[float]],
    today: date,
    spent_days: float = 0,
) -> Forecast | None:
    """The likely go-live from past days a stage; None with too little history.

    `history` maps a stage to the days that past requests spent in it; the first of the
    remaining stages has taken `spent_days` already.
    """
    stages = list(remaining_stages)
    if not stages or any(len(history.get(one, ())) < LEAST_HISTORY for one in stages):
        return None
    days = {}
    for percent in (50, 85):
        per_stage = [percentile(history[stage], percent) for stage in stages]
        per_stage[0] = max(per_stage[0] - spent_days, 0)
        days[percent] = math.ceil(sum(per_stage))
    return Forecast(
        likely_on=today + timedelta(days=days[50]),
        careful_on=today + timedelta(days=days[85]),
        past_count=min(len(history[stage]) for stage in stages),
    )


@dataclass(frozen=True)
class Candidate:
    """A possible reviewer: the categories they review and what lies on their desk."""

    pk: int
    name: str
    categories: Collection[str]
    is_for_all: bool
    open_count: int


def propose_reviewer(
    category: str, candidates: Iterable[Candidate], barred: Collection[int]
) -> Candidate | None:
    """Who of those for this category has least to do; specialists before generalists."""
    able = [
        one
        for one in candidates
        if one.pk not in barred and (one.is_for_all or category in one.categories)
    ]
    return min(
        able,
        key=lambda one: (one.open_count, category not in one.categories, one.name),
        default=None,
    )
