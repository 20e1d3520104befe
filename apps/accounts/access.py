"""Who may change people, teams and roles."""

from apps.accounts.models import Team, User


def can_edit_people(user: User) -> bool:
    """Administrators."""
    return user.rights.may("accounts.edit_people")


def can_edit_team(user: User, team: Team) -> bool:
    """Administrators, and the team's managers."""
    return user.rights.may("accounts.edit_team", team=team.slug)


def can_view_grants(user: User) -> bool:
    """Administrators and auditors."""
    return user.rights.may("accounts.view_grants")


def can_edit_grants(user: User) -> bool:
    """Administrators."""
    return user.rights.may("accounts.edit_grants")


def can_read_story(user: User, person: User) -> bool:
    """One's own story, and everybody's for who may see roles: it tells them."""
    return user.pk == person.pk or can_view_grants(user)
