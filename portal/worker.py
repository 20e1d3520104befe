"""What surrounds every task: the request it comes from in its logs, its time measured."""

import logging
import time
from typing import Any

from celery import signals
from django.conf import settings
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from apps.core.metrics import TASK_SECONDS
from portal import metrics, tracing

log = logging.getLogger("portal.tasks")
_began: dict[str, float] = {}


@signals.before_task_publish.connect
def name_cause(headers: dict[str, Any] | None = None, **_: Any) -> None:
    """A task bears the moment it was asked for, and the id of the request that did."""
    if headers is None:
        return
    headers["asked_at"] = time.time()
    if cause := get_contextvars().get("request_id"):
        headers["request_id"] = cause


@signals.task_prerun.connect
def begin(task_id: str = "", task: Any = None, **_: Any) -> None:
    """From here on every line of the log names the task and its cause."""
    clear_contextvars()
    given = {**(task.request.headers or {}), **vars(task.request)}
    cause = given.get("request_id") or task_id
    bind_contextvars(request_id=cause, task_id=task_id, task=task.name)
    _began[task_id] = time.perf_counter()


@signals.task_postrun.connect
def end(task_id: str = "", task: Any = None, state: str = "", **_: Any) -> None:
    """How long it took and how it ended."""
    took = time.perf_counter() - _began.pop(task_id, time.perf_counter())
    outcome = (state or "unknown").lower()
    TASK_SECONDS.labels(task.name, outcome).observe(took)
    about = {"outcome": outcome, "milliseconds": round(took * 1000)}
    log.info("task", extra=about)
    clear_contextvars()


@signals.worker_init.connect
def open_worker(**_: Any) -> None:
    """The parent of the worker's processes: forgets old counts, shows the new ones."""
    metrics.forget_measured()
    if settings.METRICS_PORT:
        metrics.serve(settings.METRICS_PORT)


@signals.worker_process_init.connect
def open_process(**_: Any) -> None:
    """Exporters of traces have threads, which a fork would lose."""
    tracing.start("worker")
