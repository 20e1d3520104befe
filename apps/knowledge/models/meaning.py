"""What vectors are kept for beside passages: texts seen before, articles that say the same."""

from django.db import models
from pgvector.django import HalfVectorField

from apps.accounts.models import User
from apps.knowledge.models.articles import Article


class TextVector(models.Model):
    """What a model made of a text: the same text is not embedded again.

    `digest` is the SHA-256 of the text.
    """

    digest = models.CharField(max_length=64)
    model = models.CharField(max_length=80)
    vector = HalfVectorField(dimensions=384)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "model"], name="vector_once_a_text"
            )
        ]
        indexes = [models.Index(fields=["made_at"], name="vector_by_age")]

    def __str__(self) -> str:
        return f"{self.model}: {self.digest[:12]}"


class NearDuplicateQuerySet(models.QuerySet["NearDuplicate"]):
    def visible_to(self, user: User) -> "NearDuplicateQuerySet":
        """Pairs of which one sees both."""
        seen = Article.objects.visible_to(user)
        return self.filter(article__in=seen, other__in=seen)


class NearDuplicate(models.Model):
    """Two articles that say nearly the same, found at night. `article` is the older one.

    `similarity` is the cosine of the means of their passages' vectors. A pair that people
    called different is not shown again.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    similarity = models.FloatField()
    found_at = models.DateTimeField()
    different_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NearDuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-similarity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="pair_once"),
            models.CheckConstraint(
                condition=models.Q(article__lt=models.F("other")),
                name="pair_names_the_older_first",
            ),
        ]
        indexes = [models.Index(fields=["-similarity", "id"], name="pair_by_nearness")]

    def __str__(self) -> str:
        return f"{self.article} and {self.other}"
