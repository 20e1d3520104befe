"""Vendors, contracts, managed services, service levels, tickets and their figures."""

from apps.vendors.models.claims import CreditClaim
from apps.vendors.models.exclusions import Exclusion, ExclusionFile
from apps.vendors.models.figures import MonthFigure, Recount, Verdict
from apps.vendors.models.governance import (
    AgendaItem,
    Decision,
    Review,
    ReviewAction,
)
from apps.vendors.models.imports import SavedMapping, TicketImport
from apps.vendors.models.levels import CreditBand, LevelVersion, ServiceLevel
from apps.vendors.models.measures import Maintenance, Measurement, Outage
from apps.vendors.models.periods import Closure, FrozenTicket, Period
from apps.vendors.models.register import (
    Charge,
    Contract,
    ContractFile,
    ManagedService,
    ServiceLocation,
)
from apps.vendors.models.risks import Risk
from apps.vendors.models.tickets import StateSpan, Ticket
from apps.vendors.models.vendors import (
    Certificate,
    Contact,
    RiskRating,
    SupplyLink,
    Vendor,
    seen_vendors,
)

__all__ = [
    "AgendaItem",
    "Certificate",
    "Charge",
    "Closure",
    "Contact",
    "Contract",
    "ContractFile",
    "CreditBand",
    "CreditClaim",
    "Decision",
    "Exclusion",
    "ExclusionFile",
    "FrozenTicket",
    "LevelVersion",
    "Maintenance",
    "ManagedService",
    "Measurement",
    "MonthFigure",
    "Outage",
    "Period",
    "Recount",
    "Review",
    "ReviewAction",
    "Risk",
    "RiskRating",
    "SavedMapping",
    "ServiceLevel",
    "ServiceLocation",
    "StateSpan",
    "SupplyLink",
    "Ticket",
    "TicketImport",
    "Vendor",
    "Verdict",
    "seen_vendors",
]
