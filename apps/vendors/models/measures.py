"""What no ticket tells: numbers entered by hand, outages, agreed maintenance."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import StoredFile, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.levels import PERCENT, ServiceLevel
from apps.vendors.models.register import ManagedService
from apps.vendors.models.vendors import seen_vendors
from apps.vendors.states import MEASUREMENT_MOVES, MeasurementState


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, user: User) -> "MeasurementQuerySet":
        """Those of vendors one sees."""
        return self.filter(seen_vendors(user, "level__service__contract__vendor"))


@tracked()
class Measurement(Versioned):
    """A level's figure of a month, entered by one person and approved by another."""

    level = models.ForeignKey(
        ServiceLevel, on_delete=models.CASCADE, related_name="measurements"
    )
    month = models.DateField()
    value = models.DecimalField(
        "measured, %", max_digits=8, decimal_places=4, validators=PERCENT
    )
    words = models.TextField("how it was measured")
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        max_length=9,
        choices=MeasurementState.choices,
        default=MeasurementState.ENTERED,
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "month"],
                condition=Q(state="entered"),
                name="one_measurement_waits",
            ),
            models.UniqueConstraint(
                fields=["level", "month"],
                condition=Q(state="approved"),
                name="one_measurement_counts",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")),
                name="measurement_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}, {self.month:%B %Y}: {self.value:.2f} %"

    def become(self, new: MeasurementState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(MEASUREMENT_MOVES, MeasurementState(self.state), new)
        self.state = new


class OfServiceQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "OfServiceQuerySet":
        """Those of services one sees."""
        return self.filter(seen_vendors(user, "service__contract__vendor"))

    def touching(
        self, service: ManagedService, starts_at: object, ends_at: object
    ) -> "OfServiceQuerySet":
        """Those of a service that reach into a span of time; open ones reach on."""
        rows = self.filter(service=service, starts_at__lt=ends_at)
        return rows.filter(Q(ends_at=None) | Q(ends_at__gt=starts_at))


@tracked()
class Outage(Versioned):
    """A service was down; without an end it still is."""

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="outages"
    )
    starts_at = models.DateTimeField("down from")
    ends_at = models.DateTimeField("until", null=True, blank=True)
    words = models.CharField("what happened", max_length=300)
    ticket_number = models.CharField("ticket", max_length=60, blank=True)

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="outage_starts_first",
            )
        ]
        indexes = [models.Index(fields=["service", "starts_at"], name="outage_of")]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("vendors:edit_outage", args=[self.pk])


@tracked()
class Maintenance(Versioned):
    """A window agreed for planned maintenance: no downtime falls into it."""

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="maintenance"
    )
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until")
    words = models.CharField("what is done", max_length=300)
    agreed_on = models.DateField("agreed on")

    objects = OfServiceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="maintenance_starts_first",
            )
        ]
        indexes = [models.Index(fields=["service", "starts_at"], name="maintenance_of")]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("vendors:edit_maintenance", args=[self.pk])
