"""Who may say what the portal asks, and who may tell it facts."""

from apps.accounts.models import User
from apps.catalog.access import can_edit_application
from apps.catalog.models import Application, Platform
from apps.facts.models import Check, Connector

EDIT = "facts.edit"


def can_view(user: User) -> bool:
    """Everybody inside."""
    return user.is_internal


def can_edit(user: User, platform: Platform) -> bool:
    """The platform's managers, and administrators."""
    return user.rights.may(EDIT, platform=platform.slug)


def can_edit_some(user: User) -> bool:
    """Whoever may say for some platform what is asked."""
    return bool(user.rights.scopes(EDIT))


def can_edit_connector(user: User, connector: Connector) -> bool:
    """Those of its platform."""
    return can_edit(user, connector.platform)


def can_edit_check(user: User, check: Check) -> bool:
    """Those of its connector's platform; of what the portal knows, administrators."""
    if check.connector:
        return can_edit_connector(user, check.connector)
    return user.rights.may(EDIT)


def can_tell(user: User, application: Application) -> bool:
    """Whoever may change the application: facts, deployments, exercises, checking now."""
    return can_edit_application(user, application)
