"""What is counted of each table, and how the database differs from a backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection, transaction

from portal.backups.files import stored_sha256

# A sum does not depend on the order of rows; the settings fix how values are written.
PLAIN = """
    SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';
    SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1;
    SET LOCAL bytea_output = 'hex'; SET LOCAL row_security = off;
    SET LOCAL statement_timeout = 0
"""
FIGURES = """
    SELECT count(*),
        coalesce(sum(('x' || left(md5(r::text), 15))::bit(60)::bigint::numeric), 0)::text
    FROM {table} r
"""
ALL_TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""


def compare(manifest: dict[str, Any]) -> list[str]:
    """How the database and the storage differ from a backup, a sentence each."""
    with one_moment():
        now = figures()
    told = manifest["tables"]
    found = [f"{table} is not there" for table in sorted(told.keys() - now.keys())]
    found += [f"{table} is too many" for table in sorted(now.keys() - told.keys())]
    for table in sorted(told.keys() & now.keys()):
        if told[table]["rows"] != now[table]["rows"]:
            was, has = told[table]["rows"], now[table]["rows"]
            found.append(f"{table} had {was} rows and has {has}")
        elif told[table] != now[table]:
            found.append(f"rows of {table} are not as they were")
    for name, one in manifest["files"].items():
        if not default_storage.exists(name) or stored_sha256(name) != one["sha256"]:
            found.append(f"the file {name} is missing or changed")
    return found


@contextmanager
def one_moment() -> Iterator[str]:
    """A transaction that sees one moment; the snapshot that pg_dump may share."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(PLAIN)
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def figures() -> dict[str, dict[str, Any]]:
    """Rows and checksum of each table."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(ALL_TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(FIGURES.format(table=table))
            rows, checksum = cursor.fetchone()
            found[str(table)] = {"rows": rows, "checksum": checksum}
    return found
