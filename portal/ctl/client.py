"""Asking the API: JSON and files out, JSON in, refusals in words."""

import http.client
import json
import ssl
import time
import uuid
from collections.abc import Iterator, Mapping
from email.message import Message
from typing import Any
from urllib.parse import urlencode, urlsplit

from portal.ctl.account import Account
from portal.ctl.errors import Closed, Failure, Misused
from portal.ctl.line import opened, proxy_for

TRIES = 5
LONGEST_WAIT = 60
BROKEN = 500
Answer = Any


class Client:
    """One portal, as one person."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.parts = urlsplit(account.url)
        self.context = _context(account)

    def get(self, path: str, **asked: str) -> Answer:
        """What stands at an address of the API."""
        query = urlencode({name: value for name, value in asked.items() if value})
        return self._ask("GET", f"{path}?{query}" if query else path)

    def pages(self, path: str, **asked: str) -> Iterator[Any]:
        """Every row of a list, page by page."""
        page = self.get(path, **asked)
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            query = urlsplit(page["next"]).query
            page = self._ask("GET", f"{path}?{query}")

    def post(self, path: str, body: Any = None) -> Answer:
        """Something is done; sent again under the same key it is done once."""
        data = json.dumps(body).encode() if body is not None else b""
        return self._ask("POST", path, data, {"Content-Type": "application/json"})

    def give(self, path: str, name: str, file: bytes, **fields: str) -> Answer:
        """A file with fields, as multipart."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        plain = (
            name.replace("\\", "_")
            .replace('"', "_")
            .replace("\r", "_")
            .replace("\n", "_")
        )
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{plain}"'
            "\r\nContent-Type: application/octet-stream\r\n\r\n"
        )
        data = b"".join([*parts, head.encode(), file, f"\r\n--{mark}--\r\n".encode()])
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._ask("POST", path, data, kind)

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: Mapping[str, str] | None = None,
    ) -> Answer:
        sent = {
            "Authorization": f"Bearer {self.account.token}",
            "Accept": "application/json",
            "User-Agent": "portalctl",
            **(kind or {}),
        }
        if method == "POST":
            sent["Idempotency-Key"] = str(uuid.uuid4())
        for _ in range(TRIES):
            status, headers, data = self._send(method, f"/api/v1/{path}", body, sent)
            if status != http.client.TOO_MANY_REQUESTS:
                return _read(status, data)
            time.sleep(_wait(headers.get("Retry-After", "")))
        raise Closed("The portal takes no more requests for now. Try again later.")

    def _send(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, Message, bytes]:
        proxy = proxy_for(self.parts)
        line = opened(self.parts, self.context, proxy)
        try:
            line.request(method, f"{self.parts.path}{path}", body, dict(headers))
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
        except ssl.SSLCertVerificationError as error:
            raise Closed(
                f"The certificate of {self.parts.hostname} is not trusted "
                f"({error.verify_message}). "
                "Name your bank's authorities by --ca-file."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            way = f" through {proxy.hostname}" if proxy else ""
            raise Closed(
                f"{self.account.url} can't be reached{way}: {error}."
            ) from error
        finally:
            line.close()


def _wait(told: str) -> int:
    """Seconds as the portal tells them; a proxy may tell a date instead."""
    return min(LONGEST_WAIT, int(told)) if told.isdecimal() else 1


def _context(account: Account) -> ssl.SSLContext | None:
    if account.url.startswith("http:"):
        return None
    try:
        return ssl.create_default_context(cafile=account.ca or None)
    except OSError as error:
        raise Misused(f"{account.ca} is no file of authorities: {error}.") from error


def _read(status: int, data: bytes) -> Answer:
    try:
        found = json.loads(data) if data else None
    except ValueError:
        raise Closed(
            f"What answers there is not the portal (status {status})."
        ) from None
    if status < http.client.BAD_REQUEST:
        return found
    said = _words(found if isinstance(found, dict) else {}, status)
    if status in {http.client.UNAUTHORIZED, http.client.FORBIDDEN} or status >= BROKEN:
        raise Closed(said)
    raise Failure(said)


def _words(found: Mapping[str, Any], status: int) -> str:
    lines = [str(found.get("detail") or f"The portal answered {status}.")]
    for name, words in (found.get("invalid") or {}).items():
        told = "; ".join(map(str, words)) if isinstance(words, list) else str(words)
        lines.append(f"  {name}: {told}")
    return "\n".join(lines)
