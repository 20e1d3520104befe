"""The worker's doors to staffing: each file's tasks are named here to be found."""

from apps.staffing.tasks.cover import gaps

__all__ = ["gaps"]
