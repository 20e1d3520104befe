"""Roles: what each may do, and how a person's grants are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import TextChoices


class Role(TextChoices):
    """The hats people wear. A person has each on a scope."""

    REQUESTER = "requester", "Requester"
    SUPPORT_ENGINEER = "support_engineer", "Support engineer"
    REVIEWER = "reviewer", "Reviewer"
    PLATFORM_MANAGER = "platform_manager", "Platform manager"
    VENDOR_MANAGER = "vendor_manager", "Vendor manager"
    TEAM_MANAGER = "team_manager", "Team manager"
    VENDOR_REPRESENTATIVE = "vendor_representative", "Vendor representative"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class ScopeKind(TextChoices):
    """What a role is given on."""

    EVERYTHING = "everything", "Everything"
    TEAM = "team", "A team and those below it"
    PLATFORM = "platform", "A platform"
    VENDOR = "vendor", "A vendor"
    CATEGORY = "category", "A criteria category"


PERMISSIONS: Mapping[Role, frozenset[str]] = {
    Role.REQUESTER: frozenset(
        {
            "catalog.edit_application",
            "facts.view",
            "onboarding.request",
            "onboarding.view",
        }
    ),
    Role.SUPPORT_ENGINEER: frozenset(
        {
            "catalog.edit_application",
            "facts.view",
            "onboarding.view",
            "vendors.view",
        }
    ),
    Role.REVIEWER: frozenset(
        {
            "facts.view",
            "onboarding.review",
            "onboarding.view",
        }
    ),
    Role.PLATFORM_MANAGER: frozenset(
        {
            "catalog.edit_application",
            "catalog.edit_platform",
            "catalog.import",
            "facts.edit",
            "facts.view",
            "integrations.view",
            "knowledge.edit_spaces",
            "knowledge.insights",
            "onboarding.approve",
            "onboarding.approve_waiver",
            "onboarding.assign",
            "onboarding.author_standard",
            "onboarding.go_live",
            "onboarding.insights",
            "onboarding.review",
            "onboarding.view",
            "staffing.plan",
            "vendors.view",
        }
    ),
    Role.VENDOR_MANAGER: frozenset(
        {
            "facts.view",
            "knowledge.insights",
            "onboarding.insights",
            "onboarding.view",
            "vendors.close",
            "vendors.edit",
            "vendors.exclude",
            "vendors.govern",
            "vendors.import",
            "vendors.measure",
            "vendors.view",
            "vendors.view_money",
        }
    ),
    Role.TEAM_MANAGER: frozenset(
        {
            "accounts.edit_team",
            "catalog.edit_application",
            "facts.view",
            "knowledge.insights",
            "onboarding.approve",
            "onboarding.insights",
            "onboarding.request",
            "onboarding.view",
            "staffing.edit",
            "staffing.plan",
            "vendors.view",
        }
    ),
    Role.VENDOR_REPRESENTATIVE: frozenset({"vendors.represent"}),
    Role.AUDITOR: frozenset(
        {
            "accounts.view_grants",
            "facts.view",
            "integrations.view",
            "knowledge.insights",
            "knowledge.read_all",
            "onboarding.insights",
            "onboarding.view",
            "reminders.view_rules",
            "vendors.view",
            "vendors.view_money",
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            "accounts.edit_grants",
            "accounts.edit_people",
            "accounts.edit_team",
            "accounts.view_grants",
            "calendars.edit",
            "catalog.edit_application",
            "catalog.edit_platform",
            "catalog.import",
            "facts.edit",
            "facts.view",
            "integrations.edit",
            "integrations.view",
            "knowledge.edit_spaces",
            "knowledge.insights",
            "knowledge.read_all",
            "onboarding.approve",
            "onboarding.approve_waiver",
            "onboarding.assign",
            "onboarding.author_standard",
            "onboarding.go_live",
            "onboarding.insights",
            "onboarding.request",
            "onboarding.review",
            "onboarding.view",
            "reminders.edit_rules",
            "reminders.view_rules",
            "staffing.edit",
            "staffing.plan",
            "vendors.close",
            "vendors.edit",
            "vendors.exclude",
            "vendors.govern",
            "vendors.import",
            "vendors.measure",
            "vendors.view",
            "vendors.view_money",
        }
    ),
}


@dataclass(frozen=True)
class Scopes:
    """Where a person holds a permission."""

    everything: bool = False
    teams: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether they hold it anywhere at all."""
        return self.everything or any(
            (self.teams, self.platforms, self.vendors, self.categories)
        )


@dataclass(frozen=True)
class Held:
    """One grant as the rules read it; a team's keys include the teams below it."""

    role: Role
    kind: ScopeKind
    keys: frozenset[str] = frozenset()


class Rights:
    """What one person may do, and where."""

    def __init__(self, held: Iterable[Held]) -> None:
        self.held = tuple(held)
        self._scopes: dict[str, Scopes] = {}

    @property
    def roles(self) -> frozenset[Role]:
        """The roles they hold on any scope."""
        return frozenset(one.role for one in self.held)

    @cached_property
    def permissions(self) -> frozenset[str]:
        """What they hold anywhere at all."""
        everywhere = ScopeKind.EVERYTHING
        roles = {one.role for one in self.held if one.keys or one.kind == everywhere}
        return frozenset().union(*(PERMISSIONS[role] for role in roles))

    def scopes(self, permission: str) -> Scopes:
        """Where they hold this permission; worked out when it is first asked."""
        if permission not in self._scopes:
            self._scopes[permission] = self._found(permission)
        return self._scopes[permission]

    def _found(self, permission: str) -> Scopes:
        held = [one for one in self.held if permission in PERMISSIONS[one.role]]

        def keys(kind: ScopeKind) -> frozenset[str]:
            return frozenset().union(*(one.keys for one in held if one.kind == kind))

        return Scopes(
            everything=any(one.kind == ScopeKind.EVERYTHING for one in held),
            teams=keys(ScopeKind.TEAM),
            platforms=keys(ScopeKind.PLATFORM),
            vendors=keys(ScopeKind.VENDOR),
            categories=keys(ScopeKind.CATEGORY),
        )

    def may(
        self,
        permission: str,
        *,
        team: str = "",
        platform: str = "",
        vendor: str = "",
        category: str = "",
    ) -> bool:
        """Whether they hold it everywhere, or on one of the things named (by slug)."""
        where = self.scopes(permission)
        return (
            where.everything
            or team in where.teams
            or platform in where.platforms
            or vendor in where.vendors
            or category in where.categories
        )
