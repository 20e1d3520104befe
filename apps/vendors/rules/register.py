"""The templates of the register of information, and what is wrong with rows of them.

Source: Implementing Regulation (EU) 2024/2956; the keys and rules 805 to 808 as the
European Banking Authority checks its plain-csv packages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, str]
NOT_APPLICABLE = "eba_GA:qx2007"
NO_BRANCH = "Not Applicable"


@dataclass(frozen=True)
class Link:
    """Columns that have to be found in another template; `but` needs no match."""

    columns: tuple[str, ...]
    template: str
    of: tuple[str, ...]
    but: str = ""


@dataclass(frozen=True)
class Template:
    """One of the fifteen: its columns by code, its key, what it refers to, what it asks."""

    code: str
    title: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    asked: frozenset[str] = field(default_factory=frozenset)

    @property
    def file(self) -> str:
        """Its name within a package."""
        return f"{self.code.lower()}.csv"


@dataclass(frozen=True)
class Finding:
    """What is wrong: rule 0 is a value that is asked for and missing, which warns only."""

    template: str
    rule: int
    row: int
    column: str
    words: str

    @property
    def is_grave(self) -> bool:
        """Whether a package with it is rejected."""
        return self.rule > 0


def check(
    templates: Iterable[Template], rows: Mapping[str, Sequence[Row]]
) -> list[Finding]:
    """What is wrong with a whole register; rows count from 1, 0 is the table itself."""
    found: list[Finding] = []
    known: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for template in templates:
        own = rows.get(template.code, ())
        found += _empty_keys(template, own)
        found += _duplicates(template, own)
        for link in template.links:
            place = (link.template, link.of)
            if place not in known:
                known[place] = _values(rows.get(link.template, ()), link.of)
            found += _broken(template, own, link, known[place])
        found += _missing(template, own)
    return found


def check_indicators(
    templates: Iterable[Template],
    rows: Mapping[str, Sequence[Row]],
    reported: Iterable[str],
) -> list[Finding]:
    """Rule 808: what is said to be reported has rows, and what has rows is reported."""
    said = set(reported)
    return [
        Finding(one.code, 808, 0, "", words)
        for one in templates
        if (
            words := _indicator(
                has_rows=bool(rows.get(one.code)), is_reported=one.code in said
            )
        )
    ]


def _indicator(*, has_rows: bool, is_reported: bool) -> str:
    if is_reported and not has_rows:
        return "It is marked as reported, but has no row."
    if has_rows and not is_reported:
        return "It has rows, but is not marked as reported."
    return ""


def _values(rows: Sequence[Row], columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {tuple(row.get(one, "") for one in columns) for row in rows}


def _empty_keys(template: Template, rows: Sequence[Row]) -> list[Finding]:
    return [
        Finding(
            *(template.code, 805, number, column),
            f"{template.columns[column]} is part of the key and empty.",
        )
        for number, row in enumerate(rows, 1)
        for column in template.key
        if not row.get(column)
    ]


def _duplicates(template: Template, rows: Sequence[Row]) -> list[Finding]:
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for number, row in enumerate(rows, 1):
        key = tuple(row.get(one, "") for one in template.key)
        if key in seen and any(key):
            words = f"The same key stands in row {seen[key]} already."
            found.append(Finding(template.code, 806, number, template.key[0], words))
        seen.setdefault(key, number)
    return found


def _broken(
    template: Template, rows: Sequence[Row], link: Link, known: set[tuple[str, ...]]
) -> list[Finding]:
    found = []
    for number, row in enumerate(rows, 1):
        value = tuple(row.get(one, "") for one in link.columns)
        if not value[0] or value[0] == link.but or value in known:
            continue
        words = f"{value[0]} has no row in {link.template}."
        found.append(Finding(template.code, 807, number, link.columns[0], words))
    return found


def _missing(template: Template, rows: Sequence[Row]) -> list[Finding]:
    return [
        Finding(
            *(template.code, 0, number, column),
            f"{template.columns[column]} is missing.",
        )
        for number, row in enumerate(rows, 1)
        for column in sorted(template.asked - set(template.key))
        if not row.get(column)
    ]
