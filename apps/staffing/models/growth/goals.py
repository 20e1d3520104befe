"""What somebody wants to reach, how they develop, and what they are thanked for."""

from django.db import models
from django.urls import reverse

from apps.core.models import Versioned
from apps.core.states import check_move
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import OBJECTIVE_MOVES, ObjectiveState


class Objective(Versioned, Confidential):
    """What a person is to reach by a day."""

    title = models.CharField("objective", max_length=200)
    why = models.TextField("why it matters", blank=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until")
    state = models.CharField(
        max_length=10, choices=ObjectiveState.choices, default=ObjectiveState.OPEN
    )
    read_as = "objectives"

    class Meta:
        ordering = ["-ends_on", "-pk"]
        indexes = [models.Index(fields=["person", "state"], name="objective_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="objective_starts_first",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("staffing:objective", args=[self.pk])

    def become(self, new: ObjectiveState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(OBJECTIVE_MOVES, ObjectiveState(self.state), new)
        self.state = new


class KeyResult(Versioned, Confidential):
    """By which an objective is measured: from where, to where, how far."""

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="key_results"
    )
    title = models.CharField("key result", max_length=200)
    unit = models.CharField(max_length=20, blank=True)
    start = models.DecimalField("at the start", max_digits=12, decimal_places=2)
    target = models.DecimalField(max_digits=12, decimal_places=2)
    current = models.DecimalField("now", max_digits=12, decimal_places=2)
    read_as = "objectives"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(start=models.F("target")),
                name="key_result_leads_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Evidence(Confidential):
    """What shows how far a key result has come."""

    key_result = models.ForeignKey(
        KeyResult, on_delete=models.CASCADE, related_name="evidence"
    )
    words = models.TextField("what shows it")
    link = models.CharField(max_length=500, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    read_as = "objectives"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"


class DevelopmentPlan(Versioned, Confidential):
    """Where somebody wants to grow."""

    title = models.CharField("where to", max_length=200)
    words = models.TextField("how it is now", blank=True)
    ends_on = models.DateField("until")
    read_as = "development plans"

    class Meta:
        ordering = ["-ends_on", "-pk"]
        indexes = [models.Index(fields=["person", "-ends_on"], name="plan_person")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("staffing:plan", args=[self.pk])


class PlanAction(Confidential):
    """One step of a plan, with what to read or attend for it."""

    plan = models.ForeignKey(
        DevelopmentPlan, on_delete=models.CASCADE, related_name="actions"
    )
    words = models.CharField("step", max_length=300)
    link = models.CharField("article or training", max_length=500, blank=True)
    due_on = models.DateField("by")
    done_on = models.DateField(null=True, blank=True)
    read_as = "development plans"

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.words


class Recognition(Confidential):
    """Thanks by a colleague, for something they did."""

    words = models.TextField("what they did well")
    read_as = "recognition"
    is_authors_for_good = True

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "-id"], name="recognition_person")]

    def __str__(self) -> str:
        return f"Recognition {self.pk}"
