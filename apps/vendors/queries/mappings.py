"""Who uses a mapping of ticket files."""

from apps.accounts.models import User
from apps.vendors.access import can_change_mapping
from apps.vendors.models import TicketImport


def vendors_using(name: str) -> list[str]:
    """The short names of the vendors with a file that was read by this mapping."""
    rows = TicketImport.objects.filter(mapping_name=name)
    path = "service__contract__vendor__slug"
    return sorted(rows.values_list(path, flat=True).distinct())


def may_change(user: User, name: str) -> bool:
    """Whether this person manages every vendor whose files are read by it."""
    return can_change_mapping(user, vendors_using(name))
