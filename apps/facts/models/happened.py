"""What happened to an application: deployments told by pipelines, exercises held."""

from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.facts.states import ExerciseKind, ExerciseOutcome


class DeploymentEventQuerySet(models.QuerySet["DeploymentEvent"]):
    def visible_to(self, user: User) -> "DeploymentEventQuerySet":
        """Those of the applications that the person sees, to people inside."""
        seen = Application.objects.visible_to(user)
        return self.filter(application__in=seen) if user.is_internal else self.none()


class DeploymentEvent(models.Model):
    """A deployment that a pipeline tells of; told again by its source, it is amended."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="deployment_events"
    )
    source = models.CharField(max_length=120)
    event_id = models.CharField(max_length=120)
    environment = models.CharField(max_length=30, default="production")
    release = models.CharField("version", max_length=100, blank=True)
    deployed_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)
    is_failed = models.BooleanField("failed", default=False)
    restored_at = models.DateTimeField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)

    objects = DeploymentEventQuerySet.as_manager()

    class Meta:
        ordering = ["-deployed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "source", "event_id"],
                name="deployment_told_once",
            ),
            models.CheckConstraint(
                condition=Q(restored_at=None)
                | Q(is_failed=True, restored_at__gte=F("deployed_at")),
                name="restored_after_failing",
            ),
            models.CheckConstraint(
                condition=Q(committed_at=None) | Q(committed_at__lte=F("deployed_at")),
                name="committed_before_deployed",
            ),
        ]
        indexes = [
            models.Index(fields=["application", "-deployed_at"], name="deployment_when")
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.release or self.event_id}"


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    def visible_to(self, user: User) -> "ExerciseQuerySet":
        """Those of the applications that the person sees, to people inside."""
        seen = Application.objects.visible_to(user)
        return self.filter(application__in=seen) if user.is_internal else self.none()


class Exercise(models.Model):
    """A disaster recovery exercise of an application, noted by hand."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="exercises"
    )
    held_on = models.DateField()
    kind = models.CharField(max_length=12, choices=ExerciseKind.choices)
    outcome = models.CharField(max_length=8, choices=ExerciseOutcome.choices)
    note = models.TextField(blank=True, max_length=2000)
    noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["application", "-held_on"], name="exercise_when")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.application}, {self.held_on}"
