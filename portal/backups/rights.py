"""Which rows the connected user sees, and which tables are there already."""

from django.db import connection

from portal.backups.figures import ALL_TABLES
from portal.backups.layout import BackupError


def sees_all_rows() -> bool:
    """Whether row security hides nothing from who is connected."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        return bool(cursor.fetchone()[0])


def refuse_blind() -> None:
    if not sees_all_rows():
        raise BackupError(
            "Row security hides confidential rows from the user of DATABASE_URL, also from"
            " the owner of the tables: connect as one with BYPASSRLS (docs/operations.md)."
        )


def refuse_full() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ALL_TABLES)
        tables = len(cursor.fetchall())
    if tables:
        raise BackupError(
            f"The database {connection.settings_dict['NAME']} has {tables} tables:"
            " restore goes into an empty one. Create it, and name it in DATABASE_URL."
        )
