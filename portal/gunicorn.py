"""How the web processes run: `gunicorn portal.wsgi --config python:portal.gunicorn`.

What is not said here comes from the command line or GUNICORN_CMD_ARGS.
"""

import os
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess

from portal import tracing
from portal.environment import env
from portal.logs import logging_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
bind = f"0.0.0.0:{env.int('PORT', default=8000)}"
workers = env.int("WEB_WORKERS", default=4)
threads = env.int("WEB_THREADS", default=4)
timeout = 60
graceful_timeout = 30
keepalive = 75
# The portal writes a line a request itself, without what people typed into addresses.
accesslog = None
# Its socket for commands stands in a home, which two sets on one machine would share.
control_socket_disable = True
logconfig_dict = logging_of(env.str("LOG_LEVEL", default="INFO"))
logconfig_dict["loggers"]["gunicorn.error"] = {"propagate": True}
FOLDER = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")


def on_starting(server: Any) -> None:
    """Forget what the processes of an earlier start counted."""
    for path in Path(FOLDER).glob("*.db") if FOLDER else []:
        path.unlink(missing_ok=True)


def post_fork(server: Any, worker: Any) -> None:
    """The fork is behind, and the application, whose middleware is traced, not loaded."""
    tracing.start("web")


def child_exit(server: Any, worker: Any) -> None:
    """What a process counted stays; what it holds no longer does not."""
    if FOLDER:
        multiprocess.mark_process_dead(worker.pid)
