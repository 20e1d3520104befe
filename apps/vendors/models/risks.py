"""Risks and issues with a vendor."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.register import ManagedService
from apps.vendors.models.vendors import Vendor, seen_vendors
from apps.vendors.rules.governance import risk_score, risk_tone
from apps.vendors.states import RISK_MOVES, RiskState

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class RiskQuerySet(models.QuerySet["Risk"]):
    def visible_to(self, user: User) -> "RiskQuerySet":
        """Those of vendors one sees; the vendor those that are shared with it."""
        rows = self.filter(seen_vendors(user, "vendor"))
        return rows if user.is_internal else rows.filter(is_internal=False)

    def story_visible_to(self, user: User) -> "RiskQuerySet":
        """Whose history one sees: it tells of what was internal once."""
        return self.visible_to(user) if user.is_internal else self.none()

    def weighed(self) -> "RiskQuerySet":
        """With `weight`, likelihood × impact, as `risk_score` has it."""
        return self.annotate(weight=F("likelihood") * F("impact"))


@tracked()
class Risk(Versioned):
    """Something about a vendor that may happen, or has: then it is an issue."""

    class Kind(models.TextChoices):
        RISK = "risk", "Risk"
        ISSUE = "issue", "Issue"

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="risks")
    service = models.ForeignKey(
        ManagedService,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.RISK)
    title = models.CharField(max_length=200)
    words = models.TextField("what may happen, and why", blank=True)
    likelihood = models.PositiveSmallIntegerField(default=3, validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(default=3, validators=ONE_TO_FIVE)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mitigation = models.TextField(blank=True)
    review_on = models.DateField("look at it again on")
    state = models.CharField(
        max_length=6, choices=RiskState.choices, default=RiskState.OPEN
    )
    is_internal = models.BooleanField("the vendor never sees it", default=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["review_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5)) & Q(impact__range=(1, 5)),
                name="risk_is_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(kind="risk") | Q(likelihood=5), name="issue_is_certain"
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"], name="risk_open", condition=Q(state="open")
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("vendors:risk", args=[self.pk])

    @property
    def score(self) -> int:
        """1 to 25."""
        is_issue = self.kind == self.Kind.ISSUE
        return risk_score(self.likelihood, self.impact, is_issue=is_issue)

    @property
    def tone(self) -> str:
        """Red, amber or green."""
        return risk_tone(self.score)

    def become(self, new: RiskState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(RISK_MOVES, RiskState(self.state), new)
        self.state = new
