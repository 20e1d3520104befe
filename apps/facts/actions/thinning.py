"""Keeping the history of values small: of old days the last value, of old years nothing."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from apps.facts.models import FactChange

WHOLE_DAYS = 30
KEPT_DAYS = 400
THIN = """
    DELETE FROM facts_factchange WHERE id IN (
        SELECT id FROM (
            SELECT id, row_number() OVER (
                PARTITION BY fact_id, (measured_at AT TIME ZONE 'UTC')::date
                ORDER BY measured_at DESC, id DESC
            ) AS place
            FROM facts_factchange WHERE measured_at >= %s AND measured_at < %s
        ) AS old WHERE place > 1
    )
"""


@transaction.atomic
def thin(*, now: datetime) -> int:
    """Of values older than WHOLE_DAYS keep the last of each day; none after KEPT_DAYS.

    How many went. A day is done when it grows old, and two before it, lest one was missed.
    """
    old = (now - timedelta(days=WHOLE_DAYS)).replace(hour=0, minute=0, second=0)
    with connection.cursor() as cursor:
        cursor.execute(THIN, [old - timedelta(days=3), old])
        thinned = int(cursor.rowcount)
    gone = FactChange.objects.filter(measured_at__lt=now - timedelta(days=KEPT_DAYS))
    return thinned + gone.delete()[0]
