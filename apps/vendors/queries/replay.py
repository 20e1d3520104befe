"""A closure judged again by what it holds itself, as it was at its closing."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.db.models.functions import Collate

from apps.calendars.rules import Schedule, working_seconds
from apps.vendors.models import Closure, Contract, FrozenTicket, ServiceLevel
from apps.vendors.queries.card import Scorecard
from apps.vendors.queries.closing import TICKET_FIELDS, written_figures
from apps.vendors.queries.frozen import COUNTS, bare_line
from apps.vendors.rules.availability import down_seconds
from apps.vendors.rules.clock import Case, read_clock
from apps.vendors.rules.credits import Basis, Deal
from apps.vendors.rules.frozen import (
    Change,
    Written,
    changed_figures,
    digest_of,
    read_schedule,
)
from apps.vendors.rules.months import bounds, month_at
from apps.vendors.states import Outcome

CHUNK = 2000
Measure = ServiceLevel.Measure
SHOWN = 20


@dataclass(frozen=True)
class Difference:
    """A ticket of which the clock says something else than what was kept."""

    level: str
    number: str
    kept: str
    replayed: str


@dataclass(frozen=True)
class Replay:
    """What came out when a closure was judged again."""

    tickets: int
    differing: int
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    digest: str
    is_untouched: bool

    @property
    def holds(self) -> bool:
        """Whether every verdict, every figure and the digest came out the same."""
        return not self.differing and not self.changes and self.is_untouched


def replay(closure: Closure) -> Replay:
    """Judge the frozen tickets of a closure by its frozen terms, and count them.

    By the plain clock, ticket by ticket; nothing but the closure is read.
    """
    terms = Terms(closure)
    counts: Counter[tuple[str, int, bool]] = Counter()
    found: list[Difference] = []
    differing = 0
    for ticket in in_order(closure).iterator(CHUNK):
        said, was = terms.judge(ticket), kept(ticket, terms.month)
        counts[ticket.level_slug, said.outcome, ticket.is_excluded] += 1
        if said != was:
            differing += 1
            if len(found) < SHOWN:
                found.append(_difference(ticket, was, said))
    digest = digest_of(closure.figures, closure.terms, frozen_rows(closure))
    again = written_figures(terms.card(counts), [])
    return Replay(
        tickets=counts.total(),
        differing=differing,
        differences=tuple(found),
        changes=tuple(changed_figures(closure.figures, again)),
        digest=digest,
        is_untouched=digest == closure.digest,
    )


def in_order(closure: Closure) -> QuerySet[FrozenTicket]:
    """By level and number, by code points: as the digest has them."""
    rows = FrozenTicket.objects.filter(closure=closure)
    return rows.order_by(Collate("level_slug", "C"), Collate("number", "C"))


def frozen_rows(closure: Closure) -> Iterator[Sequence[object]]:
    """The tickets as the digest takes them."""
    return in_order(closure).values_list(*TICKET_FIELDS).iterator(CHUNK)


@dataclass(frozen=True)
class Verdict:
    """What is said of a ticket: outcome, working seconds, due time, month, version."""

    outcome: int
    elapsed: int
    paused: int
    due_at: datetime | None
    month: date | None
    version_from_on: date

    def __str__(self) -> str:
        word = Outcome(self.outcome).label.lower()
        return f"{word} after {self.elapsed} s, {self.paused} s paused"


class Terms:
    """The terms of a closure, read back into what the rules take."""

    def __init__(self, closure: Closure) -> None:
        self.closure = closure
        self.month = closure.period.month
        self.levels: Mapping[str, Any] = closure.terms["levels"]
        self.schedules = {
            slug: read_schedule(written)
            for slug, written in closure.terms["calendars"].items()
        }

    def judge(self, ticket: FrozenTicket) -> Verdict:
        """What the clock, or the count, says of a ticket."""
        level = self.levels[ticket.level_slug]
        version = self._version(level, ticket.opened_at)
        schedule = self.schedules[version["calendar"]]
        from_on = date.fromisoformat(version["valid_from_on"])
        if level["measure"] not in {Measure.RESPONSE, Measure.RESOLUTION}:
            outcome = _counted(level["measure"], version, ticket.fact)
            month = _month(ticket.stopped_at, schedule)
            return Verdict(outcome, 0, 0, None, month, from_on)
        pauses = tuple((_instant(a), b and _instant(b)) for a, b in ticket.pauses)
        case = Case(
            ticket.started_at, ticket.stopped_at, pauses, version["target_seconds"]
        )
        read = read_clock(schedule, case, self.closure.closed_at)
        return Verdict(
            *(read.outcome, read.elapsed_seconds, read.paused_seconds, read.due_at),
            *(_month(read.counts_at, schedule), from_on),
        )

    def _version(self, level: Mapping[str, Any], opened_at: datetime) -> Written:
        """The one in force when it was opened, in the zone of each version's calendar."""
        chosen: Written = level["versions"][0]
        for one in level["versions"]:
            day = date.fromisoformat(one["valid_from_on"])
            zone = self.schedules[one["calendar"]].in_force(day).zone
            if opened_at.astimezone(ZoneInfo(zone)).date() >= day:
                chosen = one
        return chosen

    def card(self, counts: Mapping[tuple[str, int, bool], int]) -> Scorecard:
        """The scorecard by these counts and by the terms alone."""
        service = self.closure.period.service
        lines = tuple(
            bare_line(service, self.month, self._written(one, counts))
            for one in self.closure.figures["lines"]
        )
        charge = Decimal(self.closure.terms["charge"])
        card = Scorecard(service, self.month, lines, charge)
        shown = vars(card)
        shown.update(deal=self._deal(charge))
        return card

    def _deal(self, charge: Decimal) -> Deal:
        contract = self.closure.terms["contract"]
        return Deal(
            charge=charge,
            at_risk_percent=Decimal(contract["at_risk_percent"]),
            basis=Basis(contract["credit_basis"]),
            is_rounded_down=contract["rounding"] == Contract.Rounding.DOWN,
        )

    def _written(
        self, line: Mapping[str, Any], counts: Mapping[tuple[str, int, bool], int]
    ) -> Written:
        """A line as closures write it, by the terms and the counts."""
        slug, level = line["slug"], self.levels[line["slug"]]
        starts = [one["valid_from_on"] for one in level["versions"]]
        place = max(bisect_right(starts, self.month.isoformat()) - 1, 0)
        version = level["versions"][place]
        outcomes = {"met": Outcome.MET, "breached": Outcome.BREACHED}
        found = dict.fromkeys(COUNTS, 0)
        for name, outcome in outcomes.items():
            excluded = counts.get((slug, outcome, True), 0)
            found[f"accepted_{name}"] = excluded
            found[name] = excluded + counts.get((slug, outcome, False), 0)
        return {
            **line,
            **version,
            "version_from_on": version["valid_from_on"],
            **found,
            **self._seconds(level),
            "value": level["measured"],
        }

    def _seconds(self, level: Mapping[str, Any]) -> dict[str, int | None]:
        """Agreed service time and downtime; none where availability is not measured."""
        if level["measure"] != Measure.AVAILABILITY:
            return {"service_seconds": None, "down_seconds": None}
        schedule = self.schedules[level["calendar"]]
        start, end = bounds(self.month, schedule.in_force(self.month).zone)
        outages, windows = (
            [(_read(a), _read(b) if b else end) for a, b in self.closure.terms[name]]
            for name in ("outages", "maintenance")
        )
        return {
            "service_seconds": working_seconds(schedule, start, end),
            "down_seconds": down_seconds(schedule, start, end, outages, windows),
        }


def _counted(measure: str, version: Mapping[str, Any], fact: int | None) -> Outcome:
    """Good or not, as the level counts it."""
    if measure == Measure.SATISFACTION:
        is_good = fact is not None and fact >= version["threshold"]
    else:
        is_good = fact == (0 if measure == Measure.REOPENED else 1)
    return Outcome.MET if is_good else Outcome.BREACHED


def _month(instant: datetime | None, schedule: Schedule) -> date | None:
    if instant is None:
        return None
    return month_at(instant, schedule.in_force(instant.date()).zone)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _read(written: str) -> datetime:
    return datetime.fromisoformat(written)


def kept(ticket: FrozenTicket, month: date) -> Verdict:
    """What the closure says of it."""
    return Verdict(
        *(ticket.outcome, ticket.elapsed_seconds, ticket.paused_seconds),
        *(ticket.due_at, month, ticket.version_from_on),
    )


def _difference(ticket: FrozenTicket, was: Verdict, said: Verdict) -> Difference:
    return Difference(ticket.level_slug, ticket.number, str(was), str(said))
