"""What an import compares, and what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from apps.catalog.rules.entities import Entity
from apps.catalog.rules.reading import Problem

UNOWNED = "unowned"
Outcome = Literal["created", "changed", "left"]
Verdict = Literal["same", "write", "keep"]
Feeds = Literal["application", "team", ""]
MISSING = object()


@dataclass(frozen=True)
class KnownThing:
    """An application (by code) or a team (by slug) as the portal has it."""

    slug: str
    fields: Mapping[str, Any]
    links: frozenset[str] = frozenset()
    owner: str = ""


@dataclass(frozen=True)
class KnownEntity:
    """An entity imported before: its document, what it fed, what it last wrote there."""

    document: Mapping[str, Any]
    feeds: str = ""
    written: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class Known:
    """The catalog as it is, for the plan to compare with."""

    entities: Mapping[str, KnownEntity] = field(default_factory=dict)
    applications: Mapping[str, KnownThing] = field(default_factory=dict)
    teams: Mapping[str, KnownThing] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldChange:
    """One field: what stands in the portal, what the file says, which of them stays."""

    name: str
    before: Any
    after: Any
    is_kept: bool = False


@dataclass(frozen=True)
class Change:
    """What the import does with one document."""

    entity: Entity
    outcome: Outcome
    feeds: Feeds = ""
    slug: str = ""
    is_new: bool = False
    fields: tuple[FieldChange, ...] = ()
    stated: Mapping[str, Any] = field(default_factory=dict)
    differences: tuple[FieldChange, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def to_write(self) -> dict[str, Any]:
        """The fields that the import sets."""
        return {one.name: one.after for one in self.fields if not one.is_kept}


@dataclass(frozen=True)
class Gone:
    """An imported document that its files no longer hold, and what it fed."""

    key: str
    source: str
    feeds: str


@dataclass(frozen=True)
class Plan:
    """Everything the import would do, and every document it would not take."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    gone: tuple[Gone, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many documents are made, changed, left, and not taken."""
        outcomes = [change.outcome for change in self.changes]
        found = {name: outcomes.count(name) for name in ("created", "changed", "left")}
        return {**found, "problems": len(self.problems)}
