"""Where rows are pulled from, and the life of a run."""

from django.db import models

from apps.core.states import Moves


class PullKind(models.TextChoices):
    SERVICENOW = "servicenow", "ServiceNow table"
    JIRA_CLOUD = "jira_cloud", "Jira Cloud"
    JIRA_SERVER = "jira_server", "Jira Server or Data Center"


class RunState(models.TextChoices):
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    STOPPED = "stopped", "Stopped"


_R = RunState
RUN_MOVES: Moves[RunState] = {
    _R.RUNNING: {_R.DONE, _R.FAILED, _R.STOPPED},
    _R.DONE: set(),
    _R.FAILED: set(),
    _R.STOPPED: set(),
}
