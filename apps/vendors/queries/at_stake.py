"""Levels whose goal hangs on tickets that are still open, found by the database.

The same as `LevelForecast.is_undecided` says, which proves it: that one reads four months
of every level, this one the levels that have something open.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from apps.vendors.models import ManagedService
from apps.vendors.queries.zones import running_months
from apps.vendors.rules.months import bounds
from apps.vendors.states import Outcome

AT_STAKE = """
    WITH running AS (
        SELECT * FROM unnest(%s::bigint[], %s::date[], %s::timestamptz[])
            AS one (service_id, month, ends_at)
    ), opened AS (
        SELECT level.id AS level_id, running.service_id, running.month,
            count(*) AS due
        FROM vendors_verdict verdict
        JOIN vendors_servicelevel level ON level.id = verdict.level_id
        JOIN running ON running.service_id = level.service_id
        WHERE verdict.outcome = %s AND verdict.due_at < running.ends_at
            AND level.measure NOT IN ('availability', 'manual')
        GROUP BY 1, 2, 3
    ), counted AS (
        SELECT opened.*,
            coalesce(figure.met - figure.accepted_met, 0) AS met,
            coalesce(figure.breached - figure.accepted_breached, 0) AS breached
        FROM opened
        LEFT JOIN vendors_monthfigure figure
            ON figure.level_id = opened.level_id AND figure.month = opened.month
    )
    SELECT counted.level_id, counted.service_id
    FROM counted
    CROSS JOIN LATERAL (
        SELECT goal, minimum_volume FROM vendors_levelversion version
        WHERE version.level_id = counted.level_id
        ORDER BY valid_from_on > month, abs(valid_from_on - month)
        LIMIT 1
    ) terms
    WHERE met + breached + due >= minimum_volume
        AND 100 * met < goal * (met + breached + due)
        AND 100 * (met + due) >= goal * (met + breached + due)
"""


def at_stake(services: Sequence[ManagedService], now: datetime) -> dict[int, int]:
    """The levels of these services whose goal is open this month, each with its service.

    All by key, in two queries.
    """
    months = running_months(services, now)
    with connection.cursor() as cursor:
        cursor.execute(
            AT_STAKE,
            [
                list(months),
                [month for month, _ in months.values()],
                [bounds(month, zone)[1] for month, zone in months.values()],
                Outcome.RUNNING.value,
            ],
        )
        return dict(cursor.fetchall())
