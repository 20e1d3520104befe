"""Imports of trees of documents, what each article was when it came, and exports."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import StoredFile
from apps.core.states import check_move
from apps.history.models import tracked
from apps.knowledge.models.articles import Article, Kind
from apps.knowledge.models.spaces import Space
from apps.knowledge.states import IMPORT_MOVES, ImportState


class ArticleImportQuerySet(models.QuerySet["ArticleImport"]):
    def visible_to(self, user: User) -> "ArticleImportQuerySet":
        """Those into spaces one writes in; all to who reads everything."""
        if user.rights.may("knowledge.read_all"):
            return self
        return self.filter(space__in=Space.objects.written_by(user))

    def with_counts(self) -> "ArticleImportQuerySet":
        """For lists: of the reports, which may be long, the counts alone."""
        return self.defer("report").annotate(
            told_counts=KeyTransform("counts", "report")
        )


@tracked(exclude=["report"])
class ArticleImport(models.Model):
    """A tree of documents for a space: looked at, then carried out, or not.

    `source` names the tree in the paths that its articles keep; `site` is the address
    of what is made of it, for links to pages that the tree lacks. The row is not
    locked while a worker is at it, so that it can be asked to stop.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField("name of the source", max_length=80)
    commit = models.CharField(max_length=64, blank=True)
    site = models.URLField("address of its site", max_length=200, blank=True)
    kind = models.CharField(
        max_length=12,
        choices=Kind.choices,
        blank=True,
        help_text="Empty: as each document says, or its headings.",
    )
    takes_files = models.BooleanField(default=False)
    publishes = models.BooleanField(default=True)
    state = models.CharField(
        max_length=9, choices=ImportState.choices, default=ImportState.CHECKING
    )
    report = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["space", "created_at"], name="article_import_of_space")
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:import", args=[self.pk])

    @property
    def counts(self) -> dict[str, int]:
        """Pages, new, changed, unchanged, conflicts, rejected: as far as known."""
        if "told_counts" in self.__dict__:
            listed: dict[str, int] | None = self.__dict__["told_counts"]
            return listed or {}
        found: dict[str, int] = self.report.get("counts", {})
        return found

    def report_rows(self) -> Iterator[tuple[str, object, str, str]]:
        """The report as a table: what became of each page, and each problem by line."""
        for one in self.report.get("pages", []):
            yield one["file"], "", one["outcome"], one["title"]
        for one in self.report.get("problems", []):
            yield one["file"], one["line"] or "", one["level"], one["why"]
        for words in self.report.get("notices", []):
            yield "", "", "noted", words

    @property
    def job(self) -> str:
        """The name under which its progress is kept."""
        return f"article-import:{self.pk}"

    def can_become(self, new: ImportState) -> bool:
        """Whether the table has this move."""
        return new in IMPORT_MOVES[ImportState(self.state)]

    def become(self, new: ImportState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(IMPORT_MOVES, ImportState(self.state), new)
        self.state = new

    def as_facts(self) -> dict[str, Any]:
        """What the story tells of it."""
        return {"source": self.source, **self.counts}


class ArticleOrigin(models.Model):
    """What an article was when a file last brought it: by that a change here is seen.

    `text` is the digest of its title and text, `facts` what the file said of it.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="origin"
    )
    text = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Origin of {self.article_id}"


class SpaceExportQuerySet(models.QuerySet["SpaceExport"]):
    def visible_to(self, user: User) -> "SpaceExportQuerySet":
        """One's own: an export holds what its maker may read."""
        return self.filter(by=user, space__in=Space.objects.visible_to(user))

    def for_space(self, space: Space) -> "SpaceExportQuerySet":
        """Those of a space."""
        return self.filter(space=space)


class SpaceExport(models.Model):
    """A space as a ZIP file of Markdown, made in the background for one person."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    with_drafts = models.BooleanField(default=False)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    articles = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = SpaceExportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Export {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:export", args=[self.space.slug])
