"""Who may do what with integrations."""

from apps.accounts.models import User


def can_view(user: User) -> bool:
    """Who sees what comes in and goes out: administrators, auditors, managers of platforms."""
    return user.is_internal and bool(user.rights.scopes("integrations.view"))


def can_edit(user: User) -> bool:
    """Who sets integrations up: administrators."""
    return user.is_internal and user.rights.may("integrations.edit")
