"""The data map in words, for its page and for `docs/data-map.md`."""

from apps.staffing.rules.growth.data_map import COMMON, DATA_MAP
from apps.staffing.rules.growth.kept import Kept

NAMES = {
    "onetoone": "one-to-one",
    "developmentplan": "development plan",
    "personnelaction": "personnel action",
    "legalhold": "legal hold",
}
DAYS = {
    "on": "the day",
    "ends_on": "the last day",
    "written_at__date": "it was written",
    "cycle__ends_on": "the last day of the cycle",
    "effective_on": "the day from which it counts",
}


def how_long(one: Kept) -> str:
    """For how long a table's rows are kept, in words."""
    if one.follows:
        gone = f"with the {NAMES.get(one.follows, one.follows)}"
        return f"{one.own_end}; the row {gone}" if one.own_end else gone
    return f"{one.years} years after {_day(one)}"


def _day(one: Kept) -> str:
    """From which day on they count; a day of the table's own as its field says."""
    return DAYS.get(one.since) or one.fields[one.since].removeprefix("when ")


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
