"""Tickets as vendors' exports tell them, and the states they went through."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.vendors.models.register import ManagedService
from apps.vendors.models.vendors import seen_vendors


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, user: User) -> "TicketQuerySet":
        """Those of services one sees."""
        return self.filter(
            service__in=ManagedService.objects.filter(
                seen_vendors(user, "contract__vendor")
            )
        )

    def of_service(self, service: ManagedService) -> "TicketQuerySet":
        """Those of one service."""
        return self.filter(service=service)


class Ticket(models.Model):
    """A ticket of a service. It comes by the million, by COPY, and knows no version.

    `fingerprint` is the same while nothing in its history changes, 0 without one;
    `made_sla` is what the source says itself. `import_id` and `source_row` say where it
    came from last. Numbers are kept by their bytes, so that the index which has each once
    a service also finds those that begin alike. Whether the service is there is not asked for each row: who brings
    tickets in holds the service, and the database keeps one that has any.
    """

    service = models.ForeignKey(
        ManagedService,
        on_delete=models.PROTECT,
        related_name="tickets",
        db_constraint=False,
        db_index=False,
    )
    number = models.CharField(max_length=60, db_collation="C")
    title = models.CharField(max_length=250, blank=True)
    type = models.CharField(max_length=40, blank=True)
    priority = models.PositiveSmallIntegerField(default=0, help_text="0 is unknown.")
    state = models.CharField(max_length=60, blank=True)
    group = models.CharField("assignment group", max_length=120, blank=True)
    category = models.CharField(max_length=120, blank=True)
    item = models.CharField("configuration item", max_length=120, blank=True)
    location = models.CharField("requester's location", max_length=120, blank=True)
    opened_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reopen_count = models.PositiveSmallIntegerField(default=0)
    reassignment_count = models.PositiveSmallIntegerField(default=0)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    was_fixed_first_time = models.BooleanField(null=True, blank=True)
    was_compliant = models.BooleanField("change was compliant", null=True, blank=True)
    made_sla = models.BooleanField(null=True, blank=True)
    fingerprint = models.BigIntegerField(default=0)
    import_id = models.BigIntegerField(null=True, blank=True)
    source_row = models.PositiveIntegerField(null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "number"], name="ticket_once_a_service"
            )
        ]
        indexes = [
            models.Index(fields=["service", "opened_at"], name="ticket_opened"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("vendors:ticket", args=[self.pk])


class StateSpan(models.Model):
    """A ticket was in a state from one instant to another, or still is.

    Each is an update that an export told; `sequence` orders those of the same instant.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="spans")
    state = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["started_at", "sequence", "pk"]

    def __str__(self) -> str:
        return f"{self.ticket}: {self.state}"
