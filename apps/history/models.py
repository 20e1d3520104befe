"""The story: one append-only row for each thing that people or the portal did."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.contrib.postgres.functions import TransactionNow
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(**options: Any) -> Callable[[M], M]:
    """Keep every insert, update and delete of this table, whoever wrote it."""
    return pghistory.track(  # type: ignore[no-any-return]
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        **options,
    )


def label(row: models.Model) -> str:
    """How history names a kind of row: `onboarding.request`."""
    return row._meta.label_lower


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, row: models.Model) -> "EventQuerySet":
        """What happened to this row, the newest first."""
        found = self.filter(subject_type=label(row), subject_id=row.pk)
        return found.order_by("-at", "-pk")


class Event(models.Model):
    """Who did what to which object, when, and the facts of it."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=100)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    touched = models.JSONField(default=list)
    transaction_at = models.DateTimeField(db_default=TransactionNow(), editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "-at"], name="event_story"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb}"

    @property
    def sentence_template(self) -> str:
        """The partial that words this verb: onboarding.approved → onboarding/events.html#approved."""
        app, _, name = self.verb.partition(".")
        return f"{app}/events.html#{name}"


class Concern(models.Model):
    """Whom an event concerns, and in which words they are told. Reminders reads it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="concerns")
    user_id = models.BigIntegerField()
    words = models.CharField(max_length=200)
    topic = models.CharField(max_length=60)
    why = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user_id"], name="told_of_an_event_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.words} to {self.user_id}"
