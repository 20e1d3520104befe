"""Sheets of levels that somebody brought, looked at before anything is written."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, user: User) -> "SheetQuerySet":
        """Only one's own."""
        return self.filter(by=user)


class Sheet(Versioned):
    """What was read of a file of people and levels, and what became of it.

    `cells` are [row, person's id, skill's id, level]; `problems` are sentences.
    """

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    cells = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    read_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)
    written_count = models.PositiveIntegerField(default=0)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:sheet", args=[self.pk])
