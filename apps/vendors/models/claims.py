"""Service credits that the bank claims from a vendor."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.periods import Closure
from apps.vendors.models.vendors import seen_vendors
from apps.vendors.states import CLAIM_MOVES, ClaimState


class CreditClaimQuerySet(models.QuerySet["CreditClaim"]):
    def visible_to(self, user: User) -> "CreditClaimQuerySet":
        """Those of vendors one sees, with their money; a vendor what was sent to it."""
        path = "closure__period__service__contract__vendor"
        rows = self.filter(seen_vendors(user, path))
        if not user.is_internal:
            return rows.filter(sent_at__isnull=False)
        paid = user.rights.scopes("vendors.view_money")
        known = sorted(paid.vendors)
        return rows if paid.everything else rows.filter(**{f"{path}__slug__in": known})


@tracked()
class CreditClaim(Versioned):
    """What a vendor owes for a frozen period, in the contract's currency."""

    closure = models.ForeignKey(
        Closure, on_delete=models.PROTECT, related_name="claims"
    )
    number = models.CharField(max_length=40, unique=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    state = models.CharField(
        max_length=11, choices=ClaimState.choices, default=ClaimState.DRAFT
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settlement = models.CharField("credit note", max_length=100, blank=True)
    comment = models.TextField(blank=True)

    objects = CreditClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_by=None) | ~models.Q(sent_by=models.F("by")),
                name="claim_sent_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="claim_is_of_something"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(sent_by__isnull=False, sent_at__isnull=False),
                name="claim_sent_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["closure"],
                condition=~models.Q(state="withdrawn"),
                name="one_live_claim",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("vendors:claim", args=[self.pk])

    def can_become(self, new: ClaimState) -> bool:
        """Whether the table has this move."""
        return new in CLAIM_MOVES[ClaimState(self.state)]

    def become(self, new: ClaimState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(CLAIM_MOVES, ClaimState(self.state), new)
        self.state = new
