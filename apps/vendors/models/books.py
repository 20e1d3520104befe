"""Workbooks of scorecards with many tickets: made by a worker, kept for a week."""

from datetime import date

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import StoredFile
from apps.core.states import check_move
from apps.vendors.models.periods import Closure
from apps.vendors.models.register import ManagedService
from apps.vendors.models.vendors import seen_vendors
from apps.vendors.states import BOOK_MOVES, BookState


class WorkbookQuerySet(models.QuerySet["Workbook"]):
    def visible_to(self, user: User) -> "WorkbookQuerySet":
        """One's own, as long as one sees the service: it holds what one may see."""
        return self.filter(seen_vendors(user, "service__contract__vendor"), by=user)

    def of(
        self, service: ManagedService, month: date, closure: Closure | None
    ) -> "WorkbookQuerySet":
        """Those of a month as it is known now, or of one of its closures."""
        return self.filter(service=service, month=month, closure=closure)


class Workbook(models.Model):
    """A scorecard as XLSX that somebody asked for. Without a closure: as of then."""

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="+"
    )
    month = models.DateField()
    closure = models.ForeignKey(
        Closure, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    with_money = models.BooleanField(default=False)
    tickets = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=7, choices=BookState.choices, default=BookState.WAITING
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = WorkbookQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["by", "service", "month"], name="workbook_of"),
            models.Index(fields=["created_at"], name="workbook_age"),
        ]

    def __str__(self) -> str:
        return f"Workbook of {self.service}, {self.month:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:book", args=[self.pk])

    @property
    def job(self) -> str:
        """The name under which its progress is kept."""
        return f"book:{self.pk}"

    def can_become(self, new: BookState) -> bool:
        """Whether the table has this move."""
        return new in BOOK_MOVES[BookState(self.state)]

    def become(self, new: BookState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(BOOK_MOVES, BookState(self.state), new)
        self.state = new
