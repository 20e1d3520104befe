"""Weekly windows as people type them: a line of days and hours."""

import re
from collections.abc import Iterable, Mapping, Sequence

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LINE = re.compile(
    r"(?P<days>[A-Za-z,–\-\s]+?)\s+(?P<from>\d{1,2}:\d\d)\s*[–-]\s*(?P<until>\d{1,2}:\d\d)"
)
DAY_LETTERS = 3
WHOLE, LAST_MINUTE, SHORT_RUN = 24 * 60, 59, 2
Kept = Mapping[str, str | int]


def parse_windows(text: str) -> list[dict[str, str | int]]:
    """The windows of lines such as "Mon–Fri 08:00–20:00", by weekday and beginning.

    "Daily" is every day; an end that is not after the beginning is on the next day.
    ValueError, in words, at the first line that is none.
    """
    found: list[dict[str, str | int]] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        match = LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"“{line}” is no window: type it as Mon-Fri 08:00-20:00.")
        starts, ends = _clock(match["from"], line), _clock(match["until"], line)
        found += [
            {"weekday": day, "from": starts, "until": ends}
            for day in _days(match["days"], line)
        ]
    return sorted(found, key=lambda one: (one["weekday"], one["from"], one["until"]))


def _clock(text: str, line: str) -> str:
    hour, minute = map(int, text.split(":"))
    if minute > LAST_MINUTE or hour * 60 + minute > WHOLE:
        raise ValueError(f"“{line}”: {text} is no time of day.")
    return f"{hour:02}:{minute:02}"


def _days(text: str, line: str) -> list[int]:
    if text.strip().lower() in {"daily", "every day"}:
        return list(range(7))
    found: set[int] = set()
    for part in text.split(","):
        first, *last = (_day(one, line) for one in re.split(r"[–-]", part))
        end = last[0] if last else first
        found |= {(first + at) % 7 for at in range((end - first) % 7 + 1)}
    return sorted(found)


def _day(text: str, line: str) -> int:
    name = text.strip()[:DAY_LETTERS].capitalize()
    if name not in DAYS:
        raise ValueError(
            f"“{line}”: {text.strip() or 'nothing'} is no day of the week."
        )
    return DAYS.index(name)


def print_windows(windows: Sequence[Kept]) -> list[str]:
    """The same windows as lines; days that have the same hours share one."""
    by_hours: dict[tuple[str, str], list[int]] = {}
    for one in windows:
        hours = (str(one["from"]), str(one["until"]))
        by_hours.setdefault(hours, []).append(int(one["weekday"]))
    return [
        f"{_named(days)} {starts}–{ends}" for (starts, ends), days in by_hours.items()
    ]


def _named(days: Iterable[int]) -> str:
    """Runs of three days and more by their first and last."""
    numbers = sorted(set(days))
    if len(numbers) == len(DAYS):
        return "Daily"
    runs: list[list[int]] = []
    for one in numbers:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    parts: list[str] = []
    for run in runs:
        if len(run) > SHORT_RUN:
            parts.append(f"{DAYS[run[0]]}–{DAYS[run[-1]]}")
        else:
            parts += [DAYS[one] for one in run]
    return ", ".join(parts)
