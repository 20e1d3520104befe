"""Scores and marks of many services over many months, worked out by the database.

The same as `scorecard.scorecards` says, which proves it: that one reads every level of
every month, this one a row for each service and month.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection
from django.db.models.fields.json import KeyTextTransform

from apps.vendors.models import Closure
from apps.vendors.queries.frozen import decimal
from apps.vendors.rules.portfolio import Standing
from apps.vendors.rules.scoring import Rating, mark
from apps.vendors.states import SHUT

MEASURED = """
    WITH counted AS (
        SELECT level.service_id, level.id AS level_id, version.id AS version_id,
            figure.month, version.goal, version.tolerance,
            version.weight, version.is_critical, version.minimum_volume,
            level.measure NOT IN ('availability', 'manual') AS counts_tickets,
            figure.met - figure.accepted_met AS met,
            figure.met + figure.breached
                - figure.accepted_met - figure.accepted_breached AS volume,
            CASE level.measure
                WHEN 'availability' THEN 100::numeric
                    * (figure.service_seconds - coalesce(figure.down_seconds, 0))
                    / nullif(figure.service_seconds, 0)
                WHEN 'manual' THEN figure.value
            END AS uncounted
        FROM vendors_monthfigure figure
        JOIN vendors_servicelevel level ON level.id = figure.level_id
        JOIN vendors_levelversion version ON version.id = figure.version_id
        WHERE level.service_id = ANY(%s) AND figure.month = ANY(%s)
    ), measured AS (
        SELECT *, CASE WHEN counts_tickets
            THEN 100::numeric * met / nullif(volume, 0) ELSE uncounted END AS percent
        FROM counted
        OFFSET 0  -- else the planner divides anew wherever a percentage is named
    ), rated AS (
        SELECT *, percent IS NOT NULL
            AND (NOT counts_tickets OR volume >= minimum_volume) AS is_rated
        FROM measured
    )
"""
SCORED = """
    SELECT service_id, month,
        sum(weight * CASE WHEN percent >= goal THEN 100::numeric
            ELSE percent / goal * 100 END) FILTER (WHERE is_rated)
            / nullif(sum(weight) FILTER (WHERE is_rated), 0),
        coalesce(bool_or(is_rated AND is_critical AND percent < goal - tolerance), false),
        coalesce(bool_or(percent IS NOT NULL AND NOT is_rated), false)
    FROM rated GROUP BY 1, 2
"""
SCORES = "".join((MEASURED, SCORED))
Standings = dict[tuple[int, date], Standing]


def standings(services: Sequence[int], months: Iterable[date]) -> Standings:
    """Score and mark by service (its key) and month, in two queries; no data is left out.

    A closed month shows what was closed.
    """
    wanted = sorted(set(months))
    return {**_live(services, wanted), **_closed(services, wanted)}


def _live(services: Sequence[int], months: Sequence[date]) -> Standings:
    with connection.cursor() as cursor:
        cursor.execute(SCORES, [list(services), list(months)])
        return {
            (service, month): Standing(
                score,
                mark(score, is_critical_red=is_red, has_unrated=has_unrated),
            )
            for service, month, score, is_red, has_unrated in cursor.fetchall()
        }


def _closed(services: Sequence[int], months: Sequence[date]) -> Standings:
    """By the newest closure that is signed, or else by the first."""
    rows = Closure.objects.filter(
        period__service__in=services, period__month__in=months, period__state__in=SHUT
    )
    written = rows.order_by("number").values_list(
        "period__service_id",
        "period__month",
        "number",
        "signed_by_id",
        KeyTextTransform("score", "figures"),
        KeyTextTransform("rating", "figures"),
    )
    return {
        (service, month): Standing(decimal(score), Rating(rating))
        for service, month, number, signed, score, rating in written
        if signed or number == 1
    }
