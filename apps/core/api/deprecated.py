"""What of the API will go: one table, which headers, document and page read.

An operation is deprecated at least half a year before it goes; until then it works as
ever. Which, since when, until when and what to use instead stands here.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import http_date

SHORTEST_NOTICE = timedelta(days=182)


@dataclass(frozen=True)
class Deprecated:
    """An operation that will go; `instead` is the address to use."""

    since: date
    until: date
    instead: str

    def headers(self) -> dict[str, str]:
        """As RFC 9745 (Deprecation) and RFC 8594 (Sunset) have them."""
        site = settings.SITE_URL.rstrip("/")
        return {
            "Deprecation": f"@{_instant(self.since)}",
            "Sunset": http_date(_instant(self.until)),
            "Link": (
                f'<{site}/api/docs/#deprecated>; rel="deprecation"; type="text/html", '
                f'<{site}{self.instead}>; rel="successor-version"'
            ),
        }

    def told(self) -> dict[str, str]:
        """As the document has it."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "instead": self.instead,
        }


def _instant(day: date) -> int:
    return int(datetime.combine(day, time.min, tzinfo=UTC).timestamp())


# By method and name of the address: ("POST", "api:assessment-accept-all").
DEPRECATED: dict[tuple[str, str], Deprecated] = {}


def deprecated(request: HttpRequest) -> Deprecated | None:
    """What is known of the operation that a request asks for."""
    match = request.resolver_match
    return DEPRECATED.get((request.method or "", match.view_name)) if match else None
