"""The data map in words, for its page and for `docs/data-map.md`."""

from apps.staffing.rules.growth.data_map import COMMON, DATA_MAP, Kept


def how_long(one: Kept) -> str:
    """For how long a table's rows are kept, in words."""
    if one.own_end:
        return f"{one.own_end}; the row with the {one.follows}"
    if one.follows:
        return f"with the {one.follows}"
    end = one.since.replace("__date", "").replace("__", " ").replace("_", " ")
    return f"{one.years} years after {end}"


def as_markdown() -> str:
    """The data map as the table of `docs/data-map.md`."""
    lines = [
        "| Table | Field | What it is | Purpose | Ground | Kept |",
        "|---|---|---|---|---|---|",
    ]
    for one in DATA_MAP:
        for field, words in {**COMMON, **one.fields}.items():
            cells = (one.table, field, words, one.purpose, one.ground, how_long(one))
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
