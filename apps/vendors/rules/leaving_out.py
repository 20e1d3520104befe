"""What leaving tickets out does to the counts of a month."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from apps.vendors.rules.scoring import Counts
from apps.vendors.states import ExclusionState, Outcome


@dataclass(frozen=True)
class Step:
    """A ticket met or breached, whose exclusion goes from a state to another.

    Before it is proposed there is no state.
    """

    outcome: Outcome
    before: ExclusionState | None
    after: ExclusionState


COUNTED = {ExclusionState.PROPOSED: "proposed", ExclusionState.ACCEPTED: "accepted"}


def stepped(counts: Counts, steps: Iterable[Step]) -> Counts:
    """The counts once these steps are taken; the tickets themselves stay as they are."""
    for step in steps:
        kind = "met" if step.outcome == Outcome.MET else "breached"
        for state, change in ((step.before, -1), (step.after, 1)):
            if state in COUNTED:
                name = f"{COUNTED[state]}_{kind}"
                counts = replace(counts, **{name: getattr(counts, name) + change})
    return counts
