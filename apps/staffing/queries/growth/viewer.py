"""Who came in to read what is confidential, and whom they lead."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.http import Http404

from apps.accounts.models import User
from apps.staffing.models import Person
from apps.staffing.models.growth import Confidential
from apps.staffing.models.growth.base import bank_day

R = TypeVar("R", bound=Confidential)


@dataclass(frozen=True)
class Viewer:
    """The person who reads, the people below them, whether they read as HR today."""

    person: Person
    below: frozenset[int]
    is_hr: bool
    now: datetime

    @property
    def today(self) -> date:
        """The day by which grants and dates count."""
        return bank_day(self.now)

    def leads(self, pk: int) -> bool:
        """Whether they stand in the line above, or for HR; nobody does so for themself."""
        return pk != self.person.pk and (self.is_hr or pk in self.below)

    def is_about(self, row: Confidential) -> bool:
        """Whether the row is about who reads it."""
        return row.person_id == self.person.pk


def person_of(user: User, today: date) -> Person:
    """Who a login is among the bank's people. Http404 for all who have no place here."""
    rows = Person.objects.select_related("user__organisation").here_on(today)
    found = rows.filter(user=user).first() if user.is_internal else None
    if found is None or not user.is_active:
        raise Http404
    return found


def viewer_of(person: Person, now: datetime) -> Viewer:
    """Read inside `entered`: one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ARRAY(SELECT portal_below()), portal_hr()")
        below, is_hr = cursor.fetchone()
    return Viewer(person, frozenset(below), is_hr, now)


def find(rows: models.QuerySet[R], pk: int) -> R:
    """The row, if PostgreSQL shows it to who came in. Http404 if not."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def hold(model: type[R], pk: int, **also: Any) -> R:
    """The same, held until the end of the transaction."""
    rows: models.QuerySet[R] = model.objects.select_for_update(of=("self",))
    return find(rows.filter(**also), pk)


def somebody(viewer: Viewer, pk: int) -> Person:
    """A person whose matters the viewer may open: themself, or whom they lead."""
    found = Person.objects.filter(pk=pk).select_related("line_manager").first()
    if found is None or not (viewer.leads(pk) or pk == viewer.person.pk):
        raise Http404
    return found


def led(viewer: Viewer, pk: int) -> Person:
    """A person whom the viewer leads. PermissionDenied for themself, else Http404."""
    found = somebody(viewer, pk)
    if not viewer.leads(pk):
        raise PermissionDenied
    return found
