"""People who log in, their organisations, teams, roles, saved filters and tokens."""

from apps.accounts.models.own import ApiToken, SavedFilter
from apps.accounts.models.people import (
    Grant,
    Membership,
    Organisation,
    Team,
    User,
    check_time_zone,
    read_rights,
)

__all__ = [
    "ApiToken",
    "Grant",
    "Membership",
    "Organisation",
    "SavedFilter",
    "Team",
    "User",
    "check_time_zone",
    "read_rights",
]
