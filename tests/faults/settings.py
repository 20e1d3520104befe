"""The portal's settings, with the drill's rule, and beats that tick twice a second."""

import os
from pathlib import Path

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS, TEMPLATES

TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]
CELERY_BEAT_SCHEDULE = {
    "core.dispatch": {"task": "core.dispatch", "schedule": 1.0},
    "reminders.plan": {"task": "reminders.plan", "schedule": 15.0},
    "reminders.tick": {"task": "reminders.tick", "schedule": 0.5},
}
CELERY_WORKER_LOG_FORMAT = "%(asctime)s %(message)s"
if os.environ.get("DRILL_GROUND"):
    # Tables straight from the models: their whole past takes minutes on a busy machine.
    ours = [one.removeprefix("apps.") for one in INSTALLED_APPS if "apps." in one]
    MIGRATION_MODULES = dict.fromkeys(ours)
if os.environ.get("DRILL_TABLES"):
    # The tests' own tables, which no migration has made: none is waited for.
    MIGRATION_MODULES = {one.rpartition(".")[2]: None for one in INSTALLED_APPS}
