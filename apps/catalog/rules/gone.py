"""Documents that files held before and hold no more. Nothing is deleted by it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from apps.catalog.rules.outcome import Gone, KnownEntity


def gone_from(
    files: Iterable[str], keys: Collection[str], known: Mapping[str, KnownEntity]
) -> tuple[Gone, ...]:
    """What an earlier import brought from these files and stands there no more.

    Files are the earlier ones again if they, or the zip around them, have the same
    name, or if they hold at least half of what came from a file of another name: a
    catalog's later export seldom keeps the name of the earlier one.
    """
    given = {origin(name) for name in files}
    before: dict[str, list[str]] = defaultdict(list)
    for key, entity in known.items():
        before[origin(entity.source)].append(key)
    missing = [
        key
        for place, held in before.items()
        if place in given or 2 * len(set(held) & set(keys)) >= len(held)
        for key in held
        if key not in keys
    ]
    return tuple(
        Gone(key, known[key].source, known[key].feeds) for key in sorted(missing)
    )


def origin(name: str) -> str:
    """The file, or the zip that it came in."""
    packed, ending, _ = name.partition(".zip/")
    return packed + ending.removesuffix("/")
