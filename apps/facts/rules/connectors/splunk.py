"""Splunk: the latest result of a saved search.

`POST /services/search/v2/jobs/export` with `loadjob savedsearch=…`: it runs nothing anew.
Splunk Enterprise REST API Reference, "search/v2/jobs/export".
"""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from apps.facts.rules.asking import (
    Answered,
    Asked,
    Place,
    Question,
    Reading,
    expect_answer,
    let_in,
    parse_json,
    part,
)
from apps.facts.rules.kinds import Fault

SEARCH = re.compile(r"[\w.@-]{1,60}:[\w.-]{1,60}:[^\"\\|\[\]`\n]{1,100}")
MOST_ROWS = 10_000
ERRORS = ("FATAL", "ERROR")


def ask(place: Place, asked: Asked, now: datetime) -> Question:
    """The last artifact of `owner:app:name`, in JSON."""
    wanted = asked.lines[0] if asked.lines else ""
    if not SEARCH.fullmatch(wanted):
        raise Fault("Name the saved search as owner:app:name.")
    search = f'| loadjob savedsearch="{wanted}"'
    fields = {"search": search, "output_mode": "json", "preview": "false"}
    url = place.address("services/search/v2/jobs/export")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return Question(url, {**let_in(place), **kind}, urlencode(fields).encode())


def read(asked: Asked, answered: Answered, now: datetime) -> list[Reading]:
    """The field that the second line names, of the first row; else how many rows."""
    expect_answer(answered)
    rows = _rows(answered.body)
    if len(asked.lines) == 1:
        return [Reading(asked.name, len(rows))]
    if not rows:
        raise Fault("The saved search found no row.")
    wanted = asked.lines[1]
    value = rows[0].get(wanted)
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str | int):
        raise Fault(f"The first row has no field “{wanted[:40]}”.")
    return [Reading(asked.name, value)]


def _rows(body: bytes) -> list[Any]:
    """The rows of a stream of JSON lines, less previews.

    Where there is no row, a last line still says so. A search that failed says nothing
    at all, or an error in the midst of the stream, and 200 either way.
    """
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise Fault("The saved search has too many rows: count them in it.")
    found = [parse_json(line) for line in lines]
    if not found or any(map(_has_failed, found)):
        raise Fault("Splunk could not load the saved search's result.")
    return [
        part(one, "result", dict)
        for one in found
        if isinstance(one, dict) and "result" in one and not one.get("preview")
    ]


def _has_failed(line: Any) -> bool:
    """Whether a line of the stream tells that the search went wrong."""
    told = line.get("messages") if isinstance(line, dict) else None
    return isinstance(told, list) and any(
        isinstance(one, dict) and one.get("type") in ERRORS for one in told
    )
