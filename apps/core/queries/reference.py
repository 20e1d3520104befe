"""What the page about the API shows, read from the API's own description."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from apps.core.api.described import description
from apps.core.api.examples import Example, examples

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Member:
    """A field or a parameter: its name, its type in words, whether it must be there."""

    name: str
    kind: str
    is_needed: bool
    about: str = ""
    shape: str = ""


@dataclass(frozen=True)
class Shape:
    """An object of the API, or a list of allowed words."""

    name: str
    about: str
    members: Sequence[Member]
    words: Sequence[str]


@dataclass(frozen=True)
class Operation:
    """One thing to ask for: how, what to send, what comes back."""

    key: str
    method: str
    path: str
    about: str
    parameters: Sequence[Member]
    takes: Member | None
    gives: Sequence[Member]
    curl: str
    going: Mapping[str, date | str] | None
    examples: Sequence[Example]


@dataclass(frozen=True)
class Section:
    """The operations about one thing, and the shapes that they name, in their order."""

    name: str
    operations: Sequence[Operation]
    shapes: Sequence[Shape]

    @property
    def slug(self) -> str:
        """Its name in an address."""
        return slugify(self.name)


@dataclass(frozen=True)
class Reference:
    """The whole: operations under what they are about."""

    sections: Sequence[Section]

    @property
    def going(self) -> Sequence[tuple[Section, Operation]]:
        """The operations that will go, and where they stand."""
        return [(s, one) for s in self.sections for one in s.operations if one.going]

    def section(self, slug: str) -> Section | None:
        """The section of this name in an address; None if there is none."""
        return next((one for one in self.sections if one.slug == slug), None)


@cache
def api_reference() -> Reference:
    """The reference, made once a process: it changes only with the code."""
    schema = description()
    found = [
        (found["tags"][0], _operation(path, method, found))
        for path, methods in schema["paths"].items()
        for method, found in methods.items()
    ]
    kept = schema.get("components", {}).get("schemas", {})
    shapes = {name: _shape(name, one) for name, one in kept.items()}
    return Reference(
        [
            _section(tag, [one for _, one in group], shapes)
            for tag, group in groupby(sorted(found, key=_tag), key=_tag)
        ]
    )


def _section(
    tag: str, operations: Sequence[Operation], shapes: Mapping[str, Shape]
) -> Section:
    """With the shapes that bodies name, and those that these name in their turn."""
    bodies = [body for one in operations for body in (one.takes, *one.gives) if body]
    waiting = [one.shape for one in bodies if one.shape]
    named = set()
    while waiting:
        shape = waiting.pop()
        if shape not in named:
            named.add(shape)
            waiting += [one.shape for one in shapes[shape].members if one.shape]
    name = tag.replace("-", " ").replace("_", " ").capitalize()
    return Section(
        name, operations, [one for key, one in shapes.items() if key in named]
    )


def _tag(found: tuple[str, Operation]) -> str:
    return found[0]


def _operation(path: str, method: str, found: Schema) -> Operation:
    return Operation(
        key=found["operationId"],
        method=method.upper(),
        path=path,
        about=found.get("summary") or found.get("description", ""),
        parameters=[
            Member(
                one["name"],
                _kind(one["schema"]),
                one.get("required", False),
                one.get("description", ""),
            )
            for one in found.get("parameters", [])
        ],
        takes=_content("", found["requestBody"]) if "requestBody" in found else None,
        gives=[_content(status, one) for status, one in found["responses"].items()],
        curl=_curl(path, method, found),
        going=_going(found),
        examples=[one for one in examples() if one.is_of(method, path)],
    )


def _going(found: Schema) -> dict[str, date | str] | None:
    told = found.get("x-deprecated")
    return told and {**told, "until": date.fromisoformat(told["until"])}


def _content(status: str, found: Schema) -> Member:
    """A body: the status it comes with, and its shape."""
    bodies: list[Schema] = [*found.get("content", {}).values()]
    inner: Schema = bodies[0].get("schema", {}) if bodies else {}
    name = "any refusal" if status == "default" else status
    about = found.get("description", "")
    return Member(name, _kind(inner), is_needed=False, about=about, shape=_ref(inner))


def _curl(path: str, method: str, found: Schema) -> str:
    """A line to paste; the token comes from the environment."""
    parts = ["curl"]
    if method != "get":
        parts.append(f"-X {method.upper()}")
    parts.append('-H "Authorization: Bearer $TOKEN"')
    if "requestBody" in found:
        parts.append("-H 'Content-Type: application/json' -d @body.json")
    return " ".join([*parts, f"'{settings.SITE_URL.rstrip('/')}{path}'"])


def _shape(name: str, found: Schema) -> Shape:
    needed = found.get("required", [])
    return Shape(
        name,
        "" if "enum" in found else found.get("description", ""),
        [
            Member(key, _kind(one), key in needed, _about(one), _ref(one))
            for key, one in found.get("properties", {}).items()
        ],
        [str(one) for one in found.get("enum", [])],
    )


def _about(found: Schema) -> str:
    told = [found.get("description", "")]
    if found.get("readOnly"):
        told.append("Read only.")
    return " ".join(one for one in told if one)


def _ref(found: Schema) -> str:
    """The shape that a schema names, itself or for each of its items."""
    inner = found.get("items", found)
    for one in (inner, *inner.get("allOf", []), *inner.get("oneOf", [])):
        if "$ref" in one:
            return str(one["$ref"]).rpartition("/")[2]
    return ""


def _kind(found: Schema) -> str:
    """The type in words: `list of Grant`, `date`, `integer or null`."""
    name = _ref(found)
    if found.get("type") == "array":
        return f"list of {name or _kind(found.get('items', {}))}"
    if name:
        return name
    kinds = found.get("type") or "any"
    words = [kinds] if isinstance(kinds, str) else [*kinds]
    words = [found.get("format", one) if one == "string" else one for one in words]
    return " or ".join(words)
