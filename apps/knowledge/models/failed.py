"""Searches that found nothing, together with those that mean the same."""

from django.db import models
from django.urls import reverse
from pgvector.django import HalfVectorField

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.knowledge.models.articles import Article
from apps.knowledge.models.postings import Synonym
from apps.knowledge.models.searches import SearchLog
from apps.knowledge.models.spaces import Space
from apps.knowledge.states import FAILED_CLOSED, FAILED_MOVES, FailedState


class FailedSearchQuerySet(models.QuerySet["FailedSearch"]):
    def visible_to(self, user: User) -> "FailedSearchQuerySet":
        """All to who tends search inside; to others those they searched for themselves."""
        if tends_search(user):
            return self
        return self.filter(
            pk__in=FailedLook.objects.filter(log__user=user).values("failed")
        )

    def waiting(self) -> "FailedSearchQuerySet":
        """Those that nothing answers yet."""
        return self.exclude(state__in=FAILED_CLOSED)


def tends_search(user: User) -> bool:
    """Who sees insights, and who writes in any space; people inside only."""
    if not user.is_internal:
        return False
    if user.rights.scopes("knowledge.insights"):
        return True
    return Space.objects.written_by(user).exists()


@tracked(exclude=["vector"])
class FailedSearch(Versioned):
    """What people looked for in vain, in the words of the first who did.

    `vector` is the meaning of those words, `lexemes` their stems in order: by one or the
    other a search is put with those that mean the same. `draft` is the article begun for
    it; `article` or `synonym` is what answers it now.
    """

    words = models.CharField(max_length=200)
    vector = HalfVectorField(dimensions=384, null=True, blank=True)
    embedded_by = models.CharField(max_length=80, blank=True)
    lexemes = models.CharField(max_length=400, blank=True)
    state = models.CharField(
        max_length=20, choices=FailedState.choices, default=FailedState.OPEN
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="failed_searches",
    )
    draft = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    synonym = models.ForeignKey(
        Synonym, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField("times searched", default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = FailedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-pk"]
        indexes = [
            models.Index(fields=["-last_at", "-id"], name="failed_by_time"),
            models.Index(fields=["-count", "-id"], name="failed_by_count"),
            models.Index(fields=["lexemes"], name="failed_by_lexemes"),
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("knowledge:failed_search", args=[self.pk])

    def can_become(self, new: FailedState) -> bool:
        return new in FAILED_MOVES[FailedState(self.state)]

    def become(self, new: FailedState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(FAILED_MOVES, FailedState(self.state), new)
        self.state = new


class FailedLook(models.Model):
    """One search of those that failed alike. Who searched stands in its log alone."""

    failed = models.ForeignKey(
        FailedSearch, on_delete=models.CASCADE, related_name="looks"
    )
    log = models.OneToOneField(
        SearchLog, on_delete=models.CASCADE, related_name="failed_look"
    )

    def __str__(self) -> str:
        return str(self.log)
