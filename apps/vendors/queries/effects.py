"""What accepting or refusing exclusions does to the scorecards of their months."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import asdict, dataclass, replace
from datetime import date

from apps.vendors.models import Exclusion, MonthFigure, Ticket, Verdict
from apps.vendors.queries.scorecard import LevelLine, Scorecard, scorecards
from apps.vendors.rules.leaving_out import Step, stepped
from apps.vendors.states import ExclusionState, Outcome

Key = tuple[int, date]


@dataclass(frozen=True)
class Effect:
    """A scorecard and one of its levels, as they are and as they would be."""

    card: Scorecard
    card_after: Scorecard
    line: LevelLine
    line_after: LevelLine

    @property
    def title(self) -> str:
        """Which level of which service in which month."""
        return f"{self.line.level.name} of {self.card.service}, {self.card.month:%B %Y}"

    @property
    def changes_rating(self) -> bool:
        """Whether the level or the scorecard gets another mark."""
        return (self.line.rating, self.card.rating) != (
            self.line_after.rating,
            self.card_after.rating,
        )


def effect_of_deciding(found: Exclusion, verdict: Verdict) -> Effect | None:
    """What accepting does to a month; of an accepted one, what it does already."""
    state = ExclusionState(found.state)
    if state == ExclusionState.PROPOSED:
        return _one(verdict, state, ExclusionState.ACCEPTED)
    if state != ExclusionState.ACCEPTED:
        return None
    undone = _one(verdict, state, ExclusionState.REFUSED)
    if undone is None:
        return None
    return Effect(undone.card_after, undone.card, undone.line_after, undone.line)


def effect_of_proposing(verdict: Verdict) -> Effect | None:
    """What it would do to the month if it were proposed and accepted."""
    return _one(verdict, None, ExclusionState.ACCEPTED)


def _one(
    verdict: Verdict, before: ExclusionState | None, after: ExclusionState
) -> Effect | None:
    step = Step(Outcome(verdict.outcome), before, after)
    return next(iter(_effects([(verdict, step)])), None)


def effects_of_deciding(
    rows: Iterable[Exclusion], *, is_accepted: bool
) -> list[Effect]:
    """What deciding all of these does, an effect a level and month. The rows wait."""
    after = ExclusionState.ACCEPTED if is_accepted else ExclusionState.REFUSED
    found = {(one.ticket_id, one.level_id) for one in rows}
    verdicts = Verdict.objects.filter(
        ticket__in={ticket for ticket, _ in found},
        level__in={level for _, level in found},
    ).select_related("level__service__contract__vendor")
    return _effects(
        (one, Step(Outcome(one.outcome), ExclusionState.PROPOSED, after))
        for one in verdicts
        if (one.ticket_id, one.level_id) in found
    )


def _effects(given: Iterable[tuple[Verdict, Step]]) -> list[Effect]:
    """In a fixed number of queries, however many."""
    steps: dict[Key, list[Step]] = defaultdict(list)
    services = {}
    for verdict, step in given:
        if verdict.month:
            steps[verdict.level_id, verdict.month].append(step)
            services[verdict.level_id] = verdict.level.service
    by_pk = {one.pk: one for one in services.values()}
    cards = scorecards(list(by_pk.values()), {month for _, month in steps})
    found = []
    for (level, month), taken in sorted(steps.items()):
        card = cards[services[level].pk, month]
        line = next((one for one in card.lines if one.level.pk == level), None)
        if line and line.figure:
            found.append(_effect(card, line, line.figure, taken))
    return found


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
