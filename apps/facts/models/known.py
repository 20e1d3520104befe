"""What is known of an application, since when and from whom, and what it was before."""

from datetime import datetime

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.facts.rules.kinds import FactKind, in_words, kind_of


class FactQuerySet(models.QuerySet["Fact"]):
    def visible_to(self, user: User) -> "FactQuerySet":
        """Those of the applications that the person sees, to people inside."""
        seen = Application.objects.visible_to(user)
        return self.filter(application__in=seen) if user.is_internal else self.none()


class Fact(models.Model):
    """The latest value of one fact of one application.

    It is fresh until `fresh_until`, unless a later question failed: then `error` says
    how, and the value is the last one known.
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="facts"
    )
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=500)
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    measured_at = models.DateTimeField()
    fresh_until = models.DateTimeField()
    source = models.CharField(max_length=120)
    url = models.URLField(max_length=500, blank=True)
    error = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["application", "name"], name="fact_once")
        ]
        indexes = [models.Index(fields=["name", "number"], name="fact_by_number")]

    def __str__(self) -> str:
        return f"{self.kind.title} of {self.application}"

    def get_absolute_url(self) -> str:
        return reverse("facts:fact", args=[self.application.code, self.name])

    @property
    def kind(self) -> FactKind:
        """Its title, type and unit."""
        return kind_of(self.name)

    @property
    def words(self) -> str:
        """The value as people read it, with its unit."""
        return in_words(self.name, self.value)

    def is_fresh(self, now: datetime) -> bool:
        """Whether the value can be relied on."""
        return not self.error and now < self.fresh_until


class FactChangeQuerySet(models.QuerySet["FactChange"]):
    def visible_to(self, user: User) -> "FactChangeQuerySet":
        """Those of the facts that the person sees."""
        return self.filter(fact__in=Fact.objects.visible_to(user))


class FactChange(models.Model):
    """A value that a fact had from a moment on."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="changes")
    value = models.CharField(max_length=500)
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    measured_at = models.DateTimeField()
    source = models.CharField(max_length=120)

    objects = FactChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-measured_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "measured_at"], name="one_value_a_moment"
            )
        ]
        indexes = [models.Index(fields=["measured_at"], name="fact_change_when")]

    def __str__(self) -> str:
        return f"{self.value} at {self.measured_at:%Y-%m-%d %H:%M}"
