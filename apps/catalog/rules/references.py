"""How one catalog document names another: [kind:][namespace/]name."""

import re
from dataclasses import dataclass

DEFAULT_NAMESPACE = "default"
NAME = re.compile(r"[A-Za-z0-9]+(?:[-_.]+[A-Za-z0-9]+)*")
NAMESPACE = re.compile(r"[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*")
KIND = re.compile(r"[A-Za-z][A-Za-z0-9]*")
LONGEST = 63


class MalformedReference(ValueError):
    """The text names nothing that could exist."""


@dataclass(frozen=True, order=True)
class Reference:
    """A document by its kind, namespace and name, however they are capitalised."""

    kind: str
    namespace: str
    name: str

    @property
    def key(self) -> str:
        """The one way we write it: all small letters, nothing left out."""
        return f"{self.kind}:{self.namespace}/{self.name}".lower()


def is_name(text: str) -> bool:
    """Letters, digits and single -, _ or . between them, 63 at most."""
    return len(text) <= LONGEST and bool(NAME.fullmatch(text))


def is_namespace(text: str) -> bool:
    """Letters, digits and - between them, 63 at most."""
    return len(text) <= LONGEST and bool(NAMESPACE.fullmatch(text))


def is_kind(text: str) -> bool:
    """One word."""
    return len(text) <= LONGEST and bool(KIND.fullmatch(text))


def read_reference(
    text: str, *, kind: str = "", namespace: str = DEFAULT_NAMESPACE
) -> Reference:
    """What the text names; `kind` and `namespace` stand in for what it leaves out."""
    before, has_kind, rest = text.strip().rpartition(":")
    asked_kind = before if has_kind else kind
    before, has_namespace, name = rest.rpartition("/")
    asked_namespace = before if has_namespace else namespace
    if not (is_kind(asked_kind) and is_namespace(asked_namespace) and is_name(name)):
        raise MalformedReference(
            f"“{text[:100]}” is not a reference. Write kind:namespace/name, "
            "namespace/name or name."
        )
    return Reference(asked_kind, asked_namespace, name)
