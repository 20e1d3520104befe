"""Meaning in the background: vectors of passages, and searches that failed."""

import time
from datetime import timedelta

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from apps.knowledge.actions.embedding import embed_waiting, forget_vectors
from apps.knowledge.actions.failed import close_by_published
from apps.knowledge.actions.gathering import gather_failed

BATCH = 64
TURN = 60.0
LOCK = "knowledge.embedding.runs"
KEPT = timedelta(days=120)


@shared_task(name="knowledge.embed")
def embed() -> None:
    """Embed what waits, one worker at a time, for a minute. What waits stands in its rows.

    Safe to run again; whoever is stopped half-way leaves the batch it was at for the next.
    """
    if not cache.add(LOCK, "1", timeout=3 * TURN):
        return
    until = time.monotonic() + TURN
    try:
        while time.monotonic() < until and embed_waiting(BATCH, now=timezone.now()):
            pass
    finally:
        cache.delete(LOCK)


@shared_task(name="knowledge.failed")
def failed() -> None:
    """Put failed searches with their like; close those whose article is out."""
    gather_failed(now=timezone.now())
    close_by_published(now=timezone.now())


@shared_task(name="knowledge.forget_vectors")
def forget() -> None:
    """Every night: drop vectors of texts that were embedded long ago."""
    forget_vectors(before=timezone.now() - KEPT)
