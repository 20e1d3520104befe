"""Articles and their versions, which never change."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.catalog.models import Application, Platform
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.knowledge.models.spaces import Space
from apps.knowledge.states import (
    READABLE,
    STANDING_MOVES,
    STANDS,
    WORK_MOVES,
    Standing,
    Work,
)

# A version is written once; publishing stamps it once.
ONLY_STAMPED = pgtrigger.Trigger(
    name="version_never_changes",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE' OR OLD.published_at IS NOT NULL
            OR to_jsonb(OLD) - ARRAY['published_at', 'published_by_id']
                <> to_jsonb(NEW) - ARRAY['published_at', 'published_by_id']
        THEN
            RAISE EXCEPTION 'A version of an article never changes.';
        END IF;
        RETURN NEW;
    """,
)


class Kind(models.TextChoices):
    """What an article is; each kind has its template."""

    RUNBOOK = "runbook", "Runbook"
    HOW_TO = "how_to", "How-to"
    KNOWN_ERROR = "known_error", "Known error"
    FAQ = "faq", "FAQ"
    RCA = "rca", "RCA"
    POLICY = "policy", "Policy"
    TRAINING = "training", "Training"


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User) -> "ArticleQuerySet":
        """What was published, in spaces one reads; all of the spaces one writes in."""
        if user.rights.may("knowledge.read_all"):
            return self
        is_readable = models.Q(
            space__in=Space.objects.visible_to(user),
            standing__in=READABLE,
            published__isnull=False,
        )
        return self.filter(
            is_readable
            | models.Q(space__in=Space.objects.written_by(user))
            | models.Q(owner=user, space__in=Space.objects.visible_to(user))
        )

    def story_visible_to(self, user: User) -> "ArticleQuerySet":
        """The history of an article tells of its drafts."""
        seen = self.visible_to(user)
        return (
            seen
            if user.is_internal
            else seen.filter(space__in=Space.objects.written_by(user))
        )

    def standing(self) -> "ArticleQuerySet":
        """Those that readers may rely on: published, whether due for review or not."""
        return self.filter(standing__in=STANDS)


@tracked()
class Article(Versioned):
    """One subject. `head` is its newest version, `published` the one readers have.

    `title` is the published version's, else the newest one's. `source_path` and
    `source_commit` say where an imported one came from.
    """

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="articles")
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.HOW_TO)
    title = models.CharField(max_length=200)
    standing = models.CharField(
        max_length=12, choices=Standing.choices, default=Standing.UNPUBLISHED
    )
    work = models.CharField(max_length=10, choices=Work.choices, default=Work.DRAFT)
    head = models.ForeignKey(
        "ArticleVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    published = models.ForeignKey(
        "ArticleVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="owner team",
    )
    platforms = models.ManyToManyField(Platform, blank=True, related_name="articles")
    applications = models.ManyToManyField(
        Application, blank=True, related_name="articles"
    )
    labels = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    review_days = models.PositiveSmallIntegerField(
        "days between reviews",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1825)],
        help_text="Empty: as its space has it.",
    )
    review_on = models.DateField("review due on", null=True, blank=True)
    verified_at = models.DateTimeField("last verified", null=True, blank=True)
    verified_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who sent the newest version for review.",
    )
    retired_because = models.CharField(max_length=200, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="replaced by",
    )
    source_path = models.CharField(max_length=400, blank=True)
    source_commit = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "slug"], name="article_slug_once_a_space"
            )
        ]
        indexes = [
            models.Index(fields=["space", "title"], name="article_by_title"),
            models.Index(fields=["title", "id"], name="article_by_title_alone"),
            models.Index(fields=["-changed_at", "-id"], name="article_by_change"),
            models.Index(fields=["review_on", "id"], name="article_by_review"),
            models.Index(fields=["space", "source_path"], name="article_by_source"),
            GinIndex(fields=["labels"], name="article_by_label"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("knowledge:article", args=[self.space.slug, self.slug])

    def can_become(self, new: Standing) -> bool:
        """Whether what readers have may turn into this now."""
        return new in STANDING_MOVES[Standing(self.standing)]

    def become(self, new: Standing) -> None:
        """Change what readers have, in memory, if the table has the move."""
        check_move(STANDING_MOVES, Standing(self.standing), new)
        self.standing = new

    def can_turn(self, new: Work) -> bool:
        """Whether what authors have may turn into this now."""
        return new in WORK_MOVES[Work(self.work)]

    def turn(self, new: Work) -> None:
        """Change what authors have, in memory, if the table has the move."""
        check_move(WORK_MOVES, Work(self.work), new)
        self.work = new

    @property
    def days_between_reviews(self) -> int:
        """Its own, else its space's. Days."""
        return self.review_days or self.space.review_days


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    def visible_to(self, user: User) -> "ArticleVersionQuerySet":
        """Those once published of articles one reads; all where one writes."""
        seen = self.filter(article__in=Article.objects.visible_to(user))
        if user.rights.may("knowledge.read_all"):
            return seen
        writes = models.Q(article__space__in=Space.objects.written_by(user))
        return seen.filter(
            writes
            | models.Q(article__owner=user)
            | models.Q(published_at__isnull=False)
        )


class ArticleVersion(models.Model):
    """The text of an article as one save left it."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    note = models.CharField("what changed", max_length=200, blank=True)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="version_number_once_an_article"
            )
        ]
        triggers = [ONLY_STAMPED]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def get_absolute_url(self) -> str:
        article = self.article
        return reverse(
            "knowledge:version", args=[article.space.slug, article.slug, self.number]
        )
