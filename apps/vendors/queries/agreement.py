"""The source's own verdict of its tickets beside ours, and why they differ."""

from typing import Any

from django.db import connection

from apps.vendors.states import CANCELLED_STATE

# Ours: missed where any clock of the ticket is over its target, else met where all of
# its clocks have stopped in time. `wall` counts every second, pauses and nights too.
OURS = """
    WITH judged AS (
        SELECT ticket.id, ticket.priority, ticket.made_sla, ticket.reopen_count,
            bool_or(verdict.outcome = 2) AS is_missed,
            bool_and(verdict.outcome = 1) AS is_met,
            bool_or(verdict.outcome = 2 AND level.measure = 'resolution') AS by_resolution,
            bool_or(verdict.elapsed_seconds + verdict.paused_seconds
                > version.target_seconds) AS over_with_pauses,
            bool_or(extract(epoch FROM verdict.stopped_at - verdict.started_at)
                > version.target_seconds) AS over_on_the_wall
        FROM vendors_ticket ticket
        LEFT JOIN vendors_verdict verdict ON verdict.ticket_id = ticket.id
            AND verdict.outcome IN (1, 2, 3)
            AND verdict.level_id IN (
                SELECT id FROM vendors_servicelevel
                WHERE service_id = %s AND measure IN ('response', 'resolution')
            )
        LEFT JOIN vendors_servicelevel level ON level.id = verdict.level_id
        LEFT JOIN vendors_levelversion version ON version.id = verdict.version_id
        WHERE ticket.service_id = %s AND ticket.made_sla IS NOT NULL
            AND ticket.state <> %s
        GROUP BY ticket.id
    )
    SELECT priority, made_sla,
        CASE WHEN is_missed THEN 'missed' WHEN is_met THEN 'met'
            WHEN is_met IS NULL THEN 'unjudged' ELSE 'running' END AS ours,
        CASE
            WHEN made_sla AND is_missed AND NOT by_resolution THEN 'response_only'
            WHEN made_sla AND is_missed AND reopen_count > 0 THEN 'reopened'
            WHEN made_sla AND is_missed THEN 'longer_target'
            WHEN NOT made_sla AND is_met AND NOT over_on_the_wall THEN 'shorter_target'
            WHEN NOT made_sla AND is_met AND over_with_pauses THEN 'pauses'
            WHEN NOT made_sla AND is_met THEN 'hours'
            ELSE '' END AS why,
        count(*)
    FROM judged GROUP BY 1, 2, 3, 4 ORDER BY 1
"""
REASONS = {
    "response_only": (
        "Source: met. Ours: the first response came late, the resolution in time. The"
        " source seems to judge the resolution only."
    ),
    "reopened": (
        "Source: met. Ours: missed after the ticket was reopened; our clock goes on"
        " then, the source's verdict stays."
    ),
    "longer_target": (
        "Source: met. Ours: missed. The source's target is longer, or its clock stands"
        " still in more states or hours than our level says."
    ),
    "shorter_target": (
        "Source: missed. Ours: met even if every second counted. The source's target"
        " is shorter than ours, or it judges something else."
    ),
    "pauses": (
        "Source: missed. Ours: met, because time in pause states (or resolved, before a"
        " reopening) does not count."
    ),
    "hours": (
        "Source: missed. Ours: met, because time outside the service's hours does not"
        " count."
    ),
}


def agreement(service_pk: int) -> dict[str, Any]:
    """By priority how many verdicts agree, and by reason how many do not; {} if the
    source says nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(OURS, [service_pk, service_pk, CANCELLED_STATE])
        rows = cursor.fetchall()
    if not rows:
        return {}
    by_priority: dict[int, dict[str, int]] = {}
    reasons: dict[str, int] = {}
    for priority, is_met, ours, why, count in rows:
        line = by_priority.setdefault(priority, dict.fromkeys(COLUMNS, 0))
        line[_column(ours, is_met=is_met)] += count
        if why:
            reasons[why] = reasons.get(why, 0) + count
    return {
        "priorities": [{"priority": key, **one} for key, one in by_priority.items()],
        "reasons": [
            {"why": REASONS[why], "count": count}
            for why, count in sorted(reasons.items(), key=lambda one: -one[1])
        ],
    }


COLUMNS = ("both_met", "both_missed", "only_source_met", "only_we_met", "not_judged")


def _column(ours: str, *, is_met: bool) -> str:
    if ours not in {"met", "missed"}:
        return "not_judged"
    if (ours == "met") == is_met:
        return f"both_{ours}"
    return "only_source_met" if is_met else "only_we_met"
