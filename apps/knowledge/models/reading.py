"""What is known of how articles are read: seen, helpful, flagged, used."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.knowledge.models.articles import Article, ArticleVersion
from apps.knowledge.models.spaces import Space
from apps.knowledge.states import FLAG_MOVES, FlagState


class ArticleView(models.Model):
    """That a person opened an article on a day."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="views", db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user", "on"], name="view_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["on", "article"], name="view_by_day")]

    def __str__(self) -> str:
        return f"{self.article_id} by {self.user_id} on {self.on}"


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, user: User) -> "FeedbackQuerySet":
        """One's own; of articles that one keeps or writes, everybody's."""
        seen = self.filter(article__in=Article.objects.visible_to(user))
        if user.rights.may("knowledge.read_all"):
            return seen
        return seen.filter(
            models.Q(user=user)
            | models.Q(article__owner=user)
            | models.Q(article__space__in=Space.objects.written_by(user))
        )


@tracked()
class Feedback(models.Model):
    """Whether a version helped somebody, as they said last."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="feedback"
    )
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.CASCADE, related_name="feedback"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    is_helpful = models.BooleanField("it helped")
    comment = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "feedback"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "user"], name="feedback_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return "It helped" if self.is_helpful else "It did not help"


class FlagQuerySet(models.QuerySet["Flag"]):
    def visible_to(self, user: User) -> "FlagQuerySet":
        """Inside, those on articles one sees; to others what they flagged themselves."""
        seen = self.filter(article__in=Article.objects.visible_to(user))
        return seen if user.is_internal else seen.filter(by=user)

    def story_visible_to(self, user: User) -> "FlagQuerySet":
        """Whoever sees a flag sees what became of it."""
        return self.visible_to(user)

    def open(self) -> "FlagQuerySet":
        """Those that nobody has answered."""
        return self.filter(state=FlagState.OPEN)


@tracked()
class Flag(Versioned):
    """A passage that a reader says is wrong, until a version fixes it or it is declined.

    `quote` is the passage as it stood in `version`, `heading` the one above it.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="flags")
    version_flagged = models.ForeignKey(
        ArticleVersion, on_delete=models.CASCADE, related_name="flags"
    )
    quote = models.CharField("passage", max_length=1000, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    comment = models.CharField("what is wrong", max_length=1000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="flags")
    at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=FlagState.choices, default=FlagState.OPEN
    )
    answer = models.CharField(max_length=1000, blank=True)
    fixed_in = models.ForeignKey(
        ArticleVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="fixes",
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=FlagState.FIXED, fixed_in__isnull=False)
                | (~models.Q(state=FlagState.FIXED) & models.Q(fixed_in=None)),
                name="fixed_by_a_version",
            ),
            models.CheckConstraint(
                condition=models.Q(state=FlagState.OPEN, closed_at=None)
                | (~models.Q(state=FlagState.OPEN) & models.Q(closed_at__isnull=False)),
                name="closed_flag_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="flag_by_time"),
            models.Index(fields=["state", "-at"], name="flag_by_state"),
        ]

    def __str__(self) -> str:
        return f"Flag on {self.article}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:flag", args=[self.pk])

    def can_become(self, new: FlagState) -> bool:
        """Whether it may turn into this now."""
        return new in FLAG_MOVES[FlagState(self.state)]

    def become(self, new: FlagState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(FLAG_MOVES, FlagState(self.state), new)
        self.state = new


class UseQuerySet(models.QuerySet["Use"]):
    def visible_to(self, user: User) -> "UseQuerySet":
        """Inside, those of articles one sees; to others what they noted themselves."""
        seen = self.filter(article__in=Article.objects.visible_to(user))
        return seen if user.is_internal else seen.filter(by=user)


@tracked()
class Use(models.Model):
    """That an article solved a ticket: once a ticket, whoever says it first."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="uses")
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.CASCADE, related_name="+"
    )
    ticket = models.CharField("ticket number", max_length=40)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = UseQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "ticket"], name="use_once_a_ticket"
            )
        ]
        indexes = [models.Index(fields=["article", "-at"], name="use_by_time")]

    def __str__(self) -> str:
        return self.ticket
