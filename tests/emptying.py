"""Tables after a test that wrote for others to see: empty again, at no cost."""

from django.db import connection
from django.test import TransactionTestCase

# Content types and permissions stay: they say what the models are.
EMPTY = """
DO $$
DECLARE one regclass;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN
        SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname NOT IN ('django_content_type', 'auth_permission')
    LOOP
        EXECUTE format('DELETE FROM %s', one);
    END LOOP;
END $$
"""


def empty_instead_of_flush(patch) -> None:
    """Django truncates every table, and makes every trigger again: seconds each time.

    Rows are deleted without triggers and foreign keys instead, which takes a connection
    that may do so, as the tests' own.
    """
    patch.setattr(TransactionTestCase, "_fixture_teardown", _empty)


def _empty(_case: TransactionTestCase) -> None:
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
