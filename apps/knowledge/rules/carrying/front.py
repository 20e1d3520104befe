"""What stands at the head of a document: YAML or TOML, read without running anything."""

import re
import tomllib
from collections.abc import Hashable
from typing import Any, cast

import yaml

MOST = 64_000
YAML_END = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)
TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
OPENING = re.compile(r"(---|\+\+\+)[ \t]*\n")


class BadFront(Exception):
    """What stands at the head can't be read; `line` says where."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


class _Loader(yaml.SafeLoader):
    """Plain values; no aliases, by which a few lines can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = cast("Any", self).peek_event().start_mark
            raise yaml.composer.ComposerError(
                None, None, "aliases are not read here", mark
            )
        return super().compose_node(parent, index)


def split_front(text: str) -> tuple[str, str, int]:
    """What stands at the head, the rest, and the line in which the rest begins.

    Exactly one empty line between the two belongs to neither.
    """
    opening = OPENING.match(text)
    if not opening:
        return "", text, 1
    ending = YAML_END if opening[1] == "---" else TOML_END
    closing = ending.search(text, opening.end())
    if not closing or closing.start() > MOST:
        return "", text, 1
    end = closing.end() + 1
    end += text[end : end + 1] == "\n"
    return text[: closing.start()], text[end:], text.count("\n", 0, end) + 1


def read_front(head: str) -> dict[str, Any] | None:
    """The fields by name; None if it is no list of fields. BadFront if it is broken."""
    inner = head.partition("\n")[2]
    fields = _toml(inner) if head.startswith("+++") else _yaml(inner)
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        return None
    return {str(name): value for name, value in fields.items()}


def _yaml(text: str) -> dict[Hashable, Any] | None:
    loader = _Loader(text)
    try:
        found: dict[Hashable, Any] | None = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why = f"The front matter is no YAML: {error.problem or error.context}."
        raise BadFront(why, mark.line + 2 if mark else 1) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise BadFront("The front matter is no YAML.", 1) from error
    finally:
        loader.dispose()
    return found


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = int(line[1]) + 1 if line else 1
        raise BadFront(f"The front matter is no TOML: {error}.", where) from error
