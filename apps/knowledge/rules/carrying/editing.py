"""A text and the lines it came from, changed in places."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from apps.knowledge.rules.carrying.scanning import Line

Edit = tuple[int, int, str]


@dataclass
class Numbered:
    """A text, and for each of its lines the line of the file that it came from."""

    text: str
    numbers: list[int]

    def line(self, place: int) -> int:
        """The line in the file; 0 if it is not known."""
        return self.numbers[place] if place < len(self.numbers) else 0

    def put(self, changes: Iterable[tuple[int, int, str]]) -> None:
        """Replace ranges of lines, given in order, by other text."""
        lines = self.text.split("\n")
        made: list[str] = []
        numbers: list[int] = []
        done = 0
        for first, last, new in changes:
            made += lines[done:first]
            numbers += self.numbers[done:first]
            put = new.split("\n")
            made += put
            if len(put) == last - first:
                numbers += self.numbers[first:last]
            else:
                numbers += [self.line(first)] * len(put)
            done = last
        self.text = "\n".join([*made, *lines[done:]])
        self.numbers = [*numbers, *self.numbers[done:]]

    def edit(self, lines: Iterable[Line], edits: Callable[[Line], list[Edit]]) -> None:
        """Change what `edits` says of each line of words, in place."""
        source = self.text.split("\n")

        def changes() -> Iterator[tuple[int, int, str]]:
            for (first, last), several in groupby(lines, lambda x: (x.first, x.last)):
                block = "\n".join(source[first:last])
                changed = _changed(block, [(one, edits(one)) for one in several])
                if changed != block:
                    yield first, last, changed

        self.put(list(changes()))


def _changed(block: str, several: list[tuple[Line, list[Edit]]]) -> str:
    """A block in which each edit was made where the words of the line stand."""
    made, cursor = "", 0
    for line, edits in several:
        for start, end, new in edits:
            raw = line.text[start:end]
            found = _written(raw, is_cell=line.is_cell).search(block, cursor)
            if found:
                shown = new.replace("|", "\\|") if line.is_cell else new
                made += block[cursor : found.start()] + shown
                cursor = found.end()
    return made + block[cursor:]


def _written(raw: str, *, is_cell: bool) -> re.Pattern[str]:
    """How a piece of a line of words may stand in the file."""
    parts = (re.escape(part.strip(" \t")) for part in raw.split("\n"))
    pattern = r"[ \t]*\n[ \t>]*".join(parts)
    return re.compile(pattern.replace(r"\|", r"\\?\|") if is_cell else pattern)
