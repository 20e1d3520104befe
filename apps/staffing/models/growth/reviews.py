"""Performance reviews: a cycle, a review a person, two assessments, the grid."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import REVIEW_MOVES, ReviewState
from apps.staffing.models.people import Person

LEVELS = ((1, "Below"), (2, "As expected"), (3, "Above"))


@tracked()
class ReviewCycle(models.Model):
    """A round of reviews: a name and its days, which is nobody's secret."""

    name = models.CharField(max_length=80, unique=True)
    self_by = models.DateField("self-assessments by")
    manager_by = models.DateField("managers' assessments by")
    ends_on = models.DateField("signed by")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-ends_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(manager_by__gte=models.F("self_by"))
                & models.Q(ends_on__gte=models.F("manager_by")),
                name="cycle_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:cycle", args=[self.pk])


class Review(Versioned, Confidential):
    """One person's review in a cycle, with who leads them through it."""

    leader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=ReviewState.choices, default=ReviewState.SELF
    )
    performance = models.PositiveSmallIntegerField(
        "result", choices=LEVELS, null=True, blank=True
    )
    person_signed_at = models.DateTimeField(null=True)
    manager_signed_at = models.DateTimeField(null=True)
    comment = models.TextField("the person's comment", blank=True)
    read_as = "reviews"

    class Meta:
        ordering = ["-cycle__ends_on", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "person"], name="one_review_a_cycle"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="signed")
                | models.Q(
                    person_signed_at__isnull=False, manager_signed_at__isnull=False
                ),
                name="review_is_signed_by_both",
            ),
            models.CheckConstraint(
                condition=~models.Q(leader=models.F("person")),
                name="nobody_reviews_themself",
            ),
        ]

    def __str__(self) -> str:
        return f"Review {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:review", args=[self.pk])

    def become(self, new: ReviewState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(REVIEW_MOVES, ReviewState(self.state), new)
        self.state = new


class ReviewPart(Versioned, Confidential):
    """One side's assessment: its author's until it is handed in."""

    class Kind(models.TextChoices):
        SELF = "self", "Self-assessment"
        MANAGER = "manager", "Manager's assessment"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    went_well = models.TextField("what went well", blank=True)
    to_change = models.TextField("what should change", blank=True)
    next_steps = models.TextField("what comes next", blank=True)
    handed_in_at = models.DateTimeField(null=True)
    read_as = "reviews"
    changed_by_author_only = True

    class Meta:
        ordering = ["-kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "kind", "author"], name="one_part_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Calibration(Versioned, Confidential):
    """Where a person stands in the grid of the line above. They never see it."""

    review = models.OneToOneField(
        Review, on_delete=models.CASCADE, related_name="calibration"
    )
    performance = models.PositiveSmallIntegerField(
        choices=LEVELS, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    potential = models.PositiveSmallIntegerField(
        choices=LEVELS, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    reason = models.TextField("why there", blank=True)
    read_as = "calibration"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Calibration {self.pk}"
