"""One level over columns of tickets: who is judged by which version, from when to when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from apps.calendars.rules import Schedule
from apps.calendars.rules.vector import NEVER, Seconds, WorkingTable
from apps.vendors.models import LevelVersion, ServiceLevel
from apps.vendors.queries.columns import (
    Numbers,
    Spans,
    Tickets,
    read_spans,
    read_tickets,
)
from apps.vendors.queries.levels import Judged, done_states
from apps.vendors.rules.judging import Flags, Pauses, Readings, judge
from apps.vendors.rules.months import bounds, month_at, months_between, next_month
from apps.vendors.states import CANCELLED_STATE, Outcome

CHUNK = 250_000
SLACK_SECONDS = 400 * 24 * 3600
Measure = ServiceLevel.Measure
Start, Stop = LevelVersion.Start, LevelVersion.Stop


@dataclass(frozen=True)
class Batch:
    """Tickets with their spans; states and types are known by their places, from 1."""

    tickets: Tickets
    spans: Spans
    states: list[str]
    types: list[str]
    now: int

    def entered(self, names: list[str]) -> Seconds:
        """When each ticket first entered one of these states; NEVER if it did not."""
        first = np.full(len(self.tickets), NEVER)
        mask = self.in_states(names)
        np.minimum.at(first, self.spans.of[mask], self.spans.starts[mask])
        return first

    def in_states(self, names: list[str]) -> Flags:
        """Which spans are in one of these states."""
        places = [self.states.index(one) + 1 for one in names if one in self.states]
        return np.isin(self.spans.state, places)


@dataclass(frozen=True)
class Found:
    """Verdicts of one version: `months` are ordinals of days, 0 for none."""

    level: int
    version: int
    ids: Seconds
    starts: Seconds
    stops: Seconds
    months: Seconds
    readings: Readings


def batches(
    service_pk: int,
    levels: Sequence[Judged],
    now: datetime,
    *,
    only: Sequence[int] | None = None,
) -> Iterator[Batch]:
    """The tickets of a service, or only these, as many at a time as fit in memory."""
    types = sorted({name for one in levels for v in one.versions for name in v.types})
    states = sorted({name for one in levels for name in one.states})
    after = 0
    while True:
        tickets = read_tickets(
            service_pk,
            types,
            cancelled=CANCELLED_STATE,
            after=after,
            only=only,
            limit=CHUNK,
        )
        if len(tickets):
            spans = read_spans(service_pk, tickets, states)
            yield Batch(tickets, spans, states, types, int(now.timestamp()))
            after = int(tickets.id[-1])
        if len(tickets) < CHUNK:
            return


def judge_level(one: Judged, batch: Batch) -> Iterator[Found]:
    """The verdicts of these tickets under a level, version by version."""
    opened = batch.tickets.opened
    place = np.maximum(np.searchsorted(one.begins, opened, side="right") - 1, 0)
    for number, version in enumerate(one.versions):
        chosen = (place == number) & _concerns(version, batch)
        measure = _timed if one.level.is_timed else _counted
        if chosen.any():
            yield measure(one, number, batch, chosen)


def _concerns(version: LevelVersion, batch: Batch) -> Flags:
    chosen = np.ones(len(batch.tickets), np.bool_)
    if version.priorities:
        chosen &= np.isin(batch.tickets.priority, version.priorities)
    if version.types:
        places = [batch.types.index(one) + 1 for one in version.types]
        chosen &= np.isin(batch.tickets.type, places)
    return chosen


def _timed(one: Judged, number: int, batch: Batch, chosen: Flags) -> Found:
    """By the clock. Without a target there is nothing to judge."""
    version, schedule = one.versions[number], one.schedules[number]
    starts = batch.tickets.opened
    if version.starts_when == Start.STATE:
        starts = batch.entered(version.start_states)
    stops = _stops(one.level, version, batch)
    chosen &= (starts != NEVER) & (version.target_seconds is not None)
    rows = np.flatnonzero(chosen)
    starts, stops = starts[rows], np.maximum(stops[rows], starts[rows])
    table = _table(schedule, starts, stops, batch.now)
    pauses = _pauses(one.level, version, batch, rows)
    readings = judge(
        *(table, starts, stops, pauses),
        target=version.target_seconds,
        now=batch.now,
    )
    months = _months(readings.counts, schedule)
    ids = batch.tickets.id[rows]
    return Found(one.level.pk, version.pk, ids, starts, stops, months, readings)


def _stops(level: ServiceLevel, version: LevelVersion, batch: Batch) -> Seconds:
    """When each clock stops. Who resolves without a word responds by resolving."""
    tickets = batch.tickets
    if version.stops_when == Stop.STATE:
        return batch.entered(version.stop_states)
    if level.measure == Measure.RESPONSE or version.stops_when == Stop.RESPONDED:
        return np.minimum(
            tickets.responded, np.minimum(tickets.resolved, tickets.closed)
        )
    if version.stops_when == Stop.CLOSED:
        return tickets.closed
    return np.minimum(tickets.resolved, tickets.closed)


def _pauses(
    level: ServiceLevel, version: LevelVersion, batch: Batch, rows: Numbers
) -> Pauses:
    """The spans in which the clock stands still, of these rows.

    A resolution clock also stands still while the ticket was done, until reopened.
    """
    names = [*version.pause_states, *done_states(level, version)]
    place = np.full(len(batch.tickets), -1)
    place[rows] = np.arange(len(rows))
    spans = batch.spans
    found = Pauses(place[spans.of], spans.starts, spans.ends)
    return found.where(batch.in_states(names) & (found.of >= 0))


def _counted(one: Judged, number: int, batch: Batch, chosen: Flags) -> Found:
    """By a count: good or not, in the month in which the ticket was resolved."""
    version, schedule = one.versions[number], one.schedules[number]
    tickets = batch.tickets
    stops = np.minimum(tickets.resolved, tickets.closed)
    is_known, is_good = _goodness(one.level, version, tickets)
    rows = np.flatnonzero(chosen & is_known & (stops != NEVER))
    outcome = np.where(is_good[rows], Outcome.MET, Outcome.BREACHED).astype(np.int16)
    zeros = np.zeros(len(rows), np.int64)
    never = np.full(len(rows), NEVER)
    readings = Readings(
        outcome, zeros, zeros, never, stops[rows], zeros.astype(np.bool_)
    )
    months = _months(stops[rows], schedule)
    ids, starts = tickets.id[rows], tickets.opened[rows]
    key = one.level.pk
    return Found(key, version.pk, ids, starts, stops[rows], months, readings)


def _goodness(
    level: ServiceLevel, version: LevelVersion, tickets: Tickets
) -> tuple[Flags, Flags]:
    """Of which tickets it is known, and which are good."""
    if level.measure == Measure.SATISFACTION:
        return tickets.satisfaction >= 0, tickets.satisfaction >= version.threshold
    if level.measure == Measure.FIRST_TIME_FIX:
        return tickets.fixed_first_time >= 0, tickets.fixed_first_time == 1
    if level.measure == Measure.CHANGES:
        return tickets.compliant >= 0, tickets.compliant == 1
    return np.ones(len(tickets), np.bool_), tickets.reopened == 0


def _table(
    schedule: Schedule, starts: Seconds, stops: Seconds, now: int
) -> WorkingTable:
    ended = stops[stops != NEVER]
    last = max(now, int(ended.max(initial=now)), int(starts.max(initial=now)))
    return WorkingTable.of(schedule, int(starts.min(initial=now)), last + SLACK_SECONDS)


def _months(instants: Seconds, schedule: Schedule) -> Seconds:
    """The first day of each instant's month in the calendar's zone, as an ordinal."""
    known = instants[instants != NEVER]
    if not len(known):
        return np.zeros_like(instants)
    low, high = (
        datetime.fromtimestamp(int(t), UTC) for t in (known.min(), known.max())
    )
    zone = schedule.in_force(low.date()).zone
    months = months_between(
        next_month(month_at(low, zone), -1), next_month(month_at(high, zone))
    )
    edges = [
        int(bounds(one, schedule.in_force(one).zone)[0].timestamp()) for one in months
    ]
    days = np.array([one.toordinal() for one in months], np.int64)
    place = np.searchsorted(edges, instants, side="right") - 1
    return np.where(instants == NEVER, 0, days[place])
