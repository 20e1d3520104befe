"""Mappings of ticket exports, and the imports of files by them."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import StoredFile, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.vendors.models.register import ManagedService
from apps.vendors.models.vendors import seen_vendors
from apps.vendors.rules.tickets.mapping import TicketMapping
from apps.vendors.states import IMPORT_MOVES, ImportState


class SavedMappingQuerySet(models.QuerySet["SavedMapping"]):
    def visible_to(self, user: User) -> "SavedMappingQuerySet":
        """Those inside who bring tickets in somewhere see all; others none."""
        may = user.is_internal and bool(user.rights.scopes("vendors.import"))
        return self if may else self.none()

    def named(self, name: str) -> "SavedMappingQuerySet":
        """The one of this name."""
        return self.filter(name=name)


@tracked()
class SavedMapping(Versioned):
    """How files of a kind are told into our words; saved once and used again.

    `rules` is what `TicketMapping.as_json` gives.
    """

    name = models.CharField(max_length=80, unique=True)
    rules = models.JSONField(default=dict)
    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    objects = SavedMappingQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("vendors:mapping", args=[self.pk])

    @property
    def mapping(self) -> TicketMapping:
        """What it says."""
        return TicketMapping.from_json(self.rules)


class TicketImportQuerySet(models.QuerySet["TicketImport"]):
    def visible_to(self, user: User) -> "TicketImportQuerySet":
        """Those of services one sees; nobody outside sees any."""
        if not user.is_internal:
            return self.none()
        return self.filter(seen_vendors(user, "service__contract__vendor"))

    def with_counts(self) -> "TicketImportQuerySet":
        """For lists: of the reports, which may be long, the counts alone."""
        return self.defer("report", "rules").annotate(
            told_counts=KeyTransform("counts", "report")
        )


@tracked(exclude=["report"])
class TicketImport(models.Model):
    """A file of tickets for a service: looked at, then carried out, or not.

    `rules` are the mapping as it was when the file was checked. `attempts` counts how
    often a worker has begun; one that died half-way has written nothing. The row is
    not locked while a worker is at it, so that it can be asked to stop.
    """

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="imports"
    )
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=9, choices=ImportState.choices, default=ImportState.GIVEN
    )
    mapping_name = models.CharField(max_length=80, blank=True)
    rules = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = TicketImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["service", "created_at"], name="import_of_service")
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:import", args=[self.pk])

    @property
    def mapping(self) -> TicketMapping:
        """How its file is read."""
        return TicketMapping.from_json(self.rules)

    @property
    def counts(self) -> dict[str, int]:
        """Rows, tickets, new, changed, unchanged, rejected: as far as they are known."""
        if "told_counts" in self.__dict__:
            listed: dict[str, int] | None = self.__dict__["told_counts"]
            return listed or {}
        found: dict[str, int] = self.report.get("counts", {})
        return found

    def report_rows(self) -> Iterator[tuple[object, str, str, str]]:
        """The report as a table: counts, what was odd, and each problem with its row."""
        for name, count in self.counts.items():
            yield "", "", str(count), name
        for words in self.report.get("notices", []):
            yield "", "", "", words
        for begin, end, days in self.report.get("gaps", []):
            yield "", "", f"{begin} to {end}", f"no ticket for {days} days"
        for name, count in self.report.get("states", {}).items():
            is_strange = name in self.report.get("strange_states", {})
            yield "", name, str(count), f"rows in {'an unknown ' * is_strange}state"
        for one in self.report.get("agreement", {}).get("reasons", []):
            yield "", "", str(one["count"]), one["why"]
        for one in self.report.get("problems", []):
            yield one["row"], one["column"], one["value"], one["why"]

    @property
    def job(self) -> str:
        """The name under which its progress is kept."""
        return f"import:{self.pk}"

    def can_become(self, new: ImportState) -> bool:
        """Whether the table has this move."""
        return new in IMPORT_MOVES[ImportState(self.state)]

    def become(self, new: ImportState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(IMPORT_MOVES, ImportState(self.state), new)
        self.state = new

    def as_facts(self) -> dict[str, Any]:
        """What the story tells of it."""
        return {"number": self.pk, "file": self.file.name, **self.counts}
