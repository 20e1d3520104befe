"""What an import tells of a file: in numbers, and in sentences where something is odd."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from apps.vendors.rules.tickets.rows import Tally
from apps.vendors.rules.tickets.words import strange_states

SHORTEST_GAP, TIMES_USUAL = 4, 10
MOST_SHOWN = 30


def gaps(days: Sequence[date]) -> list[tuple[date, date, int]]:
    """Spans in which no ticket was opened, far longer than is usual in the file.

    `days` are those on which some were, in order. Each span is its last day before, its
    first day after, and the days between.
    """
    steps = [(b - a).days for a, b in pairwise(days)]
    if not steps:
        return []
    least = max(SHORTEST_GAP, TIMES_USUAL * median(steps))
    return [(a, b, (b - a).days - 1) for a, b in pairwise(days) if (b - a).days > least]


def notices(
    tally: Tally, *, duplicates: int, same: int, late: int, repeated: int, is_log: bool
) -> list[str]:
    """What is taken and yet worth a look, each in a sentence."""
    found = [
        (
            duplicates if not is_log else 0,
            "{} rows speak of a ticket that has another row, too; the latest counts.",
        ),
        (same, "{} updates stand in the file more than once; each counts once."),
        (
            late,
            "{} histories begin after nobody-has-answered: their first update is"
            " already in a later state. What came before is not known.",
        ),
        (
            tally.closed_first,
            "{} rows are closed before they are resolved; the earlier instant stops"
            " the clock.",
        ),
        (
            repeated,
            "{} times fall into an hour that the clock showed twice in autumn; the"
            " first is meant.",
        ),
        (
            sum(tally.priorities.values()),
            "{} rows have a priority that we can't read; they are kept without one.",
        ),
    ]
    return [words.format(f"{count:,}") for count, words in found if count]


def words_of(
    tally: Tally, states: Mapping[str, str], known: frozenset[str]
) -> dict[str, Any]:
    """The states and priorities that were seen, and which of them are strange."""
    return {
        "states": dict(_most(tally.states)),
        "strange_states": dict(
            list(strange_states(tally.states, states, known).items())[:MOST_SHOWN]
        ),
        "strange_priorities": dict(_most(tally.priorities)),
        "reasons": dict(_most(tally.reasons)),
    }


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return [(name, count) for name, count in counted.most_common(MOST_SHOWN) if name]
