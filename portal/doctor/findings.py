"""The words of the doctor."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Fine; could be better; does not work or soon will not."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where it is not fine."""

    what: str
    verdict: Verdict
    says: str
    do: str = ""


def fine(what: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(what, Verdict.FINE, says)


def note(what: str, says: str, do: str) -> Finding:
    """The portal works, and could work better."""
    return Finding(what, Verdict.NOTE, says, do)


def wrong(what: str, says: str, do: str) -> Finding:
    """Something does not work, or soon will not."""
    return Finding(what, Verdict.WRONG, says, do)
