"""Articles that people must read, and who has signed which version off."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.knowledge.models.articles import Article, ArticleVersion
from apps.knowledge.models.spaces import Space
from apps.knowledge.states import READING_MOVES, ReadingState


class RequiredReadingQuerySet(models.QuerySet["RequiredReading"]):
    def asked_of(self, user: User) -> "RequiredReadingQuerySet":
        """Those that somebody must read, themself or by a team, and can."""
        teams = user.memberships.values("team")
        asks = self.filter(models.Q(people=user) | models.Q(teams__in=teams))
        pks = asks.filter(article__in=Article.objects.visible_to(user)).values("pk")
        return self.filter(pk__in=pks)

    def visible_to(self, user: User) -> "RequiredReadingQuerySet":
        """Those asked of somebody, and those whose list they may see."""
        asked = self.asked_of(user).values("pk")
        watched = self.watched_by(user).values("pk")
        return self.filter(models.Q(pk__in=asked) | models.Q(pk__in=watched))

    def watched_by(self, user: User) -> "RequiredReadingQuerySet":
        """Whose list somebody may see: who asked, the article's keepers, the managers.

        A manager is one of a team that is asked, or of a person who is. Inside only.
        """
        if not user.is_internal:
            return self.none()
        seen = self.filter(article__in=Article.objects.visible_to(user))
        if user.rights.may("knowledge.read_all"):
            return seen
        pks = seen.filter(
            models.Q(made_by=user)
            | models.Q(article__owner=user)
            | models.Q(article__space__in=Space.objects.written_by(user))
            | models.Q(teams__manager=user)
            | models.Q(people__memberships__team__manager=user)
        ).values("pk")
        return self.filter(pk__in=pks)

    def story_visible_to(self, user: User) -> "RequiredReadingQuerySet":
        """Whoever sees who has read it."""
        return self.watched_by(user)

    def open(self) -> "RequiredReadingQuerySet":
        """Those that are still asked for."""
        return self.filter(state=ReadingState.OPEN)


@tracked()
class RequiredReading(Versioned):
    """An article that teams or people must read and sign off by a day.

    `since` is the oldest version whose sign-off counts.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="required_readings"
    )
    since = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, related_name="+"
    )
    teams = models.ManyToManyField(Team, blank=True, related_name="required_readings")
    people = models.ManyToManyField(User, blank=True, related_name="required_readings")
    due_on = models.DateField("to be read by")
    note = models.CharField("why", max_length=500, blank=True)
    state = models.CharField(
        max_length=10, choices=ReadingState.choices, default=ReadingState.OPEN
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField("last asked")

    objects = RequiredReadingQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="required_by_day")]

    def __str__(self) -> str:
        return f"Required reading: {self.article}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:required_reading", args=[self.pk])

    def can_become(self, new: ReadingState) -> bool:
        """Whether it may turn into this now."""
        return new in READING_MOVES[ReadingState(self.state)]

    def become(self, new: ReadingState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(READING_MOVES, ReadingState(self.state), new)
        self.state = new


@tracked()
class SignOff(models.Model):
    """That somebody says they have read a version and understood it."""

    version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, related_name="sign_offs"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sign_offs")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "user"], name="sign_off_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.version}"
