"""What is due in cover: absences that wait for a decision, gaps ahead."""

from collections.abc import Iterator
from datetime import timedelta

from apps.reminders.queries.rules import Due, Pks, among, rule
from apps.staffing.models import Absence, Gap
from apps.staffing.queries.absences import deciders_of
from apps.staffing.states import AbsenceState

DECIDE_WITHIN = timedelta(days=3)


@rule(
    "staffing.absence_waits",
    "An absence waits for a decision",
    steps="0d +2d",
    tells=["who decides"],
    offers=["who asked"],
    escalates="+4d",
)
def absence_waits(pks: Pks) -> Iterator[Due]:
    """Absences that are asked for, three days later or when they begin."""
    rows = Absence.objects.filter(state=AbsenceState.ASKED).select_related(
        "person__line_manager"
    )
    for one in among(rows, pks):
        waited = (one.asked_at + DECIDE_WITHIN).date()
        yield Due(
            subject=one,
            due=min(waited, max(one.first_on, one.asked_at.date())),
            since=one.asked_at,
            people={
                "who decides": deciders_of(one.person, one.first_on),
                "who asked": [one.asked_by_id],
            },
            title=f"Absence of {one.person.name}",
            facts={"first": one.first_on, "last": one.last_on},
        )


@rule(
    "staffing.gap_ahead",
    "A gap in cover is ahead",
    steps="-14d -3d -1d",
    tells=["team manager"],
    escalates="+0d",
    is_critical=True,
)
def gap_ahead(pks: Pks) -> Iterator[Due]:
    """Open gaps by the day on which they begin."""
    rows = Gap.objects.filter(closed_at=None).select_related("rule__rota__team")
    for one in among(rows, pks):
        manager = one.rule.rota.team.manager_id
        yield Due(
            subject=one,
            due=one.starts_at.date(),
            since=one.found_at,
            people={"team manager": [manager] if manager else []},
            title=f"{one.rule.rota}: {one.rule}",
            facts={"short": one.short},
        )
