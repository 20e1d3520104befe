"""Migrations make what the tests' database is made of without them."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, character_maximum_length,
        numeric_precision, numeric_scale
    FROM information_schema.columns WHERE table_schema = 'public'
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
INDEXES = """
    SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON')
    FROM pg_indexes WHERE schemaname = 'public'
"""
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(t.oid), prosrc
    FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid WHERE NOT tgisinternal
"""


FUNCTIONS = """
    SELECT '', proname, prosrc FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prolang IN (
        SELECT oid FROM pg_language WHERE lanname IN ('plpgsql', 'sql')
    )
"""


POLICIES = """
    SELECT relname, relrowsecurity, relforcerowsecurity, polname, polcmd,
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
    FROM pg_class c LEFT JOIN pg_policy ON polrelid = c.oid
    WHERE relnamespace = 'public'::regnamespace AND (relrowsecurity OR polname IS NOT NULL)
"""
GRANTS = """
    SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND grantee = 'portal_app'
"""


QUERIES = (COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS, POLICIES, GRANTS)


def shape() -> dict[str, set[tuple[object, ...]]]:
    """All of our apps' tables but rows and the names of indexes, by what was asked."""
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("apps.")}
    with connection.cursor() as cursor:
        found = {}
        for query in QUERIES:
            cursor.execute(query)
            rows = cursor.fetchall()
            found[query] = {
                row for row in rows if row[0] == "" or row[0].split("_")[0] in ours
            }
    return found


@pytest.fixture
def other_database(transactional_db):
    """An empty database beside the tests' own, which every query goes to."""
    own = connection.settings_dict["NAME"]
    other = f"{own}_migrated"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')
        cursor.execute(f'CREATE DATABASE "{other}"')

    def use(name):
        connection.close()
        connection.settings_dict["NAME"] = name

    yield lambda: use(other)
    use(own)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{other}"')


@pytest.mark.slow
def test_migrations_make_the_tables_constraints_and_triggers_of_the_models(
    other_database, settings
):
    settings.MIGRATION_MODULES = {}
    by_models = shape()
    other_database()

    call_command("migrate", verbosity=0)

    by_migrations = shape()
    assert by_models[TRIGGERS]
    assert by_models[POLICIES]
    assert by_models[GRANTS]
    for query, rows in by_models.items():
        assert rows ^ by_migrations[query] == set()
