"""What one proposes and two others decide: what each of them says."""

from django.db import models
from django.db.models import F, Q

from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.people import Person


class Decision(Confidential):
    """What one of the two says to what another proposed."""

    proposer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    words = models.TextField("reason", blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return "Yes" if self.is_yes else "No"


def by_others(name: str) -> models.CheckConstraint:
    """Neither who proposed it nor whom it is about decides."""
    return models.CheckConstraint(
        condition=~Q(author=F("proposer")) & ~Q(author=F("person")), name=name
    )
