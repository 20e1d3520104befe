"""How far an article may be relied on, by what is known of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from apps.knowledge.states import READABLE, Standing

# So many votes weigh as much as knowing nothing: one voice changes little.
SILENT_VOTES = 4
# Fewer who said anything say nothing yet.
ENOUGH_VOTES = 3


class Kcs(StrEnum):
    """KCS v6, article state: how far its solution is confirmed."""

    IN_PROGRESS = "Work in progress"
    NOT_VALIDATED = "Not validated"
    VALIDATED = "Validated"
    ARCHIVED = "Archived"


class Freshness(StrEnum):
    """Whether somebody looked at it within its review interval."""

    FRESH = "fresh"
    STALE = "stale"
    UNVERIFIED = "unverified"


class Level(StrEnum):
    """Confidence in a word; the doubts say why."""

    HIGH = "High"
    FAIR = "Fair"
    LOW = "Low"


@dataclass(frozen=True)
class Evidence:
    """What is known of an article: votes on its published version, uses of them all."""

    standing: Standing
    is_verified_by_somebody: bool = False
    verified_on: date | None = None
    review_on: date | None = None
    helpful: int = 0
    unhelpful: int = 0
    uses: int = 0
    last_use_on: date | None = None
    open_flags: int = 0

    @property
    def votes(self) -> int:
        """How many said whether the published version helped."""
        return self.helpful + self.unhelpful


@dataclass(frozen=True)
class Confidence:
    """What the line says. `doubts` are phrases, the gravest first."""

    level: Level
    kcs: Kcs
    freshness: Freshness
    doubts: tuple[str, ...]


def kcs_state(evidence: Evidence) -> Kcs:
    """Published by somebody who may publish is validated, by an import it is not.

    KCS v6, technique 5.2: an overdue article keeps its state, a retired one is archived.
    """
    if evidence.standing == Standing.RETIRED:
        return Kcs.ARCHIVED
    if evidence.standing not in READABLE:
        return Kcs.IN_PROGRESS
    validated = evidence.is_verified_by_somebody
    return Kcs.VALIDATED if validated else Kcs.NOT_VALIDATED


def freshness_of(evidence: Evidence, today: date) -> Freshness:
    """Fresh until its review date is reached; unverified where nobody ever looked."""
    if evidence.verified_on is None:
        return Freshness.UNVERIFIED
    due = evidence.standing == Standing.DUE
    late = evidence.review_on is not None and evidence.review_on <= today
    return Freshness.STALE if due or late else Freshness.FRESH


def confidence_in(evidence: Evidence, today: date) -> Confidence:
    """High without a doubt, fair with one, low with more; never more than low unless in force."""
    kcs = kcs_state(evidence)
    freshness = freshness_of(evidence, today)
    doubts = tuple(_doubts(evidence, kcs, freshness))
    levels = (Level.HIGH, Level.FAIR)
    level = levels[len(doubts)] if len(doubts) < len(levels) else Level.LOW
    if kcs in {Kcs.ARCHIVED, Kcs.IN_PROGRESS}:
        level = Level.LOW
    return Confidence(level, kcs, freshness, doubts)


def _doubts(evidence: Evidence, kcs: Kcs, freshness: Freshness) -> list[str]:
    """Why not to rely on it blindly."""
    votes = evidence.votes
    is_unhelpful = votes >= ENOUGH_VOTES and evidence.helpful * 2 < votes
    found = {
        "it is retired": kcs == Kcs.ARCHIVED,
        "it is not published": kcs == Kcs.IN_PROGRESS,
        "nobody has verified it": kcs == Kcs.NOT_VALIDATED,
        "its review is due": freshness == Freshness.STALE and kcs != Kcs.ARCHIVED,
        "a passage is flagged": evidence.open_flags > 0,
        "it did not help most who said": is_unhelpful,
    }
    return [words for words, holds in found.items() if holds]


def helpfulness(evidence: Evidence) -> float:
    """-1 to 1, 0 where nothing is known: what the ranking's small factor is made of.

    (for - against) / (for + against + 4), where a helpful vote on the published version
    and a ticket solved speak for it, an unhelpful vote and an open flag against it.
    """
    speaks_for = evidence.helpful + evidence.uses
    against = evidence.unhelpful + evidence.open_flags
    return (speaks_for - against) / (speaks_for + against + SILENT_VOTES)
