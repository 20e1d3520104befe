"""Reviews with a vendor: agenda, minutes, decisions, and actions that carry over."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.register import ManagedService
from apps.vendors.models.vendors import Vendor, seen_vendors
from apps.vendors.rules.governance import period_text
from apps.vendors.states import (
    REVIEW_ACTION_MOVES,
    REVIEW_MOVES,
    ReviewActionState,
    ReviewState,
)


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: User) -> "ReviewQuerySet":
        """Those of vendors one sees."""
        return self.filter(seen_vendors(user, "vendor"))

    def story_visible_to(self, user: User) -> "ReviewQuerySet":
        """Whose history one sees: it tells of notes and of minutes in the making."""
        return self.visible_to(user) if user.is_internal else self.none()


@tracked()
class Review(Versioned):
    """A meeting with a vendor about a month or a quarter. `first_month` begins it."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "Monthly"
        QUARTERLY = "quarterly", "Quarterly"

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.MONTHLY)
    first_month = models.DateField()
    held_on = models.DateField("meeting on")
    state = models.CharField(
        max_length=9, choices=ReviewState.choices, default=ReviewState.PLANNED
    )
    attendees = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    note = models.TextField("internal note", blank=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    internal_fields = frozenset({"note", "minutes"})
    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "kind", "first_month"],
                condition=~Q(state="cancelled"),
                name="review_once_a_period",
            ),
            models.CheckConstraint(
                condition=Q(first_month__day=1), name="review_begins_a_month"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_review_says_when",
            ),
        ]
        indexes = [models.Index(fields=["-held_on", "-id"], name="review_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} review with {self.vendor}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:review", args=[self.pk])

    @property
    def period(self) -> str:
        """What it is about, in words."""
        return period_text(self.kind, self.first_month)

    def can_become(self, new: ReviewState) -> bool:
        """Whether the table has this move."""
        return new in REVIEW_MOVES[ReviewState(self.state)]

    def become(self, new: ReviewState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(REVIEW_MOVES, ReviewState(self.state), new)
        self.state = new


class OfReviewQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "OfReviewQuerySet":
        """Those of reviews one sees."""
        return self.filter(seen_vendors(user, "review__vendor"))


class AgendaQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> "AgendaQuerySet":
        """Those of reviews one sees; the vendor what is shared."""
        rows = self.filter(seen_vendors(user, "review__vendor"))
        return rows if user.is_internal else rows.filter(is_shared=True)


@tracked()
class AgendaItem(models.Model):
    """Something to talk about. What was built from figures is built anew on demand."""

    class Kind(models.TextChoices):
        LEVEL = "level", "Service level"
        TREND = "trend", "Trend"
        DISPUTE = "dispute", "Exclusions in dispute"
        CREDIT = "credit", "Service credits"
        ACTION = "action", "Open actions"
        RISK = "risk", "Risks and issues"
        DATE = "date", "Dates"
        OTHER = "other", "Other"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.OTHER)
    service = models.ForeignKey(
        ManagedService,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    month = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=250)
    words = models.TextField(blank=True)
    is_built = models.BooleanField(default=False)
    is_shared = models.BooleanField("the vendor sees it", default=True)

    objects = AgendaQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


@tracked()
class Decision(models.Model):
    """What a review decided."""

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="decisions"
    )
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfReviewQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words


class ReviewActionQuerySet(models.QuerySet["ReviewAction"]):
    def visible_to(self, user: User) -> "ReviewActionQuerySet":
        """Those of vendors one sees."""
        return self.filter(seen_vendors(user, "review__vendor"))

    def open(self) -> "ReviewActionQuerySet":
        """Those still to be done."""
        return self.filter(state=ReviewActionState.OPEN)

    def carried_into(self, review: Review) -> "ReviewActionQuerySet":
        """What earlier reviews left open when this one met, or still do."""
        rows = self.filter(review__vendor=review.vendor_id).exclude(review=review)
        earlier = rows.filter(review__held_on__lte=review.held_on)
        return earlier.filter(
            Q(state=ReviewActionState.OPEN) | Q(closed_at__date__gte=review.held_on)
        )


@tracked()
class ReviewAction(Versioned):
    """Something that one side promised in a review; open ones carry over."""

    class Side(models.TextChoices):
        BANK = "bank", "The bank"
        VENDOR = "vendor", "The vendor"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(max_length=250)
    words = models.TextField("details", blank=True)
    side = models.CharField(max_length=6, choices=Side.choices)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_actions",
    )
    due_on = models.DateField()
    state = models.CharField(
        max_length=7,
        choices=ReviewActionState.choices,
        default=ReviewActionState.OPEN,
    )
    outcome = models.TextField(blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="closed_action_says_when",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="review_action_due", condition=Q(state="open")
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("vendors:review_action", args=[self.pk])

    def is_overdue(self, today: date) -> bool:
        """Whether it is open beyond its day."""
        return self.state == ReviewActionState.OPEN and self.due_on < today

    def can_become(self, new: ReviewActionState) -> bool:
        """Whether the table has this move."""
        return new in REVIEW_ACTION_MOVES[ReviewActionState(self.state)]

    def become(self, new: ReviewActionState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(REVIEW_ACTION_MOVES, ReviewActionState(self.state), new)
        self.state = new
