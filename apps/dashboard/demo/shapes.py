"""What the demonstration says of a vendor: its contracts, services, and their course."""

from dataclasses import dataclass

MONTHS = 18


@dataclass(frozen=True)
class Course:
    """How a service went: tickets a month, and shares (of 1) from first month to last.

    `good` is the share in time; `reopened`, `bounced` and `repeated` are shares of all.
    """

    volume: int
    good: tuple[float, float]
    satisfaction: float = 4.3
    reopened: float = 0.03
    bounced: float = 0.06
    repeated: float = 0.08


@dataclass(frozen=True)
class Run:
    """A managed service: which kind of work, on which platforms, by which calendar."""

    slug: str
    name: str
    kind: str
    calendar: str
    platforms: tuple[str, ...]
    charge: int
    shift: str
    places: tuple[tuple[str, str, bool, int], ...]
    course: Course
    down_minutes: int = 8


@dataclass(frozen=True)
class Deal:
    """A contract: days from today to its last day, and how it goes on."""

    reference: str
    title: str
    ends_in: int | None
    runs: tuple[Run, ...]
    renewal: str = "agreed"
    notice: int = 3
    state: str = "in_force"
    at_risk: int = 10
    earn_back: int = 0
    basis: str = "charge"
    currency: str = "EUR"


@dataclass(frozen=True)
class Supplier:
    """A vendor with its contracts; risk is 1 (low) to 4 (critical) with its reasons."""

    slug: str
    name: str
    legal_name: str
    tier: int
    country: str
    code: str
    risk: tuple[int, str]
    deals: tuple[Deal, ...]
    certificate_in: int = 200
