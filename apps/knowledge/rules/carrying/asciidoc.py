"""AsciiDoc before it is converted: what would reach for other files is taken out."""

import re
from dataclasses import dataclass, field

TITLE = re.compile(r"^= +(\S.*)$")
ATTRIBUTE = re.compile(r"^:([\w-]+):\s*(.*)$")
INCLUDE = re.compile(r"^include::(\S*)\[")
CONDITION = re.compile(r"^(ifdef|ifndef|ifeval|endif)::")
NAMED = re.compile(r"\{([\w-]+)\}")


@dataclass
class Prepared:
    """A text for the converter; `lost` are lines, counted from 0, and what they were."""

    text: str
    title: str = ""
    labels: str = ""
    folders: list[str] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)


def prepared(text: str) -> Prepared:
    """Without includes and conditions; the title and attributes that we know."""
    ready = Prepared("")
    lines = []
    attributes: dict[str, str] = {}
    for number, line in enumerate(text.split("\n")):
        kept, why = _kept(line)
        if why:
            ready.lost.append((number, why))
        if not ready.title and (found := TITLE.match(line)):
            ready.title = found[1].strip()
        if found := ATTRIBUTE.match(line):
            attributes[found[1].lower()] = found[2].strip()
        lines.append(kept)
    ready.text = "\n".join(lines)
    ready.title = NAMED.sub(lambda one: attributes.get(one[1], one[0]), ready.title)
    ready.labels = attributes.get("keywords", "")
    ready.folders = [attributes["imagesdir"]] if attributes.get("imagesdir") else []
    return ready


def _kept(line: str) -> tuple[str, str]:
    """What is left of a line, and what was wrong with the rest."""
    if found := INCLUDE.match(line):
        return "", f"The text of {found[1]}, which it includes, is not taken in."
    if found := CONDITION.match(line):
        if found[1] == "endif":
            return "", ""
        return (
            "",
            f"The condition “{line.strip()[:80]}” is not judged; its text is kept.",
        )
    return line, ""
