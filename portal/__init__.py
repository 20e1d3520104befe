"""The wiring: it holds no rule, and no app imports it."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
