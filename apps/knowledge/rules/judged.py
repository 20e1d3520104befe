"""Judged queries as they are typed and as files bring them."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

GRADES = (1, 2, 3)
BEST = 3
MOST_ROWS = 5000
LONGEST_QUERY = 200


class Unreadable(ValueError):
    """What was typed or brought cannot be read; the words say where and why."""


@dataclass(frozen=True)
class Wanted:
    """An article that answers, by its address, and how well."""

    address: str
    grade: int = BEST


def read_wanted(text: str) -> list[Wanted]:
    """An article a line: its address, then perhaps a grade. Unreadable names the line."""
    found: dict[str, Wanted] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if words := line.split():
            grade = _grade(words[1] if len(words) > 1 else "", f"Line {number}")
            if len(words) > 2:  # noqa: PLR2004 (an address and a grade)
                raise Unreadable(f"Line {number}: type an address and a grade alone.")
            found[words[0]] = Wanted(words[0], grade)
    return list(found.values())


@dataclass
class Brought:
    """What a file brings: articles wanted by query, and what could not be read, by line."""

    queries: dict[str, dict[str, int]] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    errors: list[tuple[int, str]] = field(default_factory=list)


def read_csv(text: str) -> Brought:
    """A CSV with the columns query, article and perhaps grade; by comma or semicolon."""
    brought = Brought()
    for number, row in _rows(text, brought):
        query = " ".join((row.get("query") or "").split())
        address = (row.get("article") or "").strip()
        try:
            grade = _grade((row.get("grade") or "").strip(), "The grade")
            _check(query, address)
        except Unreadable as error:
            brought.errors.append((number, str(error)))
            continue
        brought.queries.setdefault(query, {})[address] = grade
        brought.lines[query, address] = number
    return brought


def _rows(text: str, brought: Brought) -> Iterator[tuple[int, Mapping[str, str]]]:
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    if not {"query", "article"} <= set(names):
        brought.errors.append(
            (1, "The first line needs the columns query and article.")
        )
        return
    try:
        for count, row in enumerate(reader, start=1):
            if count > MOST_ROWS:
                brought.errors.append((reader.line_num, f"More than {MOST_ROWS} rows."))
                return
            yield reader.line_num, row
    except csv.Error as error:
        brought.errors.append((reader.line_num, f"This is not CSV: {error}."))


def _grade(text: str, where: str) -> int:
    if not text:
        return BEST
    if not text.isdecimal() or int(text) not in GRADES:
        raise Unreadable(f"{where}: {text} is no grade: 1 helps, 2 answers, 3 is it.")
    return int(text)


def _check(query: str, address: str) -> None:
    if not query or not address:
        raise Unreadable("A query and an article are needed.")
    if len(query) > LONGEST_QUERY:
        raise Unreadable(f"The query is longer than {LONGEST_QUERY} letters.")
