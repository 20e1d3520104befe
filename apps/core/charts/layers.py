"""Places for a graph: columns by the longest way, rows so that few arrows cross."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Pair = tuple[str, str]
SWEEPS = 6


@dataclass(frozen=True)
class Point:
    """A place: which column, and how far down it."""

    column: int
    row: float


@dataclass(frozen=True)
class Layout:
    """Where each key stands, and the places that each arrow passes."""

    places: dict[str, Point]
    ways: dict[Pair, list[Point]]
    columns: int
    height: float


def lay_out(keys: Sequence[str], pairs: Sequence[Pair]) -> Layout:
    """Columns, rows and ways for these keys and arrows; circles are allowed."""
    forward = _without_circles(keys, [p for p in pairs if p[0] != p[1]])
    column = _columns(keys, forward)
    chains = {pair: _chain(pair, column) for pair in forward}
    order = _ordered(keys, column, chains)
    height = max((len(one) for one in order), default=0)
    places = {
        name: Point(at, row + (height - len(names)) / 2)
        for at, names in enumerate(order)
        for row, name in enumerate(names)
    }
    ways = {}
    for source, target in pairs:
        way = [places[n] for n in chains.get((source, target), [])]
        back = [places[n] for n in reversed(chains.get((target, source), []))]
        ways[source, target] = way or back or [places[source], places[target]]
    kept = {key: places[key] for key in keys}
    return Layout(kept, ways, max(len(order), 1), height)


def _without_circles(keys: Sequence[str], pairs: Sequence[Pair]) -> list[Pair]:
    """The arrows with those turned round that would close a circle."""
    below: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        below[source].append(target)
    done: set[str] = set()
    kept: dict[Pair, None] = {}
    for start in keys:
        if start in done:
            continue
        path, stack = {start}, [(start, iter(below[start]))]
        while stack:
            key, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                path.discard(key)
                done.add(key)
            elif step in path:
                kept[step, key] = None
            else:
                kept[key, step] = None
                if step not in done:
                    path.add(step)
                    stack.append((step, iter(below[step])))
    return [
        pair for pair in kept if (pair[1], pair[0]) not in kept or pair[0] < pair[1]
    ]


def _columns(keys: Sequence[str], pairs: Sequence[Pair]) -> dict[str, int]:
    """Each key stands right of all that point at it, by the longest way."""
    column = dict.fromkeys(keys, 0)
    for _ in keys:
        is_settled = True
        for source, target in pairs:
            if column[target] <= column[source]:
                column[target] = column[source] + 1
                is_settled = False
        if is_settled:
            break
    return column


def _chain(pair: Pair, column: dict[str, int]) -> list[str]:
    """The arrow's ends, and a free place in each column it passes."""
    source, target = pair
    between = range(column[source] + 1, column[target])
    return [source, *(f"{source}\n{target}\n{at}" for at in between), target]


def _ordered(
    keys: Sequence[str], column: dict[str, int], chains: dict[Pair, list[str]]
) -> list[list[str]]:
    """The columns from top to bottom, each key near the middle of its neighbours."""
    order: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for key in keys:
        order[column[key]].append(key)
    left: dict[str, list[str]] = defaultdict(list)
    right: dict[str, list[str]] = defaultdict(list)
    for (source, _), chain in chains.items():
        for at, name in enumerate(chain[1:-1], start=1):
            order[column[source] + at].append(name)
        for one, other in pairwise(chain):
            left[other].append(one)
            right[one].append(other)
    for sweep in range(SWEEPS):
        near, columns = (left, order) if sweep % 2 == 0 else (right, order[::-1])
        for before, names in pairwise(columns):
            _by_neighbours(names, before, near)
    return order


def _by_neighbours(
    names: list[str], before: list[str], near: dict[str, list[str]]
) -> None:
    row = {name: at for at, name in enumerate(before)}
    own = {name: at for at, name in enumerate(names)}

    def middle(name: str) -> float:
        rows = [row[one] for one in near[name] if one in row]
        return sum(rows) / len(rows) if rows else own[name]

    names.sort(key=middle)
