"""Schedules of other tools: looked at, then carried in or dropped."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.history.models import tracked


class RotaImportQuerySet(models.QuerySet["RotaImport"]):
    def visible_to(self, user: User) -> "RotaImportQuerySet":
        """One's own."""
        return self.filter(by=user)


@tracked(exclude=["document"])
class RotaImport(models.Model):
    """One file of schedules, what it would change, and what it did."""

    class Tool(models.TextChoices):
        PAGERDUTY = "pagerduty", "PagerDuty"
        OPSGENIE = "opsgenie", "Opsgenie"
        GRAFANA = "grafana", "Grafana OnCall"
        GOALERT = "goalert", "GoAlert"

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tool = models.CharField(max_length=10, choices=Tool.choices)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    document = models.JSONField()
    report = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = RotaImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_tool_display()}: {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:rota_import", args=[self.pk])
