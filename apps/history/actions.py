"""Writing the story: the last line of every action."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models

from apps.history.models import Concern, Event, label

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
    told = story(subject, verb, by=by, now=now, touched=touched, **facts)
    told.save(force_insert=True)
    return told


def story(
    subject: models.Model,
    verb: str,
    *,
    by: models.Model | None,
    now: datetime,
    touched: Sequence[models.Model] = (),
    **facts: Any,
) -> Event:
    """The line that `record` tells, not written yet: for `record_many`."""
    return Event(
        at=now,
        verb=verb,
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else SYSTEM,
        subject_type=label(subject),
        subject_id=subject.pk,
        facts=facts,
        touched=[[label(row), row.pk] for row in (subject, *touched)],
    )


def record_many(told: Sequence[Event]) -> list[Event]:
    """Tell several lines at once, in the transaction in which they happened. One query."""
    return Event.objects.bulk_create(told)


def concern(
    event: Event, people: Iterable[int], *, words: str, topic: str, why: str
) -> None:
    """Say whom the event concerns, whoever did it excepted; each is told once.

    The words are a short verb phrase, such as "approved it (1 of 2)", and nothing
    confidential: they go out by mail.
    """
    concern_many([(event, people, words, why)], topic=topic)


def concern_many(
    told: Iterable[tuple[Event, Iterable[int], str, str]], *, topic: str
) -> None:
    """The same for several: each event with its people, words and why. One query."""
    rows = [
        Concern(event=event, user_id=pk, words=words, topic=topic, why=why, at=event.at)
        for event, people, words, why in told
        for pk in dict.fromkeys(people)
        if pk != event.actor_id
    ]
    Concern.objects.bulk_create(rows, ignore_conflicts=True)
