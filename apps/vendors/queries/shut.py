"""What closed months said: score, mark and money, read from their closures alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from apps.vendors.queries.frozen import decimal
from apps.vendors.rules.portfolio import Standing
from apps.vendors.rules.scoring import Rating
from apps.vendors.states import SHUT

# Written out, because every page of scores asks it and mostly hears nothing.
CLOSED = """
    SELECT period.service_id, period.month, figures->>'score', figures->>'rating',
        figures->>'charge', figures->'credit'->>'total', figures->'credit'->>'cap'
    FROM vendors_closure closure JOIN vendors_period period ON period.id = period_id
    WHERE service_id = ANY(%s) AND month = ANY(%s) AND state = ANY(%s)
        AND (signed_by_id IS NOT NULL OR number = 1)
    ORDER BY number
"""


@dataclass(frozen=True)
class Shut:
    """A closed month of a service: how it stood, its charge, the credit that is due."""

    standing: Standing
    charge: Decimal
    credit: Decimal


def shut_months(
    services: Sequence[int], months: Iterable[date]
) -> dict[tuple[int, date], Shut]:
    """Those of these services (by key) and months that are closed, in one query.

    By the newest closure that is signed, or else by the first.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, [list(services), list(months), [*SHUT]])
        return {
            (service, month): Shut(
                Standing(decimal(score), Rating(rating)),
                Decimal(charge),
                min(Decimal(total), Decimal(cap)),
            )
            for service, month, score, rating, charge, total, cap in cursor.fetchall()
        }
