"""What catalog files brought: every document as it was, its relations, the imports."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.catalog.models.nouns import Application
from apps.catalog.states import IMPORT_MOVES, ImportState
from apps.core.states import check_move
from apps.history.models import tracked


class EntityQuerySet(models.QuerySet["Entity"]):
    def visible_to(self, user: User) -> "EntityQuerySet":
        """Internal people see what was imported; others nothing."""
        return self if user.is_internal else self.none()


@tracked()
class Entity(models.Model):
    """A document of a catalog file, kept as it was, and what it feeds in the portal.

    `written` holds the values that imports last wrote to the application or team, so
    that a field which a person changed since is recognised and left alone.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=63)
    namespace = models.CharField(max_length=63)
    name = models.CharField(max_length=63)
    title = models.CharField(max_length=200)
    source = models.CharField("file", max_length=300)
    document = models.JSONField()
    text = models.TextField()
    written = models.JSONField(default=dict)
    application = models.OneToOneField(
        Application,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="entity",
    )
    team = models.OneToOneField(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="entity"
    )
    login = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="entities"
    )
    imported_at = models.DateTimeField()

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        ordering = ["kind", "name", "pk"]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("catalog:entity", args=[self.pk])


@tracked()
class Relation(models.Model):
    """A document names another, which may not have been imported (yet)."""

    source = models.ForeignKey(
        Entity, on_delete=models.CASCADE, related_name="relations"
    )
    kind = models.CharField(max_length=30)
    target_key = models.CharField(max_length=200, db_index=True)
    target = models.ForeignKey(
        Entity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="named_by",
    )

    class Meta:
        ordering = ["kind", "target_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "target_key"], name="relation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.target_key}"


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> "ImportRunQuerySet":
        """One's own; those who import for everybody, and auditors, see all."""
        may_see_all = user.rights.may("catalog.import") or user.rights.may(
            "accounts.view_grants"
        )
        return self if may_see_all else self.filter(by=user)


@tracked(exclude=["files", "report"])
class ImportRun(models.Model):
    """Files that somebody gave, what they would change, and what became of it."""

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.PREVIEW
    )
    files = models.JSONField()
    report = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("catalog:import_run", args=[self.pk])

    @property
    def file_names(self) -> list[str]:
        """The names of the files, as they were given."""
        return [one["name"] for one in self.files]

    def can_become(self, new: ImportState) -> bool:
        """Whether the table has this move."""
        return new in IMPORT_MOVES[ImportState(self.state)]

    def become(self, new: ImportState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(IMPORT_MOVES, ImportState(self.state), new)
        self.state = new
