"""What is known of the histories of tickets that a file names."""

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from apps.vendors.queries.columns import copied, parsed, seconds_of
from apps.vendors.rules.tickets.history import Updates

OF_FILE = """
    FROM (SELECT DISTINCT code, number FROM incoming) AS named
    JOIN vendors_ticket ticket
        ON ticket.service_id = %s AND ticket.number = named.number
    JOIN vendors_statespan span ON span.ticket_id = ticket.id
"""


STATES = "SELECT DISTINCT span.state" + OF_FILE
UPDATES = f"""
    COPY (
        SELECT named.code::bigint, span.started_at, span.sequence::bigint,
            array_position(%s::text[], span.state::text)::bigint {OF_FILE}
        ORDER BY named.code, span.started_at, span.sequence, span.id
    ) TO STDOUT (FORMAT binary)
"""


def known_updates(
    service: int, states: dict[str, int]
) -> tuple[Updates, dict[str, int]]:
    """The updates told before, and the numbers of all states, theirs and these."""
    with connection.cursor() as cursor:
        cursor.execute(STATES, [service])
        names = dict(states)
        for (name,) in cursor.fetchall():
            names.setdefault(name, len(names))
    listed = sorted(names, key=names.__getitem__)
    if len(names) == 0:
        return Updates(*(np.empty(0, np.int64) for _ in range(4))), names
    raw = parsed(copied(UPDATES, [listed, service]), [">i8"] * 4)

    def column(number: int) -> NDArray[np.int64]:
        return raw[f"c{number}"].astype(np.int64)

    at = seconds_of(raw["c1"])
    return Updates(column(0), at, column(2), column(3) - 1), names
