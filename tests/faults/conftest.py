"""Where the drills are held: outside pytest's folders, into which only their owner may look."""

import tempfile
from pathlib import Path

import pytest

from tests.faults.drill import lay_ground


@pytest.fixture
def place():
    """An empty folder, taken away with all that was in it."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def ground():
    """A database with its tables and nothing in it, to be copied."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        yield lay_ground(Path(folder))
