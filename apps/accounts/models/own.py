"""What people keep for themselves: saved filters, API tokens."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from apps.accounts.models.people import Membership, Team, User
from apps.history.models import tracked


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: User) -> "SavedFilterQuerySet":
        """One's own, and those shared with a team one is in."""
        mine = Membership.objects.filter(user=user)
        shared = models.Q(team__in=mine.values("team"))
        return self.filter(models.Q(user=user) | shared)


@tracked()
class SavedFilter(models.Model):
    """A list's question under a name, one's own or shared with a team."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_filters"
    )
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True)
    page = models.CharField(max_length=100)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000, blank=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"], name="saved_filter_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse(self.page)}?{self.query}"


USABLE = """
    SELECT token.* FROM accounts_apitoken token JOIN accounts_user person
        ON person.id = token.user_id
    WHERE token.digest = %s AND token.revoked_at IS NULL AND token.expires_at > %s
        AND person.is_active
"""


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: User) -> "ApiTokenQuerySet":
        """Only one's own."""
        return self.filter(user=user)

    def usable(self, now: datetime) -> "ApiTokenQuerySet":
        """Neither revoked nor expired, of people who may log in."""
        return self.filter(revoked_at=None, expires_at__gt=now, user__is_active=True)

    def usable_one(self, digest: str, now: datetime) -> "ApiToken | None":
        """The usable one of this digest, with its person and their grants.

        Each request of a program asks for it: two statements that are not composed anew.
        """
        found = next(iter(self.raw(USABLE, [digest, now])), None)
        if found:
            found.user = User.objects.get(pk=found.user_id)
        return found


class ApiToken(models.Model):
    """A key to the API. Only its digest is kept; the key is shown once."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and change"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.READ)
    # From where it may be used, as CIDRs; from everywhere if there are none.
    networks = ArrayField(
        models.CharField(max_length=43), default=list, db_default=[], blank=True
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
