"""Work that is planned, week by week, against which capacity is held."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.staffing.models.skills import Skill

# Where the work of a source is looked at; the key says which one.
SOURCES = {"onboarding": "onboarding:request", "vendors": "vendors:review_action"}


class PlannedWorkQuerySet(models.QuerySet["PlannedWork"]):
    def visible_to(self, user: User) -> "PlannedWorkQuerySet":
        """People inside see all; others that of their organisation's teams."""
        if user.is_internal:
            return self
        return self.filter(team__organisation_id=user.organisation_id)


@tracked()
class PlannedWork(Versioned):
    """Hours that a team will need in a week; those with a key come from elsewhere."""

    class Kind(models.TextChoices):
        REVIEW = "review", "Onboarding review"
        ACTION = "action", "Review action"
        PROJECT = "project", "Project"
        OTHER = "other", "Other"

    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="planned_work"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PROJECT)
    title = models.CharField(max_length=150)
    monday = models.DateField("week of")
    hours = models.DecimalField(
        max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True)
    key = models.CharField(max_length=100, blank=True, editable=False)

    objects = PlannedWorkQuerySet.as_manager()

    class Meta:
        ordering = ["monday", "title"]
        verbose_name = "planned work"
        indexes = [models.Index(fields=["team", "monday"], name="planned_team_week")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(monday__iso_week_day=1), name="planned_from_monday"
            ),
            models.UniqueConstraint(
                fields=["key", "monday"],
                name="planned_once_a_key",
                condition=~models.Q(key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, week of {self.monday}"

    def get_source_url(self) -> str:
        """Where it comes from, if from elsewhere in the portal."""
        source, _, number = self.key.partition(":")
        return reverse(SOURCES[source], args=[number]) if source in SOURCES else ""
