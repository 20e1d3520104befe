"""What news an event is, beside what was heard of the same trouble before."""

from datetime import datetime

from apps.integrations.rules.inbound.events import Incoming


def is_late(
    event: Incoming,
    *,
    was_told_over: bool,
    heard_at: datetime,
    known_heard_at: datetime,
) -> bool:
    """Whether something newer was heard of it already, so that it changes nothing.

    A record says itself how new it is. An alert does not: whoever fired again would have
    begun anew, so what fires since the same instant as one whose end was told comes late.
    """
    if event.heard_at is not None:
        return heard_at < known_heard_at
    return was_told_over and not event.is_over
