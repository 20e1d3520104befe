"""What people searched for, and what they opened."""

from django.db import models

from apps.accounts.models import User
from apps.knowledge.models.articles import Article


class SearchLogQuerySet(models.QuerySet["SearchLog"]):
    def visible_to(self, user: User) -> "SearchLogQuerySet":
        """One's own; those of everybody for who sees insights."""
        if user.rights.scopes("knowledge.insights"):
            return self
        return self.filter(user=user)


class SearchLog(models.Model):
    """A search as it ended: typing one word makes one row.

    `query` is as typed, `normalised` in lower case with single spaces; `shown_for` is
    the corrected query that was answered instead, if it was. `position` counts from 1.
    """

    query = models.CharField(max_length=200)
    normalised = models.CharField(max_length=200)
    shown_for = models.CharField(max_length=200, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="searches"
    )
    at = models.DateTimeField()
    result_count = models.PositiveIntegerField()
    clicked = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = SearchLogQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="search_by_time"),
            models.Index(fields=["user", "-at"], name="search_by_user"),
            models.Index(fields=["normalised", "-at"], name="search_by_words"),
        ]

    def __str__(self) -> str:
        return self.query
