"""Legal holds: what is kept of a person although its time is over."""

from django.db import models
from django.db.models import F, Q

from apps.core.states import check_move
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import HOLD_MOVES, HOLDING, HoldState
from apps.staffing.models.people import Person


class LegalHold(Confidential):
    """Nothing about the person is removed while it stands: begun by two, ended by two.

    The person and who reads as HR see it; the line above does not.
    """

    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=9, choices=HoldState.choices, default=HoldState.ASKED
    )
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    end_asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField("ended on", null=True)
    read_as = "legal holds"

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("author")) & ~Q(decided_by=F("person"))),
                name="hold_by_two",
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None)
                | Q(end_asked_by=None)
                | ~Q(ended_by=F("end_asked_by")),
                name="hold_ended_by_two",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["asked", *HOLDING]),
                name="one_hold_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Legal hold {self.pk}"

    def become(self, new: HoldState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(HOLD_MOVES, HoldState(self.state), new)
        self.state = new
