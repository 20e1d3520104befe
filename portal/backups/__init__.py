"""A backup of the portal: its database and its files, and the figures that prove it.

A folder holds `database.dump` (pg_dump's custom format), `files/` and `manifest.json`: how
many rows each table has and a checksum of them, and the size and SHA-256 of each file. Dump
and figures are read from one snapshot, so that people may go on working.
"""

from portal.backups.dumping import Made, back_up
from portal.backups.figures import compare
from portal.backups.key import has_same_key
from portal.backups.layout import BackupError
from portal.backups.programs import find_program
from portal.backups.restoring import restore, verify
from portal.backups.rights import sees_all_rows

__all__ = [
    "BackupError",
    "Made",
    "back_up",
    "compare",
    "find_program",
    "has_same_key",
    "restore",
    "sees_all_rows",
    "verify",
]
