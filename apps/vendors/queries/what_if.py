"""What months would have looked like under other terms. Nothing is written."""

import copy
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

import numpy as np

from apps.calendars.models import BusinessCalendar
from apps.calendars.queries import schedule_named
from apps.vendors.models import (
    Exclusion,
    LevelVersion,
    ManagedService,
    MonthFigure,
    ServiceLevel,
)
from apps.vendors.queries.card import LevelLine, Scorecard
from apps.vendors.queries.columns import Numbers
from apps.vendors.queries.levels import Judged, judged_levels
from apps.vendors.queries.scorecard import scorecards
from apps.vendors.queries.verdicts import Found, batches, judge_level
from apps.vendors.rules.months import month_of, next_month
from apps.vendors.rules.scoring import Rating
from apps.vendors.states import ExclusionState, Outcome

MONTHS = 12
COUNTED = {Outcome.MET: "met", Outcome.BREACHED: "breached"}
LIVE = {ExclusionState.ACCEPTED: "accepted", ExclusionState.PROPOSED: "proposed"}
Months = dict[int, dict[str, int]]


@dataclass(frozen=True)
class Change:
    """Other terms of a level, as if every version of it had them; None is as it was."""

    goal: Decimal | None = None
    target_seconds: int | None = None
    calendar: BusinessCalendar | None = None
    pause_states: list[str] | None = None

    def fields(self) -> dict[str, object]:
        """What it changes of a version."""
        given = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class Compared:
    """A month as it was, and as it would have been."""

    real: Scorecard
    other: Scorecard
    slug: str

    @property
    def month(self) -> date:
        """Its first day."""
        return self.real.month

    @property
    def was(self) -> LevelLine:
        """The level as it was."""
        return self._line(self.real)

    @property
    def would_be(self) -> LevelLine:
        """The level as it would have been."""
        return self._line(self.other)

    def _line(self, card: Scorecard) -> LevelLine:
        return next(one for one in card.lines if one.level.slug == self.slug)


@dataclass(frozen=True)
class WhatIf:
    """Twelve months side by side, the oldest first."""

    rows: Sequence[Compared]

    @cached_property
    def greens(self) -> tuple[int, int]:
        """Green months of the level: as they were, as they would have been."""
        was = sum(one.was.rating is Rating.GREEN for one in self.rows)
        return was, sum(one.would_be.rating is Rating.GREEN for one in self.rows)

    @cached_property
    def credits(self) -> tuple[Decimal, Decimal]:
        """Service credits of all months: as they were, as they would have been."""
        was = sum((one.real.credit.due for one in self.rows), Decimal(0))
        return was, sum((one.other.credit.due for one in self.rows), Decimal(0))


def what_if(level: ServiceLevel, change: Change, now: datetime) -> WhatIf:
    """The last twelve months of a level re-judged under other terms, in memory.

    From the same tickets, spans and exclusions, by the same functions as real verdicts.
    The level's service has its contract at hand.
    """
    service, last = level.service, month_of(now.date())
    months = [next_month(last, step - MONTHS + 1) for step in range(MONTHS)]
    counts = _re_judged(service, level, change, now)
    cards = scorecards([service], months)
    rows = []
    for month in months:
        card = cards[service.pk, month]
        found = counts.get(month.toordinal(), {})
        lines = tuple(_other(one, level, change, found) for one in card.lines)
        other = replace(card, lines=lines, closure=None)
        if any(one.level.slug == level.slug for one in lines):
            rows.append(Compared(card, other, level.slug))
    return WhatIf(rows)


def _re_judged(
    service: ManagedService, level: ServiceLevel, change: Change, now: datetime
) -> Months:
    """The counts of each month (an ordinal day) under the changed versions."""
    levels = [one for one in judged_levels(service) if one.level.pk == level.pk]
    changed = [_changed(one, change) for one in levels]
    excluded = {state: _excluded(level, state) for state in LIVE}
    months: Months = defaultdict(lambda: defaultdict(int))
    for batch in batches(service.pk, changed, now):
        for one in changed:
            for found in judge_level(one, batch):
                _count(months, found, excluded)
    return months


def _changed(one: Judged, change: Change) -> Judged:
    versions = tuple(_version(version, change) for version in one.versions)
    schedules = one.schedules
    if change.calendar:
        schedules = (schedule_named(change.calendar.slug),) * len(versions)
    return Judged(one.level, versions, schedules)


def _version(version: LevelVersion, change: Change) -> LevelVersion:
    """A copy that is never saved. Without a target it keeps having none."""
    made = copy.copy(version)
    for name, value in change.fields().items():
        setattr(made, name, value)
    if version.target_seconds is None:
        made.target_seconds = None
    return made


def _excluded(level: ServiceLevel, state: str) -> Numbers:
    rows = Exclusion.objects.filter(level=level, state=state)
    return np.array(list(rows.values_list("ticket_id", flat=True)), np.int64)


def _count(
    months: Months,
    found: Found,
    excluded: dict[ExclusionState, Numbers],
) -> None:
    """Add the verdicts to their months: all of them, and those under an exclusion."""
    for outcome, name in COUNTED.items():
        is_so = found.readings.outcome == outcome
        masks = {name: is_so}
        for state, prefix in LIVE.items():
            masks[f"{prefix}_{name}"] = is_so & np.isin(found.ids, excluded[state])
        for key, mask in masks.items():
            days, counts = np.unique(found.months[mask], return_counts=True)
            for day, count in zip(days.tolist(), counts.tolist(), strict=True):
                months[day][key] += count


def _other(
    line: LevelLine, level: ServiceLevel, change: Change, found: dict[str, int]
) -> LevelLine:
    """The line with other counts and another goal; other levels as they are."""
    if line.level.slug != level.slug:
        return line
    version = _version(line.version, change)
    figure = MonthFigure(level=line.level, version=version, **found)
    terms = replace(line.terms, goal=version.goal)
    made = LevelLine(line.level, version, terms, figure)
    shown = vars(made)
    shown.update(bands=line.bands)
    return made
