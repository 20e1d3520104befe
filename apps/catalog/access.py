"""Who may change applications and platforms, and import catalog files."""

from apps.accounts.models import Team, User
from apps.catalog.models import Application, Platform

EDIT, IMPORT = "catalog.edit_application", "catalog.import"


def can_edit_application(user: User, application: Application) -> bool:
    """The owner team's people, managers of a platform it runs on, administrators."""
    where = user.rights.scopes(EDIT)
    if where.everything or application.owner_team.slug in where.teams:
        return True
    return bool(where.platforms) and any(
        deployment.platform.slug in where.platforms
        for deployment in application.deployments.select_related("platform")
    )


def can_register_application(user: User) -> bool:
    """Whoever may edit the applications of some team."""
    where = user.rights.scopes(EDIT)
    return where.everything or bool(where.teams)


def can_register_for(user: User, team: Team) -> bool:
    """Whoever may edit that team's applications."""
    return user.rights.may(EDIT, team=team.slug)


def can_edit_platform(user: User, platform: Platform) -> bool:
    """The platform's managers, and administrators."""
    return user.rights.may("catalog.edit_platform", platform=platform.slug)


def can_register_platform(user: User) -> bool:
    """Those who manage every platform."""
    return user.rights.may("catalog.edit_platform")


def can_import(user: User) -> bool:
    """Importers for everybody; people who edit applications, for their own teams."""
    return bool(user.rights.scopes(IMPORT)) or can_register_application(user)


def importable_teams(user: User) -> frozenset[str] | None:
    """Whose things a person's import may touch: None is everybody's."""
    where = user.rights.scopes(EDIT)
    if user.rights.scopes(IMPORT) or where.everything:
        return None
    return where.teams
