"""A number on the home page, and the list it counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tile:
    """A number, its words, and the address of exactly that list."""

    label: str
    count: int
    url: str
    icon: str
    tone: str = "blue"
