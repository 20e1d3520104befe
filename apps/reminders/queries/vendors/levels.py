"""What is due by service levels in the month that runs."""

from collections.abc import Iterator

from django.utils import timezone

from apps.reminders.queries.rules import Due, Pks, portions, rule
from apps.reminders.queries.vendors.people import at_midnight, people
from apps.vendors.models import ManagedService
from apps.vendors.queries.outlook import forecasts


@rule(
    "vendors.level_undecided",
    "A service level is about to breach this month",
    steps="-10d -5d -2d",
    tells=["vendor manager"],
    offers=["vendor representative"],
    escalates="-2d",
)
def level_undecided(pks: Pks) -> Iterator[Due]:
    """Levels whose open tickets decide whether this month meets the goal, on its last day."""
    everybody = people()
    rows = ManagedService.objects.select_related("contract__vendor", "calendar")
    if pks is not None:
        rows = rows.filter(levels__in=pks).distinct()
    for found in portions(rows, None):
        for one in forecasts(found, timezone.now()):
            vendor = one.service.contract.vendor
            for level in one.levels:
                subject = level.line.level
                if not level.is_undecided or (
                    pks is not None and subject.pk not in pks
                ):
                    continue
                yield Due(
                    subject=subject,
                    due=one.last_day,
                    since=at_midnight(one.month),
                    people={
                        "vendor manager": everybody.manage(vendor),
                        "vendor representative": everybody.represent(vendor),
                    },
                    title=str(subject),
                    facts={
                        "count": level.open.due,
                        "goal": level.line.terms.goal,
                        "more": level.spare.until_amber,
                    },
                )
