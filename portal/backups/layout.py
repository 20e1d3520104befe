"""What a backup's folder holds, and what stands in the way of one."""

DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
FORMAT = 1


class BackupError(Exception):
    """What stands in the way, in one sentence for the operator."""
