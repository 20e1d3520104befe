"""The worker's doors to knowledge: each file's tasks are named here to be found."""

from apps.knowledge.tasks.ageing import clock
from apps.knowledge.tasks.meaning import embed, failed, forget

__all__ = ["clock", "embed", "failed", "forget"]
