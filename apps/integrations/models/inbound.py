"""Where other systems send to, and the inbox of what they sent."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.core.models import EncryptedTextField, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.integrations.states.inbound import (
    DELIVERY_MOVES,
    OCCURRENCE_MOVES,
    DeliveryState,
    EndpointKind,
    OccurrenceState,
)
from apps.onboarding.models import Standard
from apps.vendors.models import ManagedService


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def visible_to(self, user: User) -> "EndpointQuerySet":
        """Everything to who looks after all; of a platform's manager what leads there."""
        where = user.rights.scopes("integrations.view")
        if not user.is_internal or not where:
            return self.none()
        if where.everything:
            return self
        slugs = where.platforms
        services = ManagedService.objects.filter(platforms__slug__in=slugs)
        return self.filter(Q(platform__slug__in=slugs) | Q(service__in=services))

    def with_names(self) -> "EndpointQuerySet":
        """With what they lead to, in the same query."""
        return self.select_related("service__contract__vendor", "platform", "standard")


@tracked(exclude=["secret", "former_secret"])
class Endpoint(Versioned):
    """An address that one system sends to, how it proves itself, and what comes of it.

    Two secrets count while one is being changed. `rules` is a ticket mapping, whose
    columns are the paths of a payload; `options` are those of the kind.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=14, choices=EndpointKind.choices)
    secret = EncryptedTextField()
    former_secret = EncryptedTextField(blank=True)
    secret_made_at = models.DateTimeField(editable=False)
    networks = models.JSONField(default=list, blank=True)
    per_minute = models.PositiveIntegerField("deliveries a minute", default=600)
    service = models.ForeignKey(
        ManagedService,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="endpoints",
        verbose_name="managed service",
    )
    platform = models.ForeignKey(
        Platform,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="endpoints",
    )
    standard = models.ForeignKey(
        Standard,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="endpoints",
    )
    criterion_code = models.CharField("criterion", max_length=20, blank=True)
    rules = models.JSONField(default=dict, blank=True)
    options = models.JSONField(default=dict, blank=True)
    auto_close_minutes = models.PositiveIntegerField(null=True, blank=True)
    is_on = models.BooleanField("switched on", default=True)
    created_at = models.DateTimeField(editable=False)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=False)
                | Q(platform__isnull=False)
                | Q(standard__isnull=False),
                name="endpoint_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(standard=None) | ~Q(criterion_code=""),
                name="evidence_names_its_criterion",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("integrations:endpoint", args=[self.pk])


class InboundDeliveryQuerySet(models.QuerySet["InboundDelivery"]):
    def visible_to(self, user: User) -> "InboundDeliveryQuerySet":
        """What came to the endpoints that one sees."""
        return self.filter(endpoint__in=Endpoint.objects.visible_to(user))

    def with_names(self) -> "InboundDeliveryQuerySet":
        """With their endpoints, in the same query."""
        return self.select_related("endpoint")

    def without_body(self) -> "InboundDeliveryQuerySet":
        """As a list needs them: what was sent stays in the database."""
        of_endpoint = ("endpoint__secret", "endpoint__former_secret", "endpoint__rules")
        return self.defer("body", "headers", *of_endpoint)


class InboundDelivery(models.Model):
    """What one system sent once, kept before it was told so. The inbox."""

    endpoint = models.ForeignKey(
        Endpoint, on_delete=models.PROTECT, related_name="deliveries"
    )
    key = models.CharField(max_length=200)
    body = models.BinaryField()
    size = models.PositiveIntegerField()
    headers = models.JSONField(default=dict)
    sent_from = models.GenericIPAddressField(null=True)
    received_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=DeliveryState.choices, default=DeliveryState.RECEIVED
    )
    runs = models.PositiveSmallIntegerField(default=0)
    processed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    result = models.JSONField(default=list)
    repeats = models.PositiveIntegerField(default=0)
    repeated_at = models.DateTimeField(null=True)

    objects = InboundDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = "delivery"
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "key"], name="received_once_by_an_endpoint"
            )
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="delivery_newest"),
            models.Index(
                fields=["endpoint", "-received_at", "-id"], name="delivery_of_endpoint"
            ),
            models.Index(
                fields=["state", "-received_at", "-id"], name="delivery_by_state"
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("integrations:delivery", args=[self.pk])

    def can_become(self, new: DeliveryState) -> bool:
        """Whether the table has the move."""
        return new in DELIVERY_MOVES[DeliveryState(self.state)]

    def become(self, new: DeliveryState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(DELIVERY_MOVES, DeliveryState(self.state), new)
        self.state = new


class Refusal(models.Model):
    """How often an endpoint refused something on a day, and why."""

    endpoint = models.ForeignKey(
        Endpoint, on_delete=models.CASCADE, related_name="refusals"
    )
    day_on = models.DateField()
    why = models.CharField(max_length=100)
    count = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "day_on", "why"], name="refusals_counted_by_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} × {self.count}"


class Occurrence(models.Model):
    """One time that an alert fired, or one record of another system, as last heard of.

    Identity is (endpoint, fingerprint); an occurrence adds when it began. `is_silent`
    says that nobody told its end: it was not heard of for long.
    """

    endpoint = models.ForeignKey(
        Endpoint, on_delete=models.CASCADE, related_name="occurrences"
    )
    fingerprint = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=OccurrenceState.choices)
    heard_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_silent = models.BooleanField(default=False, db_default=False)
    title = models.CharField(max_length=250, blank=True)
    number = models.CharField(max_length=60, blank=True)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "fingerprint", "started_at"],
                name="an_occurrence_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "heard_at"],
                name="occurrence_firing",
                condition=Q(state="firing"),
            ),
            models.Index(
                fields=["application"],
                name="occurrence_of_application",
                condition=Q(state="firing"),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.fingerprint

    def become(self, new: OccurrenceState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(OCCURRENCE_MOVES, OccurrenceState(self.state), new)
        self.state = new
