"""Who may do what with reminders."""

from apps.accounts.models import Team, User
from apps.reminders.models import Channel


def can_view_rules(user: User) -> bool:
    """Administrators, and auditors without changing anything."""
    return user.rights.may("reminders.view_rules")


def can_edit_rules(user: User) -> bool:
    """Administrators."""
    return user.rights.may("reminders.edit_rules")


def can_edit_channel(user: User, channel: Channel) -> bool:
    """Its owner; for a team's, who manages the team; administrators."""
    if channel.team:
        return can_edit_channels_of(user, channel.team)
    return channel.owner_id == user.pk


def can_edit_channels_of(user: User, team: Team) -> bool:
    """Who manages the team, by name or by grant."""
    return team.manager_id == user.pk or user.rights.may(
        "accounts.edit_team", team=team.slug
    )
