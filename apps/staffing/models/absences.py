"""Absences: their kinds, who is away when, and what became of the asking."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.staffing.models.people import Person
from apps.staffing.states import AbsenceState


@tracked()
class AbsenceType(Versioned):
    """A kind of absence, and what it asks."""

    name = models.CharField(max_length=60, unique=True)
    needs_approval = models.BooleanField(default=True)
    has_balance = models.BooleanField("taken from a yearly balance", default=False)
    is_private = models.BooleanField("others see only that one is away", default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, user: User) -> "AbsenceQuerySet":
        """Those of people one sees; of what kind is for the line to know."""
        return self.filter(person__in=Person.objects.visible_to(user))


@tracked()
class Absence(Versioned):
    """Somebody away, by whole or half days where they are."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="absences"
    )
    kind = models.ForeignKey(AbsenceType, on_delete=models.PROTECT)
    first_on = models.DateField("first day")
    last_on = models.DateField("last day")
    from_noon = models.BooleanField("from noon of the first day", default=False)
    until_noon = models.BooleanField("until noon of the last day", default=False)
    state = models.CharField(
        max_length=10, choices=AbsenceState.choices, default=AbsenceState.ASKED
    )
    note = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        indexes = [
            models.Index(
                fields=["person", "first_on", "last_on"], name="absence_person"
            ),
            models.Index(fields=["state", "first_on"], name="absence_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="absence_starts_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} away from {self.first_on}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:absence", args=[self.pk])
