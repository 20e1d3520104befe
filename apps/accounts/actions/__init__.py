"""What people do with their account, teams, roles and tokens."""

from apps.accounts.actions.filters import delete_filter, save_filter
from apps.accounts.actions.grants import (
    appoint_administrator,
    grant,
    internal_organisation,
    withdraw_grant,
)
from apps.accounts.actions.people import (
    add_member,
    add_person,
    amend_profile,
    amend_team,
    remove_member,
    set_active,
    set_theme,
)
from apps.accounts.actions.tokens import (
    LONGEST_TOKEN,
    make_token,
    revoke_token,
    use_token,
)

__all__ = [
    "LONGEST_TOKEN",
    "add_member",
    "add_person",
    "amend_profile",
    "amend_team",
    "appoint_administrator",
    "delete_filter",
    "grant",
    "internal_organisation",
    "make_token",
    "remove_member",
    "revoke_token",
    "save_filter",
    "set_active",
    "set_theme",
    "use_token",
    "withdraw_grant",
]
