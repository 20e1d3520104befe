"""The worker's doors to knowledge: each file's tasks are named here to be found."""

from apps.knowledge.tasks.ageing import clock

__all__ = ["clock"]
