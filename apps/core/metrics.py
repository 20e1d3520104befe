"""What is measured of requests, tasks and searches.

Labels have few values that are known beforehand: names of addresses and tasks, never
what a person typed, a name, or an id. Where PROMETHEUS_MULTIPROC_DIR is set, the
processes of one container count together in that folder.
"""

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Histogram

FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
if FOLDER:
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LONG_BUCKETS = (0.05, 0.25, 1.0, 5.0, 15.0, 60.0, 300.0, 1800.0)
log = logging.getLogger("portal.requests")

REQUEST_SECONDS = Histogram(
    "portal_request_duration_seconds",
    "How long requests took, by method, name of the address and status.",
    ["method", "route", "status"],
    buckets=BUCKETS,
)
TASK_SECONDS = Histogram(
    "portal_task_duration_seconds",
    "How long tasks took in the workers, by task and how they ended.",
    ["task", "outcome"],
    buckets=LONG_BUCKETS,
)
SEARCH_SECONDS = Histogram(
    "portal_search_duration_seconds",
    "How long searches took: of a whole query, or of what is typed so far.",
    ["of"],
    buckets=BUCKETS,
)


def route_of(request: HttpRequest) -> str:
    """The name of the address, as the list of addresses has it: not what fills it."""
    match = request.resolver_match
    if match:
        return match.view_name or match.route
    is_file = request.path.startswith(settings.STATIC_URL)
    return "static" if is_file else "unmatched"


class MeasuringMiddleware:
    """Counts and times each request, and writes a line about it into the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        took = time.perf_counter() - began
        method = request.method if request.method in METHODS else "OTHER"
        route, status = route_of(request), str(response.status_code)
        REQUEST_SECONDS.labels(method, route, status).observe(took)
        about = {"method": method, "route": route, "status": status}
        log.info("request", extra={**about, "milliseconds": round(took * 1000)})
        return response
