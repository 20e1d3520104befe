"""Where the portal is and with which token: from the environment, or from a file of one's own."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from portal.ctl.errors import Misused

HOME = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Account:
    """A portal, a token, and the authorities to trust besides the machine's own."""

    url: str
    token: str
    ca: str = ""


def place(environment: Mapping[str, str]) -> Path:
    """The file that `portalctl login` writes."""
    base = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "portalctl" / "account.json"


def checked(url: str) -> str:
    """The address, if a token may be sent there: by TLS, or on this machine."""
    parts = urlsplit(url)
    is_home = parts.scheme == "http" and parts.hostname in HOME
    if not parts.hostname or not (parts.scheme == "https" or is_home):
        raise Misused(f"The portal's address must start with https://, unlike {url!r}.")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def keep(account: Account, path: Path) -> None:
    """Write the file, which nobody else may read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(asdict(account), file)
    new.replace(path)


def known(environment: Mapping[str, str], ca: str = "") -> Account:
    """PORTAL_URL and PORTAL_TOKEN, or what was kept; the environment comes first."""
    kept = _kept(place(environment))
    url = environment.get("PORTAL_URL") or kept.get("url", "")
    token = environment.get("PORTAL_TOKEN") or kept.get("token", "")
    if not url or not token:
        raise Misused(
            "Say where the portal is: portalctl login, or set PORTAL_URL and PORTAL_TOKEN."
        )
    if (
        environment.get("PORTAL_URL")
        and not environment.get("PORTAL_TOKEN")
        and url != kept.get("url")
    ):
        raise Misused("Set PORTAL_TOKEN too: the kept token is for another address.")
    trusted = ca or environment.get("PORTAL_CA_FILE") or kept.get("ca", "")
    return Account(checked(url), token, trusted)


def _kept(path: Path) -> dict[str, str]:
    try:
        found = path.read_text()
    except FileNotFoundError:
        return {}
    if path.stat().st_mode & 0o077:
        raise Misused(f"Others may read {path}, which has your token: chmod 600 it.")
    try:
        read = json.loads(found)
        return {name: str(read[name]) for name in ("url", "token", "ca")}
    except (ValueError, KeyError, TypeError) as error:
        raise Misused(
            f"{path} can't be read. Log in again: portalctl login."
        ) from error
