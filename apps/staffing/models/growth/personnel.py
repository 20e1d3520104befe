"""Personnel actions: a change for a person, proposed by one and approved by two."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import Team
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.staffing.models.growth.approving import Decision, by_others
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import APPROVAL_MOVES, ApprovalState
from apps.staffing.models.people import Person, TeamRole


class PersonnelAction(Versioned, Confidential):
    """A pay change, promotion, transfer or termination from a day on.

    `team`, `role` and `line_manager` are what the roster is to say from the day on;
    `roster` is what became of that. Pay is in words alone, and goes nowhere.
    """

    class Kind(models.TextChoices):
        PAY = "pay", "Pay change"
        PROMOTION = "promotion", "Promotion"
        TRANSFER = "transfer", "Transfer"
        TERMINATION = "termination", "Termination"

    kind = models.CharField(max_length=11, choices=Kind.choices)
    effective_on = models.DateField("from")
    before = models.CharField("as it is", max_length=200, blank=True)
    after = models.CharField("as it will be", max_length=200)
    reason = models.TextField()
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.ForeignKey(
        TeamRole, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    line_manager = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    roster = models.CharField("in the roster", max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=ApprovalState.choices, default=ApprovalState.PROPOSED
    )
    read_as = "personnel actions"

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["state", "effective_on"], name="personnel_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(author=F("person")), name="nobody_proposes_for_themself"
            )
        ]

    def __str__(self) -> str:
        return f"Personnel action {self.pk}"

    @property
    def is_asked(self) -> bool:
        """Whether two others are still to decide."""
        return self.state == ApprovalState.PROPOSED

    def get_absolute_url(self) -> str:
        return reverse("staffing:personnel_action", args=[self.pk])

    def become(self, new: ApprovalState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(APPROVAL_MOVES, ApprovalState(self.state), new)
        self.state = new


class ActionDecision(Decision):
    """A yes or a no to a personnel action."""

    action = models.ForeignKey(
        PersonnelAction, on_delete=models.CASCADE, related_name="decisions"
    )
    read_as = "personnel actions"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "author"], name="one_say_on_an_action"
            ),
            by_others("nobody_approves_their_action"),
        ]
