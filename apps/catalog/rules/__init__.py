"""Catalog files: reading, understanding, comparing. Pure."""

from apps.catalog.rules.entities import Entity, Tie, understand
from apps.catalog.rules.mapping import email_of, links_of, slug
from apps.catalog.rules.outcome import (
    UNOWNED,
    Change,
    FieldChange,
    Known,
    KnownEntity,
    KnownThing,
    Plan,
)
from apps.catalog.rules.planning import merge, plan, read_entities
from apps.catalog.rules.reading import Document, Problem, Source, read_documents
from apps.catalog.rules.references import (
    MalformedReference,
    Reference,
    is_name,
    read_reference,
)

__all__ = [
    "UNOWNED",
    "Change",
    "Document",
    "Entity",
    "FieldChange",
    "Known",
    "KnownEntity",
    "KnownThing",
    "MalformedReference",
    "Plan",
    "Problem",
    "Reference",
    "Source",
    "Tie",
    "email_of",
    "is_name",
    "links_of",
    "merge",
    "plan",
    "read_documents",
    "read_entities",
    "read_reference",
    "slug",
    "understand",
]
