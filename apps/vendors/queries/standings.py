"""Scores and marks of many services over many months, as the database keeps them.

The same as `scorecard.scorecards` says, which proves it: that one reads every level of
every month, this one a row for each service and month.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from apps.vendors.queries.shut import Shut, shut_months
from apps.vendors.rules.portfolio import Standing
from apps.vendors.rules.scoring import mark

KEPT = """
    SELECT service_id, month, score, is_critical_red, has_unrated
    FROM vendors_monthscore WHERE service_id = ANY(%s) AND month = ANY(%s)
"""
Standings = dict[tuple[int, date], Standing]


def standings(
    services: Sequence[int],
    months: Iterable[date],
    shut: Mapping[tuple[int, date], Shut] | None = None,
) -> Standings:
    """Score and mark by service (its key) and month, in two queries; no data is left out.

    A closed month shows what was closed; `shut` is what was read of those already.
    """
    wanted = sorted(set(months))
    closed = shut_months(services, wanted) if shut is None else shut
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [list(services), wanted])
        found = cursor.fetchall()
    live = {
        (service, month): Standing(
            score, mark(score, is_critical_red=is_red, has_unrated=has_unrated)
        )
        for service, month, score, is_red, has_unrated in found
    }
    return {**live, **{key: one.standing for key, one in closed.items()}}
