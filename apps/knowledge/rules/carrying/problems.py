"""What is said of a file that could not be taken as it is."""

from dataclasses import asdict, dataclass
from typing import Any

REJECTED, LOST, NOTED = "rejected", "lost", "noted"


class Unreadable(Exception):
    """The tree as a whole can't be read. The text says why."""


@dataclass(frozen=True)
class Problem:
    """A file, the line in it (0: the file as a whole), and what was wrong.

    `level`: rejected, the file brings no article; lost, something in it was left out;
    noted, worth a look.
    """

    file: str
    line: int
    why: str
    level: str = LOST

    def as_json(self) -> dict[str, Any]:
        """As a report keeps it."""
        return asdict(self)
