"""The portal's settings, with the drill's rule, and beats that tick every second."""

from pathlib import Path

from portal.settings import *  # noqa: F403
from portal.settings import TEMPLATES

TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]
CELERY_BEAT_SCHEDULE = {
    "core.dispatch": {"task": "core.dispatch", "schedule": 1.0},
    "reminders.plan": {"task": "reminders.plan", "schedule": 15.0},
    "reminders.tick": {"task": "reminders.tick", "schedule": 1.0},
}
CELERY_WORKER_LOG_FORMAT = "%(asctime)s %(message)s"
