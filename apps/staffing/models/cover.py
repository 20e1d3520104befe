"""Cover: how many with which skill are needed when, and where it is not met."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.staffing.models.rotas import Rota
from apps.staffing.models.skills import Level, Skill


class CoverageRuleQuerySet(models.QuerySet["CoverageRule"]):
    def visible_to(self, user: User) -> "CoverageRuleQuerySet":
        """Those of rotas one sees."""
        return self.filter(rota__in=Rota.objects.visible_to(user))


@tracked()
class CoverageRule(Versioned):
    """At least so many people, with a skill at a level, in a weekly window."""

    rota = models.ForeignKey(
        Rota, on_delete=models.CASCADE, related_name="coverage_rules"
    )
    name = models.CharField(max_length=100)
    people = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)]
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.ALONE)
    windows = models.JSONField(
        default=list,
        help_text='In the rota\'s zone, such as {"weekday": 0, "from": "08:00", "until": "20:00"}.',
    )
    from_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)

    objects = CoverageRuleQuerySet.as_manager()

    class Meta:
        ordering = ["rota__name", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:coverage_rule", args=[self.pk])


class GapQuerySet(models.QuerySet["Gap"]):
    def visible_to(self, user: User) -> "GapQuerySet":
        """Those of rotas one sees."""
        return self.filter(rule__rota__in=Rota.objects.visible_to(user))


@tracked()
class Gap(Versioned):
    """A span in which published shifts, less absences, do not meet a rule."""

    rule = models.ForeignKey(
        CoverageRule, on_delete=models.CASCADE, related_name="gaps"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    short = models.PositiveSmallIntegerField("people short")
    has_heads = models.BooleanField("enough people, not of the skill", default=False)
    cause = models.CharField(max_length=200, blank=True)
    found_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(
                fields=["starts_at"],
                name="gap_open",
                condition=models.Q(closed_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="gap_starts_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.short} short from {self.starts_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:gap", args=[self.pk])
