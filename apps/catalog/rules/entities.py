"""What a catalog document says, once it is found to be one: its name, fields, relations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.catalog.rules.reading import Document, Problem
from apps.catalog.rules.references import (
    DEFAULT_NAMESPACE,
    MalformedReference,
    Reference,
    is_kind,
    is_name,
    is_namespace,
    read_reference,
)

VERSIONS = ("backstage.io/v1alpha1", "backstage.io/v1beta1")
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "component": ("type", "lifecycle", "owner"),
    "api": ("type", "lifecycle", "owner", "definition"),
    "resource": ("type", "owner"),
    "system": ("owner",),
    "domain": ("owner",),
    "group": ("type",),
    "user": (),
}
# The field of `spec`, and the kind meant where the reference does not say.
ONE = {"owner": "Group", "system": "System", "domain": "Domain", "parent": "Group"}
ONE_OF_KIND = {"subcomponentOf": "Component", "subdomainOf": "Domain"}
MANY = {
    "dependsOn": "Component",
    "dependencyOf": "Component",
    "providesApis": "API",
    "consumesApis": "API",
    "memberOf": "Group",
    "children": "Group",
    "members": "User",
}
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Tie:
    """One relation of a document: which kind, to what."""

    kind: str
    target: Reference


@dataclass(frozen=True)
class Entity:
    """A document that is one: what it is called and what it is tied to."""

    document: Document
    reference: Reference
    ties: tuple[Tie, ...]

    @property
    def key(self) -> str:
        """Its name in full."""
        return self.reference.key

    @property
    def kind(self) -> str:
        """Its kind in small letters."""
        return self.reference.kind.lower()

    @property
    def metadata(self) -> dict[str, Any]:
        """What it says of itself."""
        return mapping(self.document.data.get("metadata"))

    @property
    def spec(self) -> dict[str, Any]:
        """What it specifies."""
        return mapping(self.document.data.get("spec"))

    @property
    def title(self) -> str:
        """What people call it."""
        return words(self.metadata.get("title")) or self.reference.name

    def targets(self, kind: str) -> list[Reference]:
        """What it is tied to in this way."""
        return [tie.target for tie in self.ties if tie.kind == kind]


def mapping(value: Any) -> dict[str, Any]:
    """The mapping, or an empty one."""
    return value if isinstance(value, dict) else {}


def words(value: Any) -> str:
    """The text, or the empty one."""
    return value.strip() if isinstance(value, str) else ""


def understand(document: Document) -> tuple[Entity | None, list[Problem]]:
    """The entity that the document describes; or everything that is wrong with it."""
    problems = list(_wrong_envelope(document))
    if problems:
        return None, problems
    data, metadata = document.data, document.data["metadata"]
    namespace = metadata.get("namespace") or DEFAULT_NAMESPACE
    reference = Reference(data["kind"], namespace, metadata["name"])
    problems = list(_wrong_spec(document, reference.kind.lower()))
    ties: list[Tie] = []
    for tie in _ties(document, namespace):
        if isinstance(tie, Problem):
            problems.append(tie)
        elif tie not in ties:
            ties.append(tie)
    if problems:
        return None, problems
    return Entity(document, reference, tuple(ties)), []


def _wrong_envelope(document: Document) -> Iterator[Problem]:
    data = document.data
    version, kind = data.get("apiVersion"), data.get("kind")
    if not isinstance(kind, str) or not is_kind(kind):
        yield document.problem("“kind” is missing or is not a single word.", "kind")
    elif not isinstance(version, str) or not version:
        yield document.problem("“apiVersion” is missing.", "apiVersion")
    elif kind.lower() in REQUIRED and version not in VERSIONS:
        yield document.problem(
            f"apiVersion {version[:60]} is not known for {kind}; "
            f"use {' or '.join(VERSIONS)}.",
            "apiVersion",
        )
    if isinstance(data.get("metadata"), dict):
        yield from _wrong_names(document, data["metadata"])
    else:
        yield document.problem("“metadata” is missing.", "metadata")


def _wrong_names(document: Document, metadata: dict[str, Any]) -> Iterator[Problem]:
    name, namespace = metadata.get("name"), metadata.get("namespace")
    if not isinstance(name, str) or not is_name(name):
        yield document.problem(
            f"metadata.name {_shown(name)} must be letters and digits, with "
            "-, _ or . between them, at most 63.",
            *("metadata", "name"),
        )
    if namespace and not (isinstance(namespace, str) and is_namespace(namespace)):
        yield document.problem(
            f"metadata.namespace {_shown(namespace)} must be letters and digits, "
            "with - between them, at most 63.",
            *("metadata", "namespace"),
        )
    for field in ("title", "description"):
        if len(words(metadata.get(field))) > LONGEST_TEXT:
            yield document.problem(f"metadata.{field} is too long.", "metadata", field)


def _shown(value: Any) -> str:
    return "(missing)" if value is None else f"“{str(value)[:80]}”"


def _wrong_spec(document: Document, kind: str) -> Iterator[Problem]:
    spec = document.data.get("spec")
    if kind not in REQUIRED:
        return
    if not isinstance(spec, dict):
        if REQUIRED[kind]:
            yield document.problem("“spec” is missing.", "spec")
        return
    for field in REQUIRED[kind]:
        value = spec.get(field)
        is_stated = bool(value) if field == "definition" else bool(words(value))
        if field == "definition" and "remotes" in spec:
            continue
        if not is_stated:
            yield document.problem(
                f"spec.{field} is required for {document.data['kind']}.", "spec", field
            )


def _ties(document: Document, namespace: str) -> Iterator[Tie | Problem]:
    """The relations; a field of an unknown kind is kept but never judged."""
    spec = mapping(document.data.get("spec"))
    is_ours = document.data["kind"].lower() in REQUIRED
    for field, kind in {**ONE, **ONE_OF_KIND, **MANY}.items():
        value = spec.get(field)
        if value is None or value == "":
            continue
        given = value if field in MANY and isinstance(value, list) else [value]
        for index, text in enumerate(given):
            try:
                if not isinstance(text, str):
                    raise MalformedReference(f"spec.{field} holds no reference.")
                yield Tie(field, read_reference(text, kind=kind, namespace=namespace))
            except MalformedReference as error:
                if is_ours:
                    yield document.problem(str(error), "spec", field, str(index))
