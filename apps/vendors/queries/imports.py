"""Imports of tickets: whether a worker is at one."""

from django.db import connection

WORK = 0x71C3  # the class of our advisory locks; the object is the import
LOCK = "SELECT pg_advisory_xact_lock(%s, %s)"
HELD = """
    SELECT EXISTS (
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
            AND classid = %s AND objid = %s AND objsubid = 2
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""


def work_lock(pk: int) -> None:
    """Show that this transaction works at an import: the lock ends with it, or with
    the worker that held it. The import's row stays free, so that it can be stopped.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [WORK, pk])


def is_at_work(pk: int) -> bool:
    """Whether a worker is at an import right now."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [WORK, pk])
        return bool(cursor.fetchone()[0])
