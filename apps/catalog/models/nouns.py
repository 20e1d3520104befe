"""Platforms, applications, and what stands between them."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.accounts.roles import ScopeKind
from apps.core.models import Versioned
from apps.history.models import tracked


def platforms_granted(user: User) -> frozenset[str]:
    """The slugs of the platforms on which somebody holds any role."""
    held = (one.keys for one in user.rights.held if one.kind == ScopeKind.PLATFORM)
    return frozenset().union(*held)


class PlatformQuerySet(models.QuerySet["Platform"]):
    def visible_to(self, user: User) -> "PlatformQuerySet":
        """Internal people see every platform; others those they have a role on."""
        if user.is_internal:
            return self
        return self.filter(slug__in=platforms_granted(user))

    def with_runs(self) -> "models.QuerySet[Any]":
        """With the owner, and `runs`: how many applications run on each."""
        runs = models.Count("deployments__application", distinct=True)
        return self.select_related("owner_team").annotate(runs=runs).order_by("name")


@tracked()
class Platform(Versioned):
    """What applications run on, and who supports it when."""

    class Kind(models.TextChoices):
        OPENSHIFT = "openshift", "OpenShift"
        ECS = "ecs", "Amazon ECS"
        CICD = "cicd", "CI/CD"
        AI = "ai", "AI services"

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    description = models.TextField(blank=True)
    owner_team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="platforms"
    )
    calendar_slug = models.SlugField("support hours", max_length=60, blank=True)
    capabilities = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:platform", args=[self.slug])

    def deployments_visible_to(self, user: User) -> "models.QuerySet[Deployment]":
        """What runs on it, of the applications that this person may see."""
        seen = Application.objects.visible_to(user)
        rows = self.deployments.filter(application__in=seen)
        return rows.select_related("application__owner_team").order_by(
            "application__name", "environment"
        )


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> "ApplicationQuerySet":
        """Internal people see every application; others those on their platforms."""
        if user.is_internal:
            return self
        theirs = Deployment.objects.filter(platform__slug__in=platforms_granted(user))
        return self.filter(pk__in=theirs.values("application"))


@tracked()
class Application(Versioned):
    """An application that an app team runs on our platforms."""

    class Lifecycle(models.TextChoices):
        EXPERIMENTAL = "experimental", "Experimental"
        PRODUCTION = "production", "Production"
        DEPRECATED = "deprecated", "Deprecated"

    class DataClass(models.TextChoices):
        PUBLIC = "public", "Public"
        INTERNAL = "internal", "Internal"
        CONFIDENTIAL = "confidential", "Confidential"
        RESTRICTED = "restricted", "Restricted"

    code = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    owner_team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="applications"
    )
    tier = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    lifecycle = models.CharField(
        max_length=12, choices=Lifecycle.choices, default=Lifecycle.EXPERIMENTAL
    )
    data_class = models.CharField(
        "data classification",
        max_length=12,
        choices=DataClass.choices,
        default=DataClass.INTERNAL,
    )
    contacts = models.TextField(blank=True)
    platforms: "models.ManyToManyField[Platform, Deployment]" = models.ManyToManyField(
        Platform, through="Deployment", related_name="applications"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tier__gte=1, tier__lte=4), name="tier_is_1_to_4"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:application", args=[self.code])

    @property
    def platform_names(self) -> list[str]:
        """The platforms it runs on, each once, in however many environments."""
        return sorted({platform.name for platform in self.platforms.all()})


@tracked()
class Deployment(models.Model):
    """An application on a platform, in an environment."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="deployments"
    )
    platform = models.ForeignKey(
        Platform, on_delete=models.PROTECT, related_name="deployments"
    )
    environment = models.CharField(max_length=30, default="production")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "platform", "environment"], name="deployed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} on {self.platform} ({self.environment})"


@tracked()
class Link(models.Model):
    """Where something about an application is found."""

    class Kind(models.TextChoices):
        REPOSITORY = "repository", "Repository"
        DASHBOARD = "dashboard", "Dashboard"
        RUNBOOK = "runbook", "Runbook"
        DOCUMENTATION = "documentation", "Documentation"
        OTHER = "other", "Other"

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="links"
    )
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.OTHER)
    url = models.URLField(max_length=500)
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "url"], name="link_once")
        ]

    def __str__(self) -> str:
        return self.title or self.url


@tracked()
class Dependency(models.Model):
    """An application that needs another; stated by people or by catalog files."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="needs"
    )
    on = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="needed_by"
    )
    is_imported = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "dependencies"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "on"], name="dependency_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(application=models.F("on")),
                name="depends_on_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} needs {self.on}"
