"""Long jobs: how far one is while its transaction is open, and whether a worker is at it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

KEPT_SECONDS = 24 * 3600
LOCK = "SELECT pg_advisory_xact_lock(%s, %s)"
HELD = """
    SELECT EXISTS (
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
            AND classid = %s AND objid = %s AND objsubid = 2
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""


@dataclass(frozen=True)
class Progress:
    """So many of so many."""

    done: int
    of: int

    @property
    def percent(self) -> int:
        """0 to 100."""
        return min(100, 100 * self.done // self.of) if self.of else 0


def keep_progress(job: str, done: int, of: int) -> None:
    """Show how far a job is. Without Valkey nothing is shown, and the job goes on."""
    try:
        cache.set(f"job:{job}", (done, of), KEPT_SECONDS)
    except (RedisError, OSError):
        return


def progress_of(job: str) -> Progress:
    """How far a job is; none of none if it is not known."""
    try:
        done, of = cache.get(f"job:{job}") or (0, 0)
    except (RedisError, OSError):
        return Progress(0, 0)
    return Progress(done, of)


def hold(kind: int, pk: int) -> None:
    """Show that this transaction works at a job: the lock ends with it, or with the
    worker that held it. `kind` is a number of one's own. The job's row stays free, so
    that it can be stopped.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [kind, pk])


def is_held(kind: int, pk: int) -> bool:
    """Whether a worker is at a job right now."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [kind, pk])
        return bool(cursor.fetchone()[0])
