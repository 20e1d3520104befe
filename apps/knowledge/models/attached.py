"""What belongs to an article: its files, its links, the addresses it had."""

from django.db import models
from django.db.models.functions import Concat
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import StoredFile
from apps.knowledge.models.articles import Article, ArticleVersion
from apps.knowledge.models.spaces import Space


class ArticleFileQuerySet(models.QuerySet["ArticleFile"]):
    def visible_to(self, user: User) -> "ArticleFileQuerySet":
        """Those that a published version names, of articles one sees; all where one writes."""
        seen = self.filter(article__in=Article.objects.visible_to(user))
        if user.rights.may("knowledge.read_all"):
            return seen
        named = Concat(models.Value("files/"), models.OuterRef("name"))
        published = ArticleVersion.objects.filter(
            article=models.OuterRef("article"),
            published_at__isnull=False,
            body__contains=named,
        )
        return seen.filter(
            models.Q(article__space__in=Space.objects.written_by(user))
            | models.Q(article__owner=user)
            | models.Q(models.Exists(published))
        )


class ArticleFile(models.Model):
    """A picture or file of an article; its text names it as `files/NAME`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()

    objects = ArticleFileQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "name"], name="file_name_once_an_article"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        article = self.article
        return reverse(
            "knowledge:file", args=[article.space.slug, article.slug, self.name]
        )


class FormerAddress(models.Model):
    """Where an article was before it was renamed or moved: it redirects."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=120)
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="former_addresses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "slug"], name="former_address_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.space}/{self.slug}"


class ArticleLink(models.Model):
    """A link in a published version. `target` is None where nothing answers to it.

    `written` is what the text says, `anchor` the heading it wants.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links")
    target = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="linked_from",
    )
    written = models.CharField(max_length=400)
    anchor = models.CharField(max_length=200, blank=True)
    is_broken = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["article"],
                name="article_broken_links",
                condition=models.Q(is_broken=True),
            )
        ]

    def __str__(self) -> str:
        return self.written
