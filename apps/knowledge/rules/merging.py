"""Two texts typed over the same one, in one: nothing that either wrote is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apps.knowledge.rules.differences import ranges


@dataclass(frozen=True)
class Part:
    """Lines that follow each other; where `theirs` is not None, both changed them."""

    lines: tuple[str, ...]
    theirs: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Merged:
    """The parts of both texts in one."""

    parts: tuple[Part, ...]

    @property
    def is_clean(self) -> bool:
        """Whether both changed different places."""
        return all(part.theirs is None for part in self.parts)

    @property
    def text(self) -> str:
        """Both texts in one; where they clash, both stand there between marked lines."""
        return "\n".join(line for part in self.parts for line in _written(part))


MOST_TOLD = 6
BEGIN, MIDDLE, END = "<<<<<<< saved before", "=======", ">>>>>>> typed by you"


def clash_in(text: str) -> str:
    """Where a text still marks that two clash, in words; empty where it does not."""
    marks = {BEGIN, END}
    found = [n for n, line in enumerate(text.split("\n"), 1) if line.rstrip() in marks]
    if not found:
        return ""
    lines = ", ".join(map(str, found[:MOST_TOLD]))
    return (
        f"Two texts still clash (line {lines}): keep what is right, and take out the"
        " lines of <<<<<<<, ======= and >>>>>>>."
    )


def _written(part: Part) -> Sequence[str]:
    if part.theirs is None:
        return part.lines
    return [BEGIN, *part.theirs, MIDDLE, *part.lines, END]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """What both made of the base, line by line.

    A place that one of them left alone is as the other has it; where both made the same
    of it, it stands once; where they made different things of it, both are kept.
    """
    lines = (base.split("\n"), mine.split("\n"), theirs.split("\n"))
    return Merged(tuple(_joined(_parts(*lines))))


def _parts(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Part]:
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    stands = [
        line for line in range(len(base)) if line in in_mine and line in in_theirs
    ]
    at = [0, 0, 0]
    for line in stands:
        there = [line, in_mine[line], in_theirs[line]]
        yield from _made_of(
            base[at[0] : there[0]], mine[at[1] : there[1]], theirs[at[2] : there[2]]
        )
        yield Part((base[line],))
        at = [place + 1 for place in there]
    yield from _made_of(base[at[0] :], mine[at[1] :], theirs[at[2] :])


def _places(base: list[str], text: list[str]) -> dict[int, int]:
    """For each line of the base that stands in the text: where."""
    return {
        one.old_start + step: one.new_start + step
        for one in ranges(base, text)
        if one.kind == "same"
        for step in range(one.old_end - one.old_start)
    }


def _made_of(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[Part]:
    """One place: as whoever changed it has it, or both."""
    if theirs in (base, mine):
        chosen = Part(tuple(mine))
    elif mine == base:
        chosen = Part(tuple(theirs))
    else:
        chosen = Part(tuple(mine), tuple(theirs))
    if chosen.lines or chosen.theirs:
        yield chosen


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Parts that nobody disputes and that follow each other are one."""
    held: list[str] = []
    for part in parts:
        if part.theirs is None:
            held += part.lines
            continue
        if held:
            yield Part(tuple(held))
            held = []
        yield part
    if held:
        yield Part(tuple(held))
