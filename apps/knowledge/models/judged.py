"""Queries whose right answers people named, and how well search answered them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.knowledge.models.articles import Article
from apps.knowledge.models.spaces import Space


class JudgedQueryQuerySet(models.QuerySet["JudgedQuery"]):
    def visible_to(self, user: User) -> "JudgedQueryQuerySet":
        """Those of spaces one sees; nobody from outside."""
        if not user.is_internal:
            return self.none()
        return self.filter(space__in=Space.objects.visible_to(user))


@tracked(exclude=["last_ndcg", "last_place", "evaluated_at"])
class JudgedQuery(Versioned):
    """What somebody may search for, and how search answered when last asked.

    `last_place` is where the first right article stood, from 1; None if it did not.
    """

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="judged_queries"
    )
    query = models.CharField("what is searched for", max_length=200)
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    last_ndcg = models.FloatField("nDCG@10", null=True, blank=True)
    last_place = models.PositiveSmallIntegerField(null=True, blank=True)
    evaluated_at = models.DateTimeField(null=True, blank=True)

    objects = JudgedQueryQuerySet.as_manager()

    class Meta:
        ordering = ["query", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "query"], name="judged_once_a_space"
            )
        ]
        indexes = [
            models.Index(fields=["last_ndcg", "id"], name="judged_by_ndcg"),
            models.Index(fields=["query", "id"], name="judged_by_query"),
        ]

    def __str__(self) -> str:
        return self.query

    def get_absolute_url(self) -> str:
        return reverse("knowledge:judged_query", args=[self.pk])


@tracked()
class Judgement(models.Model):
    """That an article answers a judged query, and how well."""

    class Grade(models.IntegerChoices):
        HELPS = 1, "Helps"
        ANSWERS = 2, "Answers"
        IS_IT = 3, "Is exactly it"

    judged = models.ForeignKey(
        JudgedQuery, on_delete=models.CASCADE, related_name="judgements"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="judgements"
    )
    grade = models.PositiveSmallIntegerField(
        choices=Grade.choices,
        default=Grade.IS_IT,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
    )

    class Meta:
        ordering = ["-grade", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["judged", "article"], name="article_judged_once_a_query"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_grade_display()}"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, user: User) -> "EvaluationQuerySet":
        """Those of spaces one sees; nobody from outside."""
        if not user.is_internal:
            return self.none()
        return self.filter(space__in=Space.objects.visible_to(user))


class Evaluation(models.Model):
    """How well search answered the judged queries of a space at one time. Shares, 0 to 1.

    `embedder` is the model whose vectors took part; empty where text alone answered.
    """

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, related_name="evaluations"
    )
    at = models.DateTimeField()
    queries = models.PositiveIntegerField()
    ndcg = models.FloatField()
    recall = models.FloatField()
    mrr = models.FloatField()
    without_result = models.FloatField()
    embedder = models.CharField(max_length=80, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["space", "-at"], name="evaluation_by_time")]

    def __str__(self) -> str:
        return f"{self.space}, {self.at:%Y-%m-%d}"
