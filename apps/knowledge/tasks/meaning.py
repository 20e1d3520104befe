"""Meaning in the background: vectors of passages, and searches that failed."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.knowledge.actions.duplicates import find_near_duplicates
from apps.knowledge.actions.embedding import embed_for, forget_vectors
from apps.knowledge.actions.failed import close_by_published
from apps.knowledge.actions.gathering import gather_failed
from apps.knowledge.actions.judging import evaluate_all

# Seconds; the next turn begins soon after.
TURN = 60.0
KEPT = timedelta(days=120)


@shared_task(name="knowledge.embed")
def embed() -> None:
    """Embed what waits, one worker at a time, for a minute. What waits stands in its rows.

    Safe to run again; whoever is stopped half-way leaves the batch it was at for the next.
    """
    embed_for(TURN, now=timezone.now())


@shared_task(name="knowledge.failed")
def failed() -> None:
    """Put failed searches with their like; close those whose article is out."""
    gather_failed(now=timezone.now())
    close_by_published(now=timezone.now())


@shared_task(name="knowledge.forget_vectors")
def forget() -> None:
    """Every night: drop vectors of texts that were embedded long ago."""
    forget_vectors(before=timezone.now() - KEPT)


@shared_task(name="knowledge.nightly", time_limit=3600)
def nightly() -> None:
    """Every night: put judged queries to search, look for articles that say the same."""
    evaluate_all(now=timezone.now())
    find_near_duplicates(now=timezone.now())
