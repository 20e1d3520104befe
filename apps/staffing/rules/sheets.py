"""A sheet of people and levels: which cells say what, and what is wrong with the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

EMAIL, PERSON = "e-mail", "person"
LEFT_ALONE = {"team", "role", "location", "organisation", ""}
LEVELS = {"0", "1", "2", "3", "4"}
MOST_PROBLEMS = 200
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Known:
    """What a sheet may speak of: people by e-mail and by name, skills by what they are
    called, and whose levels the reader may confirm. Keys are in small letters; a name
    that several have is None.
    """

    emails: Mapping[str, int]
    names: Mapping[str, int | None]
    skills: Mapping[str, int | None]
    confirmable: frozenset[int]


@dataclass(frozen=True)
class Cell:
    """A level that a sheet gives somebody, and in which row."""

    row: int
    person: int
    skill: int
    level: int


@dataclass(frozen=True)
class Read:
    """What a sheet says, and in words what of it can't be taken."""

    cells: tuple[Cell, ...]
    problems: tuple[str, ...]


def read_sheet(rows: Sequence[Sequence[str]], known: Known) -> Read:
    """The levels of a sheet whose first row names columns: E-mail or Person, then skills.

    An empty cell says nothing. Rows and columns are counted from 1, as spreadsheets do.
    """
    heads = [one.strip().lower() for one in rows[0]] if rows else []
    problems: list[str] = []
    if EMAIL not in heads and PERSON not in heads:
        return Read((), ("Row 1: a column must be called E-mail or Person.",))
    columns = dict(_columns(rows[0], heads, known, problems))
    if not columns:
        problems.append("Row 1: no column is a skill.")
    cells: list[Cell] = []
    seen: dict[int, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        person = _person(number, row, heads, known, problems)
        if person is None:
            continue
        if person in seen:
            problems.append(
                f"Row {number}: the same person stands in row {seen[person]}."
            )
            continue
        seen[person] = number
        cells += _levels(number, row, person, columns, problems)
    return Read(tuple(cells), tuple(problems[:MOST_PROBLEMS]))


def _columns(
    given: Sequence[str], heads: Sequence[str], known: Known, problems: list[str]
) -> Iterator[tuple[int, tuple[int, str]]]:
    """Where skills stand: place, the skill's id and what the sheet calls it."""
    taken: dict[int, str] = {}
    for place, head in enumerate(heads):
        if head in LEFT_ALONE or head in {EMAIL, PERSON}:
            continue
        where = f"Row 1, column {letter_of(place)}: “{shown(given[place])}”"
        if head not in known.skills:
            problems.append(f"{where} is no skill.")
        elif (skill := known.skills[head]) is None:
            problems.append(f"{where} is the name of several skills; use a short name.")
        elif skill in taken:
            problems.append(f"{where} is the skill of column {taken[skill]} again.")
        else:
            taken[skill] = letter_of(place)
            yield place, (skill, shown(given[place]))


def _person(
    number: int,
    row: Sequence[str],
    heads: Sequence[str],
    known: Known,
    problems: list[str],
) -> int | None:
    said = {head: row[place] for place, head in enumerate(heads) if place < len(row)}
    email, name = said.get(EMAIL, ""), said.get(PERSON, "")
    if email:
        found = known.emails.get(email.lower())
        fault = f"nobody has the e-mail {shown(email)}."
    elif name:
        found = known.names.get(name.lower())
        is_shared = name.lower() in known.names
        fault = (
            f"several people are called {shown(name)}; give the e-mail."
            if is_shared
            else f"nobody is called {shown(name)}."
        )
    else:
        found, fault = None, "it names nobody."
    if found is None:
        problems.append(f"Row {number}: {fault}")
        return None
    if found not in known.confirmable:
        problems.append(
            f"Row {number}: you may not confirm levels of {shown(name or email)}."
        )
        return None
    return found


def _levels(
    number: int,
    row: Sequence[str],
    person: int,
    columns: Mapping[int, tuple[int, str]],
    problems: list[str],
) -> Iterator[Cell]:
    for place, (skill, called) in columns.items():
        text = row[place] if place < len(row) else ""
        if not text:
            continue
        if text not in LEVELS:
            problems.append(
                f"Row {number}, {called}: “{shown(text)}” is no level; write 0 to 4."
            )
            continue
        yield Cell(number, person, skill, int(text))


def letter_of(place: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shown(text: str) -> str:
    """A text of the file as a sentence can hold it."""
    kept = " ".join(text.split())
    return kept if len(kept) <= LONGEST_SHOWN else kept[: LONGEST_SHOWN - 1] + "…"
