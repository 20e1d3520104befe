"""From where an endpoint takes deliveries."""

import ipaddress
from collections.abc import Iterable


def named(text: str) -> list[str]:
    """The networks that were typed, one a line, written out. ValueError names a wrong one."""
    found = []
    for line in filter(None, map(str.strip, text.replace(",", "\n").splitlines())):
        try:
            found.append(str(ipaddress.ip_network(line)))
        except ValueError:
            raise ValueError(
                f"“{line[:60]}” is no network, such as 10.1.0.0/16."
            ) from None
    return list(dict.fromkeys(found))


def is_within(address: str, networks: Iterable[str]) -> bool:
    """Whether the address lies in one of them; any address where none is named.

    An IPv4 address in IPv6 clothes is judged as what it is.
    """
    wanted = [ipaddress.ip_network(one) for one in networks]
    if not wanted:
        return True
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    plain = getattr(found, "ipv4_mapped", None) or found
    return any(plain.version == one.version and plain in one for one in wanted)
