"""One-to-ones: when, what is talked about, what is written down."""

from datetime import date

from django.db import models
from django.urls import reverse

from apps.core.models import Versioned
from apps.core.states import check_move
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import MEETING_MOVES, MeetingState


class OneToOne(Versioned, Confidential):
    """A talk of a person with who leads them. Its author is who leads."""

    on = models.DateField("day")
    state = models.CharField(
        max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    read_as = "one-to-ones"

    class Meta:
        verbose_name = "one-to-one"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["person", "-on"], name="one_to_one_person"),
            models.Index(fields=["state", "on"], name="one_to_one_due"),
        ]

    def __str__(self) -> str:
        return f"One-to-one of {self.on:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:one_to_one", args=[self.pk])

    def become(self, new: MeetingState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(MEETING_MOVES, MeetingState(self.state), new)
        self.state = new

    def is_overdue(self, today: date) -> bool:
        """Planned for a day that is past."""
        return self.state == MeetingState.PLANNED and self.on < today


class AgendaItem(Confidential):
    """Something to talk about; both may add one."""

    meeting = models.ForeignKey(
        OneToOne, on_delete=models.CASCADE, related_name="agenda"
    )
    words = models.CharField("to talk about", max_length=300)
    is_done = models.BooleanField("talked about", default=False)
    read_as = "one-to-ones"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words


class MeetingNote(Confidential):
    """What somebody wrote down: for themself, or for both."""

    meeting = models.ForeignKey(
        OneToOne, on_delete=models.CASCADE, related_name="notes"
    )
    words = models.TextField("note")
    read_as = "one-to-ones"
    changed_by_author_only = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"
