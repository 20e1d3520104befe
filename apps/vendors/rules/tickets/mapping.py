"""What a file's columns and words mean: the mapping, and the fields it fills."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from apps.vendors.rules.tickets.instants import ORDERS

TICKETS, EVENTS = "tickets", "events"
LAYOUTS = {
    TICKETS: "One row a ticket",
    EVENTS: "An event log: several rows a ticket, one an update",
}
UNKNOWN = ("", "?", "-", "n/a", "none", "null", "(empty)")


@dataclass(frozen=True)
class Field:
    """Something we keep of a ticket: how it is read, and how long it may be."""

    label: str
    kind: str
    longest: int = 0
    words: tuple[str, ...] = ()


FIELDS: Mapping[str, Field] = {
    "number": Field(
        "Number", "text", 60, ("number", "key", "issuekey", "ticketnumber", "ticketid",
                               "incidentnumber", "incidentid", "caseid", "ticket", "id")
    ),
    "opened_at": Field(
        "Opened", "instant", words=("openedat", "opened", "created", "createdat",
                                    "createddate", "opendate", "reported", "syscreatedat")
    ),
    "first_response_at": Field(
        "First response", "instant", words=("firstresponseat", "firstresponse",
                                            "responded", "respondedat", "firstresponsetime")
    ),
    "resolved_at": Field(
        "Resolved", "instant", words=("resolvedat", "resolved", "resolutiondate",
                                      "resolveddate", "solved")
    ),
    "closed_at": Field(
        "Closed", "instant", words=("closedat", "closed", "closeddate", "closuredate")
    ),
    "state": Field(
        "State", "state", 60, ("state", "incidentstate", "status", "ticketstate")
    ),
    "updated_at": Field(
        "Updated", "instant", words=("sysupdatedat", "sysupdatedon", "updated",
                                     "updatedat", "eventtime", "changedat", "timestamp")
    ),
    "sequence": Field(
        "Number of the update", "whole", words=("sysmodcount", "sequence", "updates",
                                                "eventnumber")
    ),
    "priority": Field("Priority", "priority", words=("priority", "prio", "severity")),
    "type": Field("Type", "text", 40, ("type", "issuetype", "tickettype", "tasktype",
                                       "sysclassname")),
    "title": Field("Title", "text", 250, ("title", "shortdescription", "summary",
                                          "subject")),
    "group": Field("Assignment group", "text", 120, ("assignmentgroup", "group", "team",
                                                     "assignedgroup", "resolvergroup")),
    "category": Field("Category", "text", 120, ("category", "components", "component")),
    "item": Field("Configuration item", "text", 120, ("cmdbci", "configurationitem",
                                                      "ci", "asset")),
    "location": Field("Requester's location", "text", 120, ("location", "site",
                                                            "office")),
    "reopen_count": Field("Times reopened", "whole", words=("reopencount", "reopened",
                                                            "reopens")),
    "reassignment_count": Field(
        "Times reassigned", "whole", words=("reassignmentcount", "reassigned",
                                            "reassignments")
    ),
    "satisfaction": Field("Satisfaction, 1 to 5", "rating",
                          words=("satisfaction", "csat", "satisfactionrating", "rating")),
    "was_fixed_first_time": Field(
        "Fixed first time", "flag", words=("fixedfirsttime", "firsttimefix",
                                           "wasfixedfirsttime", "firstcallresolution")
    ),
    "was_compliant": Field("Change was compliant", "flag",
                           words=("wascompliant", "compliant")),
    "made_sla": Field("The source's own verdict", "flag",
                      words=("madesla", "slamet", "withinsla")),
}  # fmt: skip
NEEDED = {TICKETS: ("number", "opened_at"), EVENTS: ("number", "updated_at", "state")}


def plain(heading: str) -> str:
    """A heading by its letters and digits alone, so that spelling hardly matters."""
    return re.sub(r"[\W_]+", "", heading.casefold())


@dataclass(frozen=True)
class TicketMapping:
    """How a file is told into our words.

    `columns` names, for a field, the heading of its column, or several of which the
    first that the file has is meant. `priorities` and `states` translate words (in any
    case); states that are not named stay as they are. In `new_states` nobody has
    answered yet. All of it is plain JSON.
    """

    layout: str = TICKETS
    columns: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    zone: str = "UTC"
    order: str = "day"
    formats: Sequence[str] = ()
    unknown: Sequence[str] = UNKNOWN
    priorities: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    new_states: Sequence[str] = ("New",)
    type: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "TicketMapping":
        """As it was kept; what is missing is as usual, what is strange is left out."""
        names = cls.__dataclass_fields__
        return cls(**{key: value for key, value in data.items() if key in names})

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    def places(self, headings: Sequence[str]) -> dict[str, int]:
        """Where the file has the column of each field."""
        exact = {name: place for place, name in reversed(list(enumerate(headings)))}
        loose = {
            plain(name): place for place, name in reversed(list(enumerate(headings)))
        }
        found = {}
        for key, named in self.columns.items():
            for one in [named] if isinstance(named, str) else named:
                place = exact.get(one, loose.get(plain(one)))
                if key in FIELDS and one and place is not None:
                    found[key] = place
                    break
        return found


def faults(mapping: TicketMapping) -> list[str]:
    """Why a mapping can't be used, whatever the file."""
    found = []
    if mapping.layout not in LAYOUTS:
        found.append("Choose whether a row is a ticket or an update.")
    if mapping.order not in ORDERS:
        found.append("Choose whether days or months come first.")
    if fault := zone_fault(mapping.zone):
        found.append(fault)
    found += [
        f"{FIELDS[key].label}: choose its column."
        for key in NEEDED.get(mapping.layout, ())
        if not mapping.columns.get(key)
    ]
    return found


def zone_fault(zone: str) -> str:
    """That there is no such time zone; nothing where there is."""
    return "" if zone in known_zones() else f"There is no time zone “{zone}”."


def missing(mapping: TicketMapping, headings: Sequence[str]) -> list[str]:
    """The needed fields whose columns the file lacks, by their labels."""
    places = mapping.places(headings)
    needed = NEEDED[mapping.layout]
    return [FIELDS[key].label for key in needed if key not in places]


@cache
def known_zones() -> frozenset[str]:
    """The names of all time zones there are."""
    return frozenset(available_timezones())


def lowered(words: Iterable[str]) -> frozenset[str]:
    """Words in small letters, without space around them."""
    return frozenset(word.strip().lower() for word in words)
