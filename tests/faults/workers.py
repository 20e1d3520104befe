"""The tests' own database as a worker knows it, and how to wait for one."""

import os
import time
from urllib.parse import urlsplit

from django.db import connection

# Ends a test that hangs; how long a worker takes to start says how busy the machine is.
PATIENCE = 120.0


def url() -> str:
    """The address of the tests' own database."""
    known = urlsplit(os.environ["DATABASE_URL"])
    return known._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def until(is_so):
    """What comes true in the end; the last that was found, else."""
    ends_at = time.monotonic() + PATIENCE
    while not (found := is_so()) and time.monotonic() < ends_at:
        time.sleep(0.02)
    return found
