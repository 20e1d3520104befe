"""Mappings that come with the portal, and the guess at one by looking at a file."""

from collections.abc import Mapping, Sequence

from apps.vendors.rules.tickets.csv_rows import Row
from apps.vendors.rules.tickets.instants import MONTHS, NAMED, YEAR_LAST
from apps.vendors.rules.tickets.mapping import (
    EVENTS,
    FIELDS,
    NEEDED,
    TICKETS,
    TicketMapping,
    plain,
)

SERVICENOW = {
    "number": ("number", "task_number"),
    "opened_at": ("opened_at", "opened", "sys_created_on", "created"),
    "first_response_at": ("first_response_at", "u_first_response", "response time"),
    "resolved_at": ("resolved_at", "resolved"),
    "closed_at": ("closed_at", "closed"),
    "state": ("incident_state", "state"),
    "priority": ("priority",),
    "type": ("sys_class_name", "task type"),
    "title": ("short_description",),
    "group": ("assignment_group",),
    "category": ("category",),
    "item": ("cmdb_ci", "configuration item"),
    "location": ("location",),
    "reopen_count": ("reopen_count",),
    "reassignment_count": ("reassignment_count",),
    "made_sla": ("made_sla",),
}
READY: Mapping[str, TicketMapping] = {
    "ServiceNow incidents": TicketMapping(
        layout=TICKETS, columns=SERVICENOW, type="incident"
    ),
    "ServiceNow event log": TicketMapping(
        layout=EVENTS,
        columns={
            **SERVICENOW,
            "updated_at": ("sys_updated_at", "sys_updated_on", "updated"),
            "sequence": ("sys_mod_count", "updates"),
        },
        type="incident",
    ),
    "Jira Service Management": TicketMapping(
        layout=TICKETS,
        columns={
            "number": ("Issue key", "Key"),
            "title": ("Summary",),
            "type": ("Issue Type",),
            "priority": ("Priority",),
            "state": ("Status",),
            "opened_at": ("Created",),
            "first_response_at": ("Time to first response completed", "First response"),
            "resolved_at": ("Resolved", "Resolution date"),
            "updated_at": ("Updated",),
            "category": ("Component/s", "Components", "Request Type"),
            "group": ("Team", "Assignee group"),
            "satisfaction": ("Satisfaction rating", "Satisfaction"),
        },
        states={
            "waiting for customer": "Awaiting customer",
            "waiting for support": "Active",
            "pending": "Awaiting vendor",
            "open": "New",
            "to do": "New",
        },
    ),
    "Generic": TicketMapping(
        layout=TICKETS, columns={key: one.words for key, one in FIELDS.items()}
    ),
}


def fitting(headings: Sequence[str], known: Mapping[str, TicketMapping]) -> str:
    """The name of the mapping that finds most columns in a file; "" if none has enough."""
    best, most = "", 0
    for name, mapping in known.items():
        places = mapping.places(headings)
        is_whole = all(key in places for key in NEEDED[mapping.layout])
        if is_whole and len(places) > most:
            best, most = name, len(places)
    return best


def looked_at(
    mapping: TicketMapping, headings: Sequence[str], rows: Sequence[Row]
) -> TicketMapping:
    """The mapping with the columns that this file has, and dates in its order."""
    places = mapping.places(headings)
    columns = {key: headings[place] for key, place in places.items()}
    order = day_order([row[place] for row in rows for place in instants(places, row)])
    return TicketMapping.from_json(
        {**mapping.as_json(), "columns": columns, "order": order or mapping.order}
    )


def instants(places: Mapping[str, int], row: Row) -> list[int]:
    """Where a row has dates."""
    return [
        place
        for key, place in places.items()
        if FIELDS[key].kind == "instant" and place < len(row)
    ]


def guess(headings: Sequence[str], rows: Sequence[Row]) -> TicketMapping:
    """A mapping made up from the headings and first rows alone."""
    by_word = {word: key for key, one in FIELDS.items() for word in one.words}
    columns: dict[str, str] = {}
    for heading in headings:
        key = by_word.get(plain(heading))
        if key:
            columns.setdefault(key, heading)
    made = TicketMapping(columns=columns)
    places = made.places(headings)
    is_log = all(key in places for key in NEEDED[EVENTS]) and _repeats(
        rows, places["number"]
    )
    layout = EVENTS if is_log else TICKETS
    return looked_at(TicketMapping(layout=layout, columns=columns), headings, rows)


def _repeats(rows: Sequence[Row], place: int) -> bool:
    """Whether several rows speak of the same ticket."""
    numbers = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return len(set(numbers)) < len(numbers) * 0.9


def day_order(texts: Sequence[str]) -> str:
    """Whether days or months come first, where the dates show it; "" where they don't."""
    for text in texts:
        found = YEAR_LAST.match(text.strip())
        if found and int(found[1]) > len(MONTHS) + 1:
            return "day"
        if found and int(found[2]) > len(MONTHS) + 1:
            return "month"
        if NAMED.match(text.strip()):
            return "day"
    return ""
