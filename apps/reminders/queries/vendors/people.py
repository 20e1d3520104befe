"""Who looks after vendors, and who represents them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from apps.accounts.models import Grant
from apps.accounts.roles import Role, ScopeKind
from apps.vendors.models import Vendor


@dataclass(frozen=True)
class People:
    """Who looks after vendors by grant, by the vendor's slug, and who represents them."""

    managers: dict[str, list[int]]
    everywhere: list[int]
    representatives: dict[int, list[int]]

    def manage(self, vendor: Vendor) -> list[int]:
        """Its manager; without one, those of this vendor by grant, or of all vendors."""
        if vendor.manager_id:
            return [vendor.manager_id]
        return self.managers.get(vendor.slug) or self.everywhere

    def other_than(self, person: int, vendor: Vendor) -> list[int]:
        """Who manages it, but for one person: then any other who may."""
        found = [pk for pk in self.manage(vendor) if pk != person]
        all_of_them = [*self.managers.get(vendor.slug, []), *self.everywhere]
        return found or [pk for pk in all_of_them if pk != person]

    def represent(self, vendor: Vendor) -> list[int]:
        """Its own people who log in for it."""
        return self.representatives.get(vendor.organisation_id or 0, [])


def people() -> People:
    """Of every vendor. One query."""
    roles = [Role.VENDOR_MANAGER, Role.VENDOR_REPRESENTATIVE]
    rows = Grant.objects.filter(role__in=roles, user__is_active=True).order_by("user")
    found = People(defaultdict(list), [], defaultdict(list))
    for role, kind, slug, user, organisation in rows.values_list(
        "role", "scope_kind", "scope_key", "user_id", "user__organisation_id"
    ):
        if role == Role.VENDOR_REPRESENTATIVE:
            found.representatives[organisation].append(user)
        elif kind == ScopeKind.VENDOR:
            found.managers[slug].append(user)
        elif kind == ScopeKind.EVERYTHING:
            found.everywhere.append(user)
    return found


def at_midnight(day: date) -> datetime:
    """When the day begins (UTC)."""
    return datetime.combine(day, time(), tzinfo=UTC)
