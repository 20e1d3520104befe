"""Vendors, contracts, managed services, service levels, tickets and their figures."""

from apps.vendors.models.arrangements import (
    ArrangementUser,
    ServiceAssessment,
    SuppliedService,
)
from apps.vendors.models.books import Workbook
from apps.vendors.models.claims import CreditClaim
from apps.vendors.models.exclusions import Exclusion, ExclusionFile
from apps.vendors.models.figures import CalendarStamp, MonthFigure, Recount, Verdict
from apps.vendors.models.governance import AgendaItem, Decision, Review, ReviewAction
from apps.vendors.models.imports import SavedMapping, TicketImport
from apps.vendors.models.information import (
    Arrangement,
    Branch,
    BusinessFunction,
    FinancialEntity,
    OptionDefinition,
    ProviderDetails,
)
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
from apps.vendors.models.scores import MonthScore
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
    "Arrangement",
    "ArrangementUser",
    "Branch",
    "BusinessFunction",
    "CalendarStamp",
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
    "FinancialEntity",
    "FrozenTicket",
    "LevelVersion",
    "Maintenance",
    "ManagedService",
    "Measurement",
    "MonthFigure",
    "MonthScore",
    "OptionDefinition",
    "Outage",
    "Period",
    "ProviderDetails",
    "Recount",
    "Review",
    "ReviewAction",
    "Risk",
    "RiskRating",
    "SavedMapping",
    "ServiceAssessment",
    "ServiceLevel",
    "ServiceLocation",
    "StateSpan",
    "SuppliedService",
    "SupplyLink",
    "Ticket",
    "TicketImport",
    "Vendor",
    "Verdict",
    "Workbook",
    "seen_vendors",
]
