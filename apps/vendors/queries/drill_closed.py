"""From a level of a closed month down to its tickets, as they were closed."""

from django.db.models import (
    Case,
    CharField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from apps.accounts.models import User
from apps.vendors.models import Closure, FrozenTicket, ServiceLevel, Ticket
from apps.vendors.states import ExclusionState


def drilled_closed(
    user: User, level: ServiceLevel, closure: Closure
) -> QuerySet[FrozenTicket]:
    """The frozen tickets behind a level of a closure, the longest clock first.

    What verdicts have besides is there by the same names: `exclusion_state`,
    `over_seconds`, and of the ticket, as it is today, `ticket_pk` and `ticket_title`.
    """
    tickets = Ticket.objects.filter(service=level.service_id, number=OuterRef("number"))
    return (
        FrozenTicket.objects.visible_to(user)
        .of(closure)
        .filter(level_slug=level.slug)
        .annotate(
            exclusion_state=Case(
                When(is_excluded=True, then=Value(ExclusionState.ACCEPTED.value)),
                output_field=CharField(null=True),
            ),
            over_seconds=F("elapsed_seconds") - F("target_seconds"),
            ticket_pk=Subquery(tickets.values("pk")[:1]),
            ticket_title=Subquery(tickets.values("title")[:1]),
        )
        .order_by("-elapsed_seconds", "pk")
    )
