"""What the demonstration's services are measured by: levels, versions, credit bands."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from apps.calendars.models import BusinessCalendar
from apps.vendors.models import CreditBand, LevelVersion, ManagedService, ServiceLevel

MINUTE, HOUR = 60, 3600
PAUSES = ["Awaiting customer", "Awaiting approval"]


@dataclass(frozen=True)
class Promise:
    """A level with what it asks for; `raised` is its goal in the newer version."""

    slug: str
    name: str
    measure: str
    goal: str
    bands: tuple[tuple[str, str], ...] = ()
    raised: str = ""
    calendar: str = ""
    asks: dict[str, Any] = field(default_factory=dict)


P1_RESPONSE = Promise(
    *("response-p1-p2", "Response, P1 and P2", "response", "95"),
    asks={
        "priorities": [1, 2],
        "target_seconds": 30 * MINUTE,
        "stops_when": "responded",
        "minimum_volume": 4,
        "weight": 2,
    },
)
URGENT = Promise(
    *("resolution-p1-p2", "Resolution, P1 and P2", "resolution", "90"),
    bands=(("90", "2"), ("80", "5")),
    asks={
        "priorities": [1, 2],
        "target_seconds": 4 * HOUR,
        "minimum_volume": 4,
        "is_critical": True,
        "weight": 3,
        "tolerance": 5,
    },
)
USUAL = Promise(
    *("resolution-p3-p4", "Resolution, P3 and P4", "resolution", "93"),
    bands=(("95", "2"), ("90", "4"), ("85", "6")),
    raised="95",
    asks={"priorities": [3, 4], "target_seconds": 16 * HOUR, "weight": 3},
)
ANSWER = Promise(
    *("response-all", "Response", "response", "95"),
    bands=(("95", "1"), ("90", "2")),
    asks={"target_seconds": 2 * HOUR, "stops_when": "responded", "weight": 2},
)
UP = Promise(
    *("availability", "Availability", "availability", "99.9"),
    bands=(("99.9", "2"), ("99.5", "5")),
    calendar="around-the-clock",
    asks={"tolerance": Decimal("0.2"), "is_critical": True, "weight": 3},
)
FIRST_FIX = Promise(
    *("first-time-fix", "First-time fix", "first_time_fix", "66"),
    asks={"tolerance": 4},
)
STAYS_FIXED = Promise("not-reopened", "Not reopened", "reopened", "94")
HAPPY = Promise(
    *("satisfaction", "Satisfaction, 4 or 5 of 5", "satisfaction", "80"),
    asks={"minimum_volume": 5, "tolerance": 5, "weight": 2},
)
CHANGES = Promise(
    *("changes", "Changes done as agreed", "changes", "95"),
    bands=(("95", "2"),),
    asks={"types": ["Change"], "weight": 2},
)
PATCHES = Promise(
    *("patches", "Patches in 14 days", "manual", "95"),
    bands=(("95", "1"),),
    asks={"tolerance": 3},
)
HANDOVER = Promise(
    *("escalation", "Handover between the teams", "response", "90"),
    asks={"target_seconds": HOUR, "stops_when": "state", "weight": 0},
)
KINDS = {
    "operations": [P1_RESPONSE, URGENT, USUAL, UP, STAYS_FIXED, PATCHES],
    "watch": [P1_RESPONSE, URGENT, USUAL, UP],
    "desk": [ANSWER, USUAL, FIRST_FIX, STAYS_FIXED, HAPPY],
    "deskless": [ANSWER, URGENT, USUAL],
    "changes": [USUAL, CHANGES, STAYS_FIXED, PATCHES],
}


def promise(
    service: ManagedService, kind: str, first: date, raised: date
) -> list[ServiceLevel]:
    """Give a service the levels of its kind, the raised ones with a second version."""
    found = []
    for position, one in enumerate(KINDS[kind]):
        level = ServiceLevel.objects.create(
            service=service,
            slug=one.slug,
            name=one.name,
            measure=one.measure,
            position=position,
        )
        _version(level, one, first, one.goal)
        if one.raised:
            _version(level, one, raised, one.raised)
        found.append(level)
    if kind == "operations":
        found.append(_between_teams(service, first))
    return found


def _between_teams(service: ManagedService, first: date) -> ServiceLevel:
    """An OLA of the bank's own teams: shown, without weight."""
    level = ServiceLevel.objects.create(
        service=service,
        slug=HANDOVER.slug,
        name=HANDOVER.name,
        measure=HANDOVER.measure,
        agreement=ServiceLevel.Agreement.OLA,
        position=99,
    )
    version = _version(level, HANDOVER, first, HANDOVER.goal)
    version.stop_states = ["In progress"]
    version.save(update_fields=["stop_states"])
    return level


def _version(level: ServiceLevel, one: Promise, since: date, goal: str) -> LevelVersion:
    calendar = BusinessCalendar.objects.filter(slug=one.calendar).first()
    version = LevelVersion.objects.create(
        level=level,
        valid_from_on=since,
        goal=Decimal(goal),
        calendar=calendar,
        pause_states=PAUSES,
        **one.asks,
    )
    CreditBand.objects.bulk_create(
        CreditBand(version=version, below=Decimal(below), credit=Decimal(credit))
        for below, credit in one.bands
        if Decimal(below) <= Decimal(goal)
    )
    return version
