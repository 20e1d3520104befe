"""The team tree, and networks from where something may be used: pure."""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_network

MOST_NETWORKS = 20


def with_teams_below(top: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    """The team and every team below it. `parents` maps a slug to its parent's slug."""
    found = {top}
    grew = True
    while grew:
        below = {slug for slug, parent in parents.items() if parent in found}
        grew = not below <= found
        found |= below
    return frozenset(found)


def read_networks(text: str, most: int = MOST_NETWORKS) -> list[str]:
    """The networks in a text, one a line or between commas, each as a CIDR.

    An address alone is a network of one. ValueError, in words for who typed it, for
    what is no network, and for an address with bits beyond its prefix.
    """
    found = dict.fromkeys(_network(word) for word in text.replace(",", " ").split())
    if len(found) > most:
        raise ValueError(f"These are {len(found)} networks: {most} at most.")
    return list(found)


def _network(word: str) -> str:
    try:
        loose = ip_network(word, strict=False)
    except ValueError:
        raise ValueError(f"“{word[:60]}” is no network. Write 10.20.0.0/16.") from None
    try:
        ip_network(word)
    except ValueError:
        raise ValueError(f"“{word}” is inside a network. Write {loose}.") from None
    return str(loose)


def is_within(
    address: IPv4Address | IPv6Address | None, networks: Iterable[str]
) -> bool:
    """Whether an address lies in one of these networks. An unknown one lies in none."""
    return address is not None and any(
        address in ip_network(network) for network in networks
    )
