"""Writing the story: the last line of every action."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models

from apps.history.models import Event, label

SYSTEM = "The portal"


def record(
    subject: models.Model,
    verb: str,
    *,
    by: models.Model | None,
    now: datetime,
    touched: Sequence[models.Model] = (),
    **facts: Any,
) -> Event:
    """Tell what happened to the subject, in the transaction in which it happened.

    `touched` names the other rows that changed with it, so that the line opens to
    their fields too. `by` is None when the portal itself did it.
    """
    return Event.objects.create(
        at=now,
        verb=verb,
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else SYSTEM,
        subject_type=label(subject),
        subject_id=subject.pk,
        facts=facts,
        touched=[[label(row), row.pk] for row in (subject, *touched)],
    )
