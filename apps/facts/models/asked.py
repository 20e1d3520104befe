"""Whom the portal asks, what, and how far it has come with each application."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.core.models import EncryptedTextField, Versioned
from apps.facts.rules.kinds import kind_of
from apps.facts.rules.schedule import interval
from apps.facts.states import ConnectorKind
from apps.history.models import tracked


class ConnectorQuerySet(models.QuerySet["Connector"]):
    def visible_to(self, user: User) -> "ConnectorQuerySet":
        """Everybody inside sees whom the portal asks; nobody sees a secret."""
        return self if user.is_internal else self.none()

    def with_platforms(self) -> "ConnectorQuerySet":
        """With the platform, and `checks_count`; those that do not answer first."""
        rows = self.select_related("platform")
        rows = rows.annotate(checks_count=models.Count("checks"))
        failing_first = models.F("failing_since").asc(nulls_last=True)
        return rows.order_by(failing_first, "name", "pk")


@tracked(
    exclude=[
        *("url", "secret", "session_token", "failures", "failing_since"),
        *("resting_until", "answered_at", "last_error"),
    ]
)
class Connector(Versioned):
    """A system of the bank that the portal asks about what runs on a platform.

    `settings` holds what its kind needs besides: a user name, a region. Temporary
    credentials of AWS have a session token beside the secret.
    After failing it rests until `resting_until`, so that nothing else waits for it.
    """

    platform = models.ForeignKey(
        Platform, on_delete=models.CASCADE, related_name="connectors"
    )
    kind = models.CharField(max_length=15, choices=ConnectorKind.choices)
    name = models.CharField(max_length=80)
    url = EncryptedTextField("address", blank=True)
    secret = EncryptedTextField(blank=True)
    session_token = EncryptedTextField(blank=True, default="", db_default="")
    environment = models.CharField(max_length=30, default="production")
    settings = models.JSONField(default=dict, blank=True)
    is_on = models.BooleanField("switched on", default=True)
    failures = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    resting_until = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=300, blank=True, editable=False)

    objects = ConnectorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "name"], name="connector_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("facts:connector", args=[self.pk])


class CheckQuerySet(models.QuerySet["Check"]):
    def visible_to(self, user: User) -> "CheckQuerySet":
        """Everybody inside sees what is asked."""
        return self if user.is_internal else self.none()

    def with_names(self) -> "CheckQuerySet":
        """With connector, platform and application, and how its probes fare."""
        failing = models.Count("probes", filter=~Q(probes__error=""))
        rows = self.select_related("connector__platform", "application").annotate(
            probes_count=models.Count("probes"), failing_count=failing
        )
        return rows.order_by("name", "pk")


@tracked(exclude=["next_run_at"])
class Check(Versioned):
    """What is gathered: of one application, or of each on the connector's platform.

    `name` is that of the fact it is about; what the portal knows itself has no connector.
    `query` may hold {application}, {platform}, {environment}; a burn rate's {window}.
    """

    connector = models.ForeignKey(
        Connector, on_delete=models.CASCADE, null=True, related_name="checks"
    )
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, related_name="checks"
    )
    name = models.CharField("fact", max_length=60)
    query = models.TextField(blank=True)
    objective = models.DecimalField(
        "objective in %",
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(Decimal("99.999"))],
    )
    every_minutes = models.PositiveIntegerField(
        default=15, validators=[MinValueValidator(1), MaxValueValidator(10080)]
    )
    is_on = models.BooleanField("switched on", default=True)
    next_run_at = models.DateTimeField()

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=Q(connector=None), name="own_check_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_run_at"], name="check_due", condition=Q(is_on=True)
            )
        ]

    def __str__(self) -> str:
        return kind_of(self.name).title

    def get_absolute_url(self) -> str:
        return reverse("facts:check", args=[self.pk])

    @property
    def interval(self) -> str:
        """The same in words."""
        return interval(self.every_minutes)

    @property
    def every(self) -> timedelta:
        """The time from one measurement to the next."""
        return timedelta(minutes=self.every_minutes)


class ProbeQuerySet(models.QuerySet["Probe"]):
    def visible_to(self, user: User) -> "ProbeQuerySet":
        """Those of the applications that the person sees."""
        seen = Application.objects.visible_to(user)
        return self.filter(application__in=seen) if user.is_internal else self.none()

    def due(self, now: datetime) -> "ProbeQuerySet":
        """Whose time has come, which nobody holds, of connectors that do not rest."""
        is_awake = Q(of_check__connector__resting_until=None)
        is_awake |= Q(of_check__connector__resting_until__lte=now)
        return self.filter(
            Q(lease_until=None) | Q(lease_until__lte=now),
            is_awake,
            next_run_at__lte=now,
            of_check__is_on=True,
            of_check__connector__is_on=True,
        )

    def waiting(self) -> "ProbeQuerySet":
        """Which somebody asked for and that have not run since."""
        return self.filter(asked_at__isnull=False)


class Probe(models.Model):
    """A check of one application: when it is due, and what went wrong last."""

    of_check = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="probes")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="probes"
    )
    next_run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    ran_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects = ProbeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of_check", "application"], name="probe_once"
            )
        ]
        indexes = [models.Index(fields=["next_run_at"], name="probe_due")]

    def __str__(self) -> str:
        return f"{self.of_check} of {self.application}"
