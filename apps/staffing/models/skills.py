"""Skills in a tree, who has which at what level, and what a role needs."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.staffing.models.people import Person, TeamRole
from apps.staffing.rules.skills import waits


class Level(models.IntegerChoices):
    """How well somebody can do something."""

    NONE = 0, "None"
    AWARE = 1, "Aware"
    WITH_HELP = 2, "With help"
    ALONE = 3, "Alone"
    TEACHES = 4, "Teaches"


LEVEL = (MaxValueValidator(Level.TEACHES.value),)


class SkillQuerySet(models.QuerySet["Skill"]):
    def visible_to(self, user: User) -> "SkillQuerySet":
        """Everybody sees what there is to be able to do."""
        return self


@tracked()
class Skill(Versioned):
    """Something people can do, in a tree."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=100)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    platform = models.ForeignKey(
        Platform, on_delete=models.SET_NULL, null=True, blank=True
    )
    description = models.TextField(blank=True)
    levels = models.JSONField(
        default=dict, blank=True, help_text="What each level means here, by number."
    )

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="skill_once_a_branch",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:skill", args=[self.slug])


class HoldingQuerySet(models.QuerySet["Holding"]):
    def to_confirm(self) -> "HoldingQuerySet":
        """Assessed by the person since a manager last looked."""
        since = models.Q(confirmed_on=None) | models.Q(
            own_on__gt=models.F("confirmed_on")
        )
        return self.filter(since, own_on__isnull=False)

    def visible_to(self, user: User) -> "HoldingQuerySet":
        """Those of people one sees."""
        return self.filter(person__in=Person.objects.visible_to(user))


@tracked()
class Holding(Versioned):
    """A person's level of a skill: as they see it, and as their manager confirmed it."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="holdings"
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="holdings")
    own_level = models.PositiveSmallIntegerField(
        choices=Level.choices, null=True, validators=LEVEL
    )
    own_on = models.DateField(null=True)
    level = models.PositiveSmallIntegerField(
        "confirmed level", choices=Level.choices, null=True, validators=LEVEL
    )
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_on = models.DateField(null=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["skill__name"]
        indexes = [models.Index(fields=["skill", "level"], name="holding_skill_level")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "skill"], name="holding_once_a_skill"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.skill} {self.level}"

    @property
    def is_to_confirm(self) -> bool:
        """Whether the person assessed themself since a manager last looked."""
        return waits(self.own_on, self.confirmed_on)


@tracked()
class Target(Versioned):
    """The level of a skill that a role in a team needs."""

    role = models.ForeignKey(TeamRole, on_delete=models.CASCADE, related_name="targets")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="targets")
    level = models.PositiveSmallIntegerField(choices=Level.choices, validators=LEVEL)

    class Meta:
        ordering = ["role__name", "skill__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "skill"], name="target_once_a_skill"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.skill} {self.level}"
