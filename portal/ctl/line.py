"""A line to the portal: straight, or through the proxy that the environment names."""

import http.client
import ssl
from base64 import b64encode
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from portal.ctl.errors import Misused

SECONDS = 60
PROXY_PORT = 3128


def proxy_for(parts: SplitResult) -> SplitResult | None:
    """HTTPS_PROXY, unless NO_PROXY excepts the portal; never one without TLS.

    Through a proxy goes a tunnel, so that the token is read by nobody on the way.
    """
    given = getproxies().get("https", "")
    host = str(parts.hostname)
    if parts.scheme != "https" or not given or proxy_bypass(host):
        return None
    try:
        found = urlsplit(given if "://" in given else f"http://{given}")
        is_usual = found.scheme == "http" and bool(found.hostname) and found.port != 0
    except ValueError:
        is_usual = False
    if not is_usual:
        raise Misused("HTTPS_PROXY must be like http://proxy.bank.example:3128.")
    return found


def opened(
    parts: SplitResult, context: ssl.SSLContext | None, proxy: SplitResult | None
) -> http.client.HTTPConnection:
    """A connection to the portal that nothing was sent over yet."""
    host, port = str(parts.hostname), parts.port
    if context is None:
        return http.client.HTTPConnection(host, port, timeout=SECONDS)
    if proxy is None:
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)
    line = http.client.HTTPSConnection(
        str(proxy.hostname), proxy.port or PROXY_PORT, timeout=SECONDS, context=context
    )
    line.set_tunnel(host, port or http.client.HTTPS_PORT, headers=_login(proxy))
    return line


def _login(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
