"""Secret addresses of calendars: of a person's shifts, or of everybody's on a rota or a team's rotas."""

from django.db import models

from apps.accounts.models import Team, User
from apps.history.models import tracked
from apps.staffing.models.rotas import Rota


class ShiftFeedQuerySet(models.QuerySet["ShiftFeed"]):
    def visible_to(self, user: User) -> "ShiftFeedQuerySet":
        """One's own."""
        return self.filter(owner=user)


@tracked(exclude=["digest", "read_at"])
class ShiftFeed(models.Model):
    """An address that gives a calendar program shifts. Only its hash is kept."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="shift_feeds"
    )
    rota = models.ForeignKey(
        Rota,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        verbose_name="everybody's shifts of",
        help_text="Empty: your own shifts, of every rota.",
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="everybody's shifts on the rotas of",
    )
    digest = models.CharField(max_length=64, unique=True)
    alarm_minutes = models.PositiveSmallIntegerField(
        "remind before a shift, minutes", null=True, blank=True
    )
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = ShiftFeedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rota=None) | models.Q(team=None),
                name="feed_of_a_rota_or_a_team",
            )
        ]

    def __str__(self) -> str:
        if self.team:
            return f"Everybody of {self.team}"
        return f"Everybody on {self.rota}" if self.rota else "My shifts"

    @property
    def is_of_everybody(self) -> bool:
        """Whether it holds others' shifts too."""
        return bool(self.rota_id or self.team_id)
