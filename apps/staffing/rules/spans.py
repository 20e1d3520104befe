"""Somebody's time: what every rule of rotas, cover and working time speaks of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, order=True)
class Span:
    """A person's time in UTC: from `starts` until just before `ends`."""

    person: int
    starts: datetime
    ends: datetime

    @property
    def seconds(self) -> float:
        """How long it is, in seconds that really pass."""
        return (self.ends - self.starts).total_seconds()

    def overlaps(self, starts: datetime, ends: datetime) -> bool:
        """Whether any of it lies in [starts, ends)."""
        return self.starts < ends and starts < self.ends
