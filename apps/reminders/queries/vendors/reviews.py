"""What is due by what was promised in reviews with vendors."""

from collections.abc import Iterator

from apps.reminders.queries.rules import Due, Pks, among, rule
from apps.reminders.queries.vendors.people import at_midnight, people
from apps.vendors.models import ReviewAction


@rule(
    "vendors.review_action",
    "An action of a review is due",
    steps="-7d -1d 0d +3d",
    tells=["owner"],
    offers=["vendor manager"],
    escalates="+7d",
)
def review_action(pks: Pks) -> Iterator[Due]:
    """Actions that are still open; one without an owner is for all of its side."""
    everybody = people()
    rows = ReviewAction.objects.open().select_related("review__vendor", "owner")
    for one in among(rows, pks):
        vendor = one.review.vendor
        managers = everybody.manage(vendor)
        is_theirs = one.side == ReviewAction.Side.VENDOR
        side = everybody.represent(vendor) if is_theirs else managers
        yield Due(
            subject=one,
            due=one.due_on,
            since=at_midnight(one.review.held_on),
            people={
                "owner": [one.owner_id] if one.owner_id else side,
                "vendor manager": managers,
            },
            title=f"{one}, {vendor}",
        )
