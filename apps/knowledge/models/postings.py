"""What search reads: passages, postings, how often a word occurs, synonyms.

All but synonyms is made from published versions and can be made again.
"""

from django.db import models
from django.urls import reverse
from pgvector.django import HalfVectorField, HnswIndex

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.knowledge.models.articles import Article
from apps.knowledge.models.spaces import Space

DIMENSIONS = 384


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, user: User) -> "PassageQuerySet":
        """Those of articles one sees."""
        return self.filter(article__in=Article.objects.visible_to(user))

    def unembedded(self, model: str) -> "PassageQuerySet":
        """Those whose embedding is missing, or made by another model."""
        return self.exclude(embedding__isnull=False, embedded_by=model)


class Passage(models.Model):
    """A part of a published version under one heading, as plain text.

    `anchor` is its heading's; both are empty before the first heading.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="passages"
    )
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    anchor = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    embedding = HalfVectorField(dimensions=DIMENSIONS, null=True, blank=True)
    embedded_by = models.CharField("embedding model", max_length=80, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "position"], name="passage_once_a_position"
            )
        ]
        indexes = [
            HnswIndex(
                name="passage_by_meaning",
                fields=["embedding"],
                opclasses=["halfvec_cosine_ops"],
            ),
            models.Index(fields=["embedded_by", "id"], name="passage_by_embedding"),
            models.Index(
                fields=["space", "embedded_by"],
                include=["article", "id", "embedding"],
                name="passage_vectors_of_space",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, passage {self.position}"


class Posting(models.Model):
    """That a lexeme is in an article, and what it weighs there.

    `weight` is BM25F's saturated, length-normalised term weight, without the rarity
    of the lexeme. A lexeme that begins with `=` is a whole identifier. `fields` has
    bit 1 for the title, 2 for headings, 4 for labels, 8 for the body.
    """

    pk = models.CompositePrimaryKey("article_id", "lexeme")
    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    space = models.ForeignKey(
        Space,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    lexeme = models.TextField(db_collation="C")
    weight = models.FloatField()
    fields = models.SmallIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["lexeme", "space"],
                include=["article", "weight", "fields"],
                name="posting_covers_search",
            )
        ]

    def __str__(self) -> str:
        return f"{self.lexeme} in {self.article_id}"


class Lexeme(models.Model):
    """In how many articles of a space a lexeme is."""

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    lexeme = models.TextField(db_collation="C")
    article_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lexeme", "space"],
                include=["article_count"],
                name="lexeme_once_a_space",
            )
        ]

    def __str__(self) -> str:
        return self.lexeme


class Word(models.Model):
    """A word as it is written in articles of a space, in lower case: to correct by."""

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    word = models.TextField(db_collation="C")
    article_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "word"], name="word_once_a_space")
        ]

    def __str__(self) -> str:
        return self.word


class IndexedSpace(models.Model):
    """What a space holds for search: how much, and how long its fields are together.

    `edition` grows with every change of its words. Lengths are counted in lexemes.
    """

    space = models.OneToOneField(Space, on_delete=models.CASCADE, primary_key=True)
    edition = models.PositiveBigIntegerField(default=0)
    article_count = models.PositiveIntegerField(default=0)
    passage_count = models.PositiveIntegerField(default=0)
    title_length = models.PositiveBigIntegerField(default=0)
    heading_length = models.PositiveBigIntegerField(default=0)
    label_length = models.PositiveBigIntegerField(default=0)
    body_length = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.space)


class IndexedArticle(models.Model):
    """An article that search knows: the version it knows, and how readers fared.

    `helpfulness` is -1 to 1, 0 where nothing is known.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="indexed"
    )
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField("version")
    indexed_at = models.DateTimeField()
    passage_count = models.PositiveIntegerField(default=0)
    title_length = models.PositiveIntegerField(default=0)
    heading_length = models.PositiveIntegerField(default=0)
    label_length = models.PositiveIntegerField(default=0)
    body_length = models.PositiveIntegerField(default=0)
    words = models.TextField("words, for the vocabulary", blank=True)
    helpfulness = models.FloatField(default=0)

    def __str__(self) -> str:
        return str(self.article)


class SynonymQuerySet(models.QuerySet["Synonym"]):
    def visible_to(self, user: User) -> "SynonymQuerySet":
        """Those of all spaces, and of the spaces one sees."""
        return self.filter(
            models.Q(space=None) | models.Q(space__in=Space.objects.visible_to(user))
        )


@tracked()
class Synonym(Versioned):
    """Words that also find what is written in other words, in a space or in all."""

    space = models.ForeignKey(
        Space,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="synonyms",
        help_text="Empty: in every space.",
    )
    words = models.CharField("who searches for", max_length=120)
    means = models.CharField("also finds", max_length=200)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "words"],
                name="synonym_once_a_space",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.means}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:synonym", args=[self.pk])
