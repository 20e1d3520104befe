"""Who may do what with vendors, contracts, services, tickets and their figures."""

from collections.abc import Iterable
from typing import Protocol

from apps.accounts.models import User
from apps.vendors.models import (
    Closure,
    CreditClaim,
    Exclusion,
    ManagedService,
    ReviewAction,
    Vendor,
)


def can_view(user: User) -> bool:
    """Whether vendors concern somebody at all: inside by role, outside as one of them."""
    permission = "vendors.view" if user.is_internal else "vendors.represent"
    return bool(user.rights.scopes(permission))


def can_add(user: User) -> bool:
    """Vendor managers of everything, and administrators."""
    return user.is_internal and user.rights.may("vendors.edit")


def can_edit(user: User, vendor: Vendor) -> bool:
    """Vendor managers of this vendor, and administrators: its register."""
    return user.is_internal and user.rights.may("vendors.edit", vendor=vendor.slug)


class Named(Protocol):
    """A vendor, or what of it says who may do what."""

    @property
    def slug(self) -> str: ...

    @property
    def organisation_id(self) -> int | None: ...


def can_see_money(user: User, vendor: Named) -> bool:
    """Vendor managers and auditors; the vendor its own."""
    if not user.is_internal:
        return can_represent(user, vendor)
    return user.rights.may("vendors.view_money", vendor=vendor.slug)


def can_represent(user: User, vendor: Named) -> bool:
    """A representative of this very vendor."""
    return (
        not user.is_internal
        and vendor.organisation_id == user.organisation_id
        and bool(user.rights.scopes("vendors.represent"))
    )


def can_import(user: User, service: ManagedService) -> bool:
    """Who brings tickets of a service in."""
    slug = service.contract.vendor.slug
    return user.is_internal and user.rights.may("vendors.import", vendor=slug)


def can_map(user: User) -> bool:
    """Who saves how files are read: whoever brings tickets of some vendor in."""
    return user.is_internal and bool(user.rights.scopes("vendors.import"))


def can_change_mapping(user: User, vendors: Iterable[str]) -> bool:
    """Who changes how files are read by which those of these vendors are read already."""
    return can_map(user) and all(
        user.rights.may("vendors.import", vendor=slug) for slug in vendors
    )


def can_propose_exclusion(user: User, service: ManagedService) -> bool:
    """The vendor's representative, and the bank's vendor managers."""
    vendor = service.contract.vendor
    return can_represent(user, vendor) or (
        user.is_internal and user.rights.may("vendors.exclude", vendor=vendor.slug)
    )


def can_decide_exclusion(user: User, exclusion: Exclusion) -> bool:
    """The bank's vendor managers, but never who proposed it."""
    slug = exclusion.level.service.contract.vendor.slug
    return (
        user.is_internal
        and user.rights.may("vendors.exclude", vendor=slug)
        and exclusion.proposed_by_id != user.pk
    )


def can_measure(user: User, service: ManagedService) -> bool:
    """Who enters measurements, outages and maintenance, and decides on another's."""
    slug = service.contract.vendor.slug
    return user.is_internal and user.rights.may("vendors.measure", vendor=slug)


def can_close(user: User, service: ManagedService) -> bool:
    """Who takes a period to review, closes it, and restates it."""
    slug = service.contract.vendor.slug
    return user.is_internal and user.rights.may("vendors.close", vendor=slug)


def can_sign(user: User, closure: Closure) -> bool:
    """A second person who may close."""
    service = closure.period.service
    return can_close(user, service) and closure.closed_by_id != user.pk


def can_claim(user: User, vendor: Vendor) -> bool:
    """Who draws up service credit claims, sends them and notes how they end."""
    is_closer = user.is_internal and user.rights.may(
        "vendors.close", vendor=vendor.slug
    )
    return is_closer and can_see_money(user, vendor)


def can_send_claim(user: User, claim: CreditClaim) -> bool:
    """A second person who may claim."""
    vendor = claim.closure.period.service.contract.vendor
    return can_claim(user, vendor) and claim.by_id != user.pk


def can_govern(user: User, vendor: Vendor) -> bool:
    """Who runs a vendor's reviews, risks and issues."""
    return user.is_internal and user.rights.may("vendors.govern", vendor=vendor.slug)


def can_close_action(user: User, action: ReviewAction) -> bool:
    """Who governs the vendor, its owner, and the vendor for what it promised itself."""
    vendor = action.review.vendor
    is_own = action.owner_id == user.pk and (
        user.is_internal or can_represent(user, vendor)
    )
    is_theirs = action.side == ReviewAction.Side.VENDOR and can_represent(user, vendor)
    return can_govern(user, vendor) or is_own or is_theirs


def can_try_terms(user: User) -> bool:
    """Who sees what other terms would have come to: the bank, not its vendors."""
    return user.is_internal


def can_see_register(user: User) -> bool:
    """Who sees the register of information: money of every vendor stands in it."""
    return user.is_internal and user.rights.may("vendors.view_money")


def can_edit_register(user: User) -> bool:
    """Vendor managers of everything, and administrators."""
    return can_see_register(user) and user.rights.may("vendors.edit")
