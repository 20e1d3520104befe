"""One name a thing: how an operator tells endpoints, receivers and pulls apart."""

from apps.core.errors import DomainError
from apps.integrations.models import Endpoint, Pull, Subscription

Named = Endpoint | Subscription | Pull
TAKEN: dict[type[Named], str] = {
    Endpoint: "Another endpoint has this name.",
    Subscription: "Another receiver has this name.",
    Pull: "Another pull has this name.",
}


def check_name(kind: type[Named], name: str, found: Named | None = None) -> None:
    """Refuse a name that another has: DomainError unless it is `found` itself."""
    others = kind.objects.filter(name=name)
    if found is not None:
        others = others.exclude(pk=found.pk)
    if others.exists():
        raise DomainError(TAKEN[kind])
