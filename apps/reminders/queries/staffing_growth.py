"""What is due under Growth. Messages say that something waits, never what or whose.

The subject is the desk of who is told, so neither title, words nor address name anybody.
"""

from collections.abc import Iterator

from apps.reminders.queries.rules import Due, Pks, rule
from apps.staffing.queries.growth.due import GrowthDue, growth_dues


def _dues(found: list[GrowthDue], pks: Pks) -> Iterator[Due]:
    """One a desk and day, of the desks that are asked for."""
    for one in found:
        if pks is None or one.desk.pk in pks:
            yield Due(
                subject=one.desk,
                due=one.on,
                since=one.since,
                people={"who is asked": [one.user]},
                title=str(one.desk),
            )


@rule(
    "staffing_growth.one_to_one_overdue",
    "A one-to-one is overdue",
    steps="+2d +7d",
    tells=["who is asked"],
)
def one_to_one_overdue(pks: Pks) -> Iterator[Due]:
    """One-to-ones that are planned, from the day they were planned for."""
    return _dues(growth_dues("meetings"), pks)


@rule(
    "staffing_growth.objective_ending",
    "An objective ends",
    steps="-14d -3d 0d",
    tells=["who is asked"],
)
def objective_ending(pks: Pks) -> Iterator[Due]:
    """Open objectives by their last day: the person, and who set it."""
    return _dues(growth_dues("objectives"), pks)


@rule(
    "staffing_growth.probation_ending",
    "A probation ends",
    steps="-30d -14d -3d",
    tells=["who is asked"],
)
def probation_ending(pks: Pks) -> Iterator[Due]:
    """Six months after somebody joined: who leads them."""
    return _dues(growth_dues("probation"), pks)


@rule(
    "staffing_growth.review_due",
    "A side of a review is due",
    steps="-7d -1d +3d",
    tells=["who is asked"],
)
def review_due(pks: Pks) -> Iterator[Due]:
    """Reviews by the day of the side that is missing: who writes it."""
    return _dues(growth_dues("reviews"), pks)
