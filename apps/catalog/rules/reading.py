"""From the text of a catalog file to its documents, each with its place in the file."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_FILE = 5 * 1024 * 1024
MAX_DOCUMENTS = 5_000
MAX_DEPTH = 40
MAX_NODES = 50_000
MAX_ALL_NODES = 1_000_000
MARKER = re.compile(r"(---|\.\.\.)(\s|$)")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
Path = tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A file as it was given: its name and its text, or why it has none."""

    name: str
    text: str
    error: str = ""


@dataclass(frozen=True)
class Problem:
    """Why a document was not taken: the file, the document's number, the line."""

    file: str
    number: int
    line: int
    message: str

    def __str__(self) -> str:
        place = f", document {self.number}, line {self.line}" if self.number else ""
        return f"{self.file}{place}: {self.message}"


@dataclass(frozen=True)
class Document:
    """One document: where it stands, what is written there, what it says."""

    file: str
    number: int
    line: int
    text: str
    data: dict[str, Any]
    lines: dict[Path, int] = field(default_factory=dict, compare=False)

    def problem(self, message: str, *path: str) -> Problem:
        """A complaint about this document, at the line of the nearest field named."""
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        line = self.lines.get(at, self.line)
        return Problem(self.file, self.number, line, message)


@dataclass(frozen=True)
class Chunk:
    """The text between two document markers, and the line it begins at."""

    line: int
    text: str


@dataclass
class Effort:
    """How many values were read so far, those of refused documents too."""

    nodes: int = 0


class Refused(Exception):
    """A document that is not read, and the line within it."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Loader(yaml.CSafeLoader):
    """Safe YAML 1.2, as Backstage reads it: `on`, `no` and dates stay words."""


PLAIN = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"[-+]?(?:0|[1-9][0-9]*)", list("-+0123456789")),
    "float": (
        r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+][0-9]+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
    "merge": (r"<<", ["<"]),
}
Loader.yaml_implicit_resolvers = {}
for _name, (_pattern, _first) in PLAIN.items():
    _whole = re.compile(rf"^(?:{_pattern})$")
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", _whole, _first)


def read_documents(
    sources: Iterable[Source],
) -> tuple[list[Document], list[Problem]]:
    """Every readable document of the files, and why the others are not."""
    documents: list[Document] = []
    problems: list[Problem] = []
    effort = Effort()
    for source in sources:
        if refusal := source.error or _too_large(source.text):
            problems.append(Problem(source.name, 0, 0, refusal))
            continue
        for number, chunk in enumerate(split(source.text), start=1):
            if len(documents) >= MAX_DOCUMENTS or effort.nodes > MAX_ALL_NODES:
                limit = "This is too much for one import; the rest is not read."
                problems.append(Problem(source.name, number, chunk.line, limit))
                return documents, problems
            try:
                documents.append(_read(source.name, number, chunk, effort))
            except Refused as error:
                line = chunk.line + error.line
                problems.append(Problem(source.name, number, line, str(error)))
    return documents, problems


def _too_large(text: str) -> str:
    is_large = len(text.encode(errors="replace")) > MAX_FILE
    return f"The file is larger than {MAX_FILE // 1024 // 1024} MB." if is_large else ""


def split(text: str) -> Iterator[Chunk]:
    """The parts between the markers that hold more than comments.

    A marker at the start of a line always ends a document in YAML, even inside a
    quoted text, so one broken document never takes its neighbours with it.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = LINE.findall(plain)
    begin, kept = 1, list[str]()
    for number, line in enumerate([*lines, "---"], start=1):
        if not MARKER.match(line):
            kept.append(line)
            continue
        if _says_something(kept):
            yield Chunk(begin, "".join(kept))
        rest = line[3:].strip() if line.startswith("---") else ""
        has_more = bool(rest) and not rest.startswith("#")
        begin, kept = number + (not has_more), [f"{rest}\n"] if has_more else []


def _says_something(lines: Sequence[str]) -> bool:
    written = (line.strip() for line in lines)
    return any(line and not line.startswith(("#", "%")) for line in written)


def _read(file: str, number: int, chunk: Chunk, effort: Effort) -> Document:
    text = "".join(
        line for line in LINE.findall(chunk.text) if not line.startswith("%")
    )
    try:
        node = _composed(text, effort)
        data = storable(_constructed(node))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Refused(
            f"This is not valid YAML: {error.problem or error.context}.",
            mark.line if mark else 0,
        ) from error
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as error:
        words = " ".join(str(error).split())[:200]
        raise Refused(f"This is not valid YAML: {words}.") from error
    if not isinstance(data, dict):
        raise Refused(
            "A catalog document is a mapping with apiVersion, kind, metadata."
        )
    lines = {path: chunk.line + line for path, line in _places(node)}
    first = chunk.line + node.start_mark.line
    return Document(file, number, first, chunk.text.strip("\n") + "\n", data, lines)


def _composed(text: str, effort: Effort) -> yaml.Node:
    """The tree of the document, if it is neither too deep nor a bomb of aliases."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=Loader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        effort.nodes += 1
        if depth > MAX_DEPTH or count > 2 * MAX_NODES:
            raise Refused("The document is too large or too deep.")
    node = yaml.compose(text, Loader=Loader)
    if node is None:
        raise Refused("The document is empty.")
    weight = _weight(node, {})
    effort.nodes += min(weight, MAX_NODES)
    if weight > MAX_NODES:
        raise Refused("The aliases of this document unfold to too much.")
    return node


def _weight(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values the tree has when every alias is written out."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) in known:
        if not known[id(node)]:
            raise Refused("An alias contains itself.", node.start_mark.line)
        return known[id(node)]
    known[id(node)] = 0
    inner = [part for pair in _pairs(node) for part in pair]
    known[id(node)] = 1 + sum(_weight(part, known) for part in inner)
    return known[id(node)]


def _pairs(node: yaml.Node) -> list[tuple[yaml.Node, ...]]:
    if isinstance(node, yaml.MappingNode):
        return [(key, value) for key, value in node.value]
    return [(value,) for value in node.value]


def _constructed(node: yaml.Node) -> Any:
    _refuse_repeated_keys(node)
    loader = Loader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _refuse_repeated_keys(node: yaml.Node) -> None:
    """A key that stands twice is a mistake of the author, not a choice of ours."""
    if isinstance(node, yaml.ScalarNode):
        return
    seen = set[str]()
    for pair in _pairs(node):
        if isinstance(node, yaml.MappingNode) and isinstance(pair[0], yaml.ScalarNode):
            name = str(pair[0].value)
            if name in seen and name != "<<":
                line = pair[0].start_mark.line
                raise Refused(f"The key “{name}” stands here twice.", line)
            seen.add(name)
        _refuse_repeated_keys(pair[-1])


def _places(node: yaml.Node, path: Path = ()) -> Iterator[tuple[Path, int]]:
    """The line of each field and list item, as deep as we complain about any."""
    for index, pair in enumerate(_pairs(node) if path[2:] == () else []):
        is_mapping = isinstance(node, yaml.MappingNode)
        inner = (*path, str(pair[0].value) if is_mapping else str(index))
        yield inner, pair[0].start_mark.line
        if not isinstance(pair[-1], yaml.ScalarNode):
            yield from _places(pair[-1], inner)


def _key(key: Any) -> str:
    found = storable(key)
    return found if isinstance(found, str) else json.dumps(found)


def storable(value: Any) -> Any:
    """The value as JSON holds it; what JSON has no word for becomes text."""
    if isinstance(value, dict):
        return {_key(key): storable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set):
        return [storable(inner) for inner in value]
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            raise Refused("The document holds a character that can't be kept.")
        return value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return str(value)
