"""What the environment says, and the sentence when it says it wrong."""

import ipaddress
import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()
LONG, VARIED = 50, 10
MOST = 256
SHORTEST_TOKEN = 32
RATE = re.compile(r"([1-9][0-9]{0,5})/([smh])")
SECONDS = {"s": 1, "m": 60, "h": 3600}


def demand(name: str, *, holds: bool, so: str) -> None:
    """Refuse to start, naming the variable, unless what is asked of it holds."""
    if not holds:
        raise ImproperlyConfigured(f"{name} {so}.")


def required(name: str) -> str:
    """The variable's value, or a start-up error that names it."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: the portal does not start without it.")
    return value


def address(value: str, name: str, schemes: Sequence[str]) -> str:
    """The value, which must be an address of one of these schemes."""
    so = f"must be an address that starts with {' or '.join(schemes)}"
    demand(name, holds=value.startswith(tuple(schemes)), so=so)
    return value


def secret(value: str, name: str) -> str:
    """The value, which must be too long and too varied to be guessed."""
    is_strong = len(value) >= LONG and len(set(value)) >= VARIED
    demand(name, holds=is_strong, so=f"is weak: use {LONG} random characters or more")
    return value


def names(name: str) -> list[str]:
    """A list separated by commas, blanks around them forgiven."""
    given: str = env.str(name, default="")
    return [each.strip() for each in given.split(",") if each.strip()]


def networks(name: str) -> list[str]:
    """Networks as CIDRs, or the word public; that alone where nothing is said."""
    found = names(name) or ["public"]
    for each in found:
        demand(name, holds=_is_network(each), so=f"names no network: {each}")
    return found


def cidrs(name: str, *, default: str) -> list[str]:
    """Networks as CIDRs, and nothing else; the default where nothing is said."""
    found = names(name) or [each for each in [default] if each]
    for each in found:
        holds = each != "public" and _is_network(each)
        demand(name, holds=holds, so=f"names no network: {each}")
    return found


def _is_network(text: str) -> bool:
    try:
        return text == "public" or bool(ipaddress.ip_network(text))
    except ValueError:
        return False


def rate(name: str, *, default: str) -> tuple[int, int]:
    """So many in so many seconds, written 1200/m (or /s, /h); no limit as none."""
    given: str = env.str(name, default=default)
    found = RATE.fullmatch(given)
    holds = given == "none" or found is not None
    demand(name, holds=holds, so="must be like 300/m (or /s, /h), or none")
    return (int(found[1]), SECONDS[found[2]]) if found else (0, 1)


def embeddings() -> dict[str, Any]:
    """Who turns texts into vectors for search: this machine, an endpoint, or nobody."""
    kind: str = env.str("EMBEDDINGS", default="auto")
    kinds = ("auto", "local", "endpoint", "none")
    demand("EMBEDDINGS", holds=kind in kinds, so=f"must be one of {', '.join(kinds)}")
    url = model = ""
    if kind == "endpoint":
        url = required("EMBEDDINGS_URL")
        address(url, "EMBEDDINGS_URL", ["https://", "http://"])
        model = required("EMBEDDINGS_MODEL")
    numbers = {
        "threads": env.int("EMBEDDINGS_THREADS", default=2),
        "batch": env.int("EMBEDDINGS_BATCH", default=32),
    }
    for name, number in numbers.items():
        full = f"EMBEDDINGS_{name.upper()}"
        demand(full, holds=1 <= number <= MOST, so=f"must be from 1 to {MOST}")
    return {
        "kind": kind,
        "url": url,
        "model": model,
        "key": env.str("EMBEDDINGS_KEY", default=""),
        "shorten": env.bool("EMBEDDINGS_SHORTEN", default=False),
        **numbers,
    }


def saml_apps() -> list[dict[str, Any]]:
    """SAML_APPS; an assertion must be signed unless its entry says otherwise."""
    found: Any = env.json("SAML_APPS", default=[])
    for app in found:
        advanced = app.setdefault("settings", {}).setdefault("advanced", {})
        advanced.setdefault("want_assertion_signed", True)
    return list(found)
