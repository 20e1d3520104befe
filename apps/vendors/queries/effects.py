"""What accepting or refusing exclusions does to the scorecards of their months.

What is late for a closed month does it to the figures as a restatement would have them.
"""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from apps.vendors.models import Exclusion, MonthFigure, Ticket, Verdict
from apps.vendors.queries.live import live_card
from apps.vendors.queries.scorecard import LevelLine, Scorecard, scorecards
from apps.vendors.rules.leaving_out import Step, stepped
from apps.vendors.states import ExclusionState, Outcome

Key = tuple[int, date]
Given = tuple[Verdict, Step, datetime | None]


@dataclass(frozen=True)
class Effect:
    """A scorecard and one of its levels, as they are and as they would be."""

    card: Scorecard
    card_after: Scorecard
    line: LevelLine
    line_after: LevelLine
    is_of_closed: bool = False

    @property
    def title(self) -> str:
        """Which level of which service in which month."""
        return f"{self.line.level.name} of {self.card.service}, {self.card.month:%B %Y}"

    @property
    def is_late(self) -> bool:
        """Whether what is closed stays as it is until the month is restated."""
        return self.is_of_closed and self.card.closure is None

    @property
    def changes_rating(self) -> bool:
        """Whether the level or the scorecard gets another mark."""
        return (self.line.rating, self.card.rating) != (
            self.line_after.rating,
            self.card_after.rating,
        )


def effect_of_deciding(
    found: Exclusion, verdict: Verdict, now: datetime
) -> Effect | None:
    """What accepting does to a month; of an accepted one, what it does already."""
    state = ExclusionState(found.state)
    if state == ExclusionState.PROPOSED:
        step = Step(Outcome(verdict.outcome), state, ExclusionState.ACCEPTED)
        return _one((verdict, step, None), now)
    if state != ExclusionState.ACCEPTED:
        return None
    step = Step(Outcome(verdict.outcome), state, ExclusionState.REFUSED)
    undone = _one((verdict, step, found.decided_at), now)
    if undone is None:
        return None
    return replace(
        undone,
        card=undone.card_after,
        card_after=undone.card,
        line=undone.line_after,
        line_after=undone.line,
    )


def effect_of_proposing(verdict: Verdict, now: datetime) -> Effect | None:
    """What it would do to the month if it were proposed and accepted."""
    step = Step(Outcome(verdict.outcome), None, ExclusionState.ACCEPTED)
    return _one((verdict, step, None), now)


def _one(given: Given, now: datetime) -> Effect | None:
    return next(iter(_effects([given], now)), None)


def effects_of_deciding(
    rows: Iterable[Exclusion], *, is_accepted: bool, now: datetime
) -> list[Effect]:
    """What deciding all of these does, an effect a level and month. The rows wait."""
    after = ExclusionState.ACCEPTED if is_accepted else ExclusionState.REFUSED
    found = {(one.ticket_id, one.level_id) for one in rows}
    verdicts = Verdict.objects.filter(
        ticket__in={ticket for ticket, _ in found},
        level__in={level for _, level in found},
    ).select_related("level__service__contract__vendor")
    return _effects(
        (
            (one, Step(Outcome(one.outcome), ExclusionState.PROPOSED, after), None)
            for one in verdicts
            if (one.ticket_id, one.level_id) in found
        ),
        now,
    )


def _effects(given: Iterable[Given], now: datetime) -> list[Effect]:
    """In a fixed number of queries, and some for each closed month; of each step, when
    it was decided."""
    steps: dict[Key, list[Step]] = defaultdict(list)
    decided: dict[Key, datetime | None] = {}
    services = {}
    for verdict, step, at in given:
        if verdict.month:
            steps[verdict.level_id, verdict.month].append(step)
            decided[verdict.level_id, verdict.month] = at
            services[verdict.level_id] = verdict.level.service
    by_pk = {one.pk: one for one in services.values()}
    cards = scorecards(list(by_pk.values()), {month for _, month in steps})
    found = []
    for (level, month), taken in sorted(steps.items()):
        closed = cards[services[level].pk, month]
        card = _card(closed, decided[level, month], now)
        line = next((one for one in card.lines if one.level.pk == level), None)
        if line and line.figure:
            made = _effect(card, line, line.figure, taken)
            found.append(replace(made, is_of_closed=closed.closure is not None))
    return found


def _card(found: Scorecard, decided_at: datetime | None, now: datetime) -> Scorecard:
    """The month as it shows; of a closed one to which this is late, as it would be."""
    if found.closure is None or (decided_at and decided_at <= found.closure.closed_at):
        return found
    return live_card(found.service, found.month, now)


def _effect(
    card: Scorecard, line: LevelLine, figure: MonthFigure, steps: list[Step]
) -> Effect:
    after = copy(figure)
    for name, count in asdict(stepped(line.counts, steps)).items():
        setattr(after, name, count)
    line_after = replace(line, figure=after)
    lines = tuple(line_after if one is line else one for one in card.lines)
    return Effect(card, replace(card, lines=lines), line, line_after)


def judged_verdict(ticket: Ticket, level_pk: int) -> Verdict | None:
    """What the clock says of a ticket under a level, with all that a page of it shows."""
    rows = Verdict.objects.filter(ticket=ticket, level=level_pk)
    return rows.select_related(
        "ticket", "version", "level__service__contract__vendor"
    ).first()
