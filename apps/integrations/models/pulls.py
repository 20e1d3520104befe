"""What is pulled from where into which service, each run, each row that was refused."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import EncryptedTextField, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.integrations.rules.pulls_pages import Cursor
from apps.integrations.states.pulls import RUN_MOVES, PullKind, RunState
from apps.vendors.models import ManagedService

UNTRACKED = ("secret", "cursor", "recent", "next_run_at", "last_error")


class PullQuerySet(models.QuerySet["Pull"]):
    def visible_to(self, user: User) -> "PullQuerySet":
        """All to who looks after everything; of a platform's manager what leads there."""
        where = user.rights.scopes("integrations.view")
        if not user.is_internal or not where:
            return self.none()
        if where.everything:
            return self
        slugs = where.platforms
        services = ManagedService.objects.filter(platforms__slug__in=slugs)
        return self.filter(service__in=services)

    def with_names(self) -> "PullQuerySet":
        """With the services that they fill, in the same query."""
        return self.select_related("service__contract__vendor")

    def due(self, now: datetime) -> "PullQuerySet":
        """Switched on, and their time has come."""
        return self.filter(is_on=True, next_run_at__lte=now)


@tracked(exclude=UNTRACKED)
class Pull(Versioned):
    """A table or search of another system, asked on schedule for what changed.

    `cursor` is what `Cursor.as_json` gives; it moves with the rows that were written.
    With a user the secret is a password, without one a bearer token.
    """

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=11, choices=PullKind.choices)
    url = models.CharField("address", max_length=300)
    username = models.CharField("user", max_length=150, blank=True)
    secret = EncryptedTextField("password or token")
    table = models.CharField(max_length=80, blank=True)
    query = models.CharField(max_length=1000, blank=True)
    zone = models.CharField("time zone of the account", max_length=60, default="UTC")
    service = models.ForeignKey(
        ManagedService,
        on_delete=models.PROTECT,
        related_name="pulls",
        verbose_name="managed service",
    )
    mapping_name = models.CharField("mapping", max_length=80)
    every_minutes = models.PositiveIntegerField("every so many minutes", default=15)
    per_minute = models.PositiveIntegerField("requests a minute", default=30)
    is_on = models.BooleanField("switched on", default=True)
    created_at = models.DateTimeField(editable=False)
    next_run_at = models.DateTimeField(editable=False)
    cursor = models.JSONField(default=dict, editable=False)
    recent = models.JSONField(default=dict, editable=False)
    last_error = models.CharField(max_length=200, blank=True, editable=False)

    objects = PullQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every_minutes__gte=1, per_minute__gte=1),
                name="a_pull_has_a_pace",
            ),
            models.CheckConstraint(
                condition=~Q(kind="servicenow", table=""),
                name="servicenow_is_pulled_by_table",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("integrations:pull", args=[self.pk])

    @property
    def host(self) -> str:
        """Whose it is."""
        return urlsplit(self.url).hostname or ""

    @property
    def reached_at(self) -> datetime | None:
        """Up to which update rows have been read; None before the first."""
        return Cursor.from_json(self.cursor).at


class PullRunQuerySet(models.QuerySet["PullRun"]):
    def visible_to(self, user: User) -> "PullRunQuerySet":
        """Those of pulls that one sees."""
        return self.filter(pull__in=Pull.objects.visible_to(user))

    def running(self) -> "PullRunQuerySet":
        """Not at their end."""
        return self.filter(state=RunState.RUNNING)


class PullRun(models.Model):
    """One time that a pull went through what changed: page by page, to its end.

    `steps` numbers the requests, each a piece of work of its own; `failures` counts
    those that failed in a row.
    """

    pull = models.ForeignKey(Pull, on_delete=models.CASCADE, related_name="runs")
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        max_length=7, choices=RunState.choices, default=RunState.RUNNING
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    waits_until = models.DateTimeField(null=True)
    steps = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(null=True)
    read = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    objects = PullRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pull"],
                name="a_pull_runs_once_at_a_time",
                condition=Q(state="running"),
            )
        ]
        indexes = [models.Index(fields=["pull", "-id"], name="run_newest")]

    def __str__(self) -> str:
        return f"Run {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("integrations:pull_run", args=[self.pk])

    def can_become(self, new: RunState) -> bool:
        """Whether the table has the move."""
        return new in RUN_MOVES[RunState(self.state)]

    def become(self, new: RunState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(RUN_MOVES, RunState(self.state), new)
        self.state = new


class RejectedRowQuerySet(models.QuerySet["RejectedRow"]):
    def visible_to(self, user: User) -> "RejectedRowQuerySet":
        """Those of pulls that one sees."""
        return self.filter(run__in=PullRun.objects.visible_to(user))


class RejectedRow(models.Model):
    """A row that did not become a ticket: whose it is there, why, and what it held."""

    run = models.ForeignKey(PullRun, on_delete=models.CASCADE, related_name="refused")
    key = models.CharField(max_length=100)
    number = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=200)
    updated_at = models.DateTimeField()

    objects = RejectedRowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "id"], name="refused_of_run")]

    def __str__(self) -> str:
        return f"{self.number or self.key}: {self.field} {self.why}"
