"""What every confidential row has, and the only way in to it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Self, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from apps.staffing.models.people import Person

ROLE = "portal_app"


class OutsideError(LookupError):
    """Confidential rows were asked for by somebody who did not come in by `entered`."""


@dataclass
class Session:
    """Who reads confidential rows in this transaction, or which job; what was read."""

    person: int | None
    job: str = ""
    read: Counter[tuple[int, str]] = field(default_factory=Counter)


def bank_day(now: datetime) -> date:
    """The day by which grants and last days count, whatever zone the reader chose to see."""
    return timezone.localdate(now, timezone.get_default_timezone())


SESSION: ContextVar[Session | None] = ContextVar("portal_session", default=None)


@contextmanager
def entered(person: int | None, *, today: date, job: str = "") -> Iterator[Session]:
    """A transaction in which PostgreSQL shows what this person, or this job, may see.

    The role and the settings are the transaction's own: a session's would reach whoever
    gets the connection next. They are taken back here as well, because a savepoint that
    succeeds keeps them.
    """
    if found := SESSION.get():
        if (found.person, found.job) != (person, job):
            raise OutsideError("Somebody else is in here already.")
        yield found
        return
    session = Session(person, job)
    with transaction.atomic():
        _become(ROLE, str(person or ""), job, today.isoformat())
        token = SESSION.set(session)
        try:
            yield session
        finally:
            SESSION.reset(token)
        _become("none", "", "", "")


def _become(role: str, person: str, job: str, today: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('portal.person', %s, true),"
            " set_config('portal.job', %s, true), set_config('portal.today', %s, true),"
            " set_config('role', %s, true)",
            [person, job, today, role],
        )


class Audience(models.TextChoices):
    """Who may read a row; the database's policies know the same three words."""

    PRIVATE = "private", "Only who wrote it"
    LINE = "line", "The line above"
    SHARED = "shared", "The person and the line above"


C = TypeVar("C", bound="Confidential")


class ConfidentialQuerySet(models.QuerySet[C]):
    """Counts what is read of whom, for everybody's record of who read what of theirs."""

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        session = SESSION.get()
        if is_new and session and self.model.read_as:
            for row in self._result_cache or ():
                if isinstance(row, Confidential) and row.is_read_by(session.person):
                    session.read[row.person_id, self.model.read_as] += 1


class ConfidentialManager(models.Manager[C]):
    """Refuses to look outside of `entered`, whatever login the database knows us by."""

    def get_queryset(self) -> ConfidentialQuerySet[C]:
        """The rows. OutsideError if nobody has come in."""
        if SESSION.get() is None:
            raise OutsideError(f"{self.model.__name__} is read inside `entered`.")
        return ConfidentialQuerySet(self.model, using=self._db)


class Confidential(models.Model):
    """A row about a person: who wrote it, and who else may read it.

    Its table has row-level security (`policies.py`). No row history is kept: that is
    append-only, so an erasure could not reach it; the story tells who did what, and when.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(
        max_length=7, choices=Audience.choices, default=Audience.SHARED
    )
    written_at = models.DateTimeField()

    objects: ClassVar[ConfidentialManager[Self]] = ConfidentialManager()

    read_as: ClassVar[str] = ""
    is_authors_for_good: ClassVar[bool] = False
    changed_by_author_only: ClassVar[bool] = False

    class Meta:
        abstract = True

    def is_read_by(self, person: int | None) -> bool:
        """Whether somebody else than whom it is about looks at it."""
        is_own_words = self.is_authors_for_good and person == self.author_id
        return person is not None and person != self.person_id and not is_own_words
