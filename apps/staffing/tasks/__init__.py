"""The worker's doors to staffing: each file's tasks are named here to be found."""

from apps.staffing.tasks.cover import gaps
from apps.staffing.tasks.generating import run_generation
from apps.staffing.tasks.growth import growth_nightly

__all__ = ["gaps", "growth_nightly", "run_generation"]
