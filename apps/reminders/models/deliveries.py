"""What leaves the portal: channels of people and teams, and each message sent."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Team, User
from apps.core.models import EncryptedTextField, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.reminders.models.inbox import Notification
from apps.reminders.states import (
    DELIVERY_MOVES,
    OWN_ONLY,
    ChannelKind,
    DeliveryState,
    How,
)


class ChannelQuerySet(models.QuerySet["Channel"]):
    def visible_to(self, user: User) -> "ChannelQuerySet":
        """One's own, those of the teams one is in, manages or may edit; all to who runs it."""
        if user.rights.may("reminders.view_rules"):
            return self
        where = user.rights.scopes("accounts.edit_team")
        mine = Q(team__memberships__user=user) | Q(team__manager=user)
        mine |= Q(team__slug__in=where.teams)
        if where.everything:
            mine |= Q(team__isnull=False)
        return self.filter(Q(owner=user) | mine).distinct()

    def owned_by(self, user: User) -> "ChannelQuerySet":
        """A person's own, without those of teams."""
        return self.filter(owner=user)

    def of_team(self, team: Team) -> "ChannelQuerySet":
        """A team's."""
        return self.filter(team=team)

    def with_names(self) -> "ChannelQuerySet":
        """With whose they are, in the same query."""
        return self.select_related("owner", "team")

    def usable(self) -> "ChannelQuerySet":
        """Switched on, and not given up after failing for days."""
        return self.filter(is_on=True, given_up_at=None)


@tracked(exclude=["url", "secret"])
class Channel(Versioned):
    """Where messages go besides mail: Teams, Slack or a signed webhook."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="channels"
    )
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, related_name="channels"
    )
    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    name = models.CharField(max_length=80)
    url = EncryptedTextField("address")
    secret = EncryptedTextField(blank=True)
    topics = models.JSONField(default=list, blank=True)
    is_on = models.BooleanField("switched on", default=True)
    failing_since = models.DateTimeField(null=True, editable=False)
    given_up_at = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=300, blank=True, editable=False)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, team=None)
                | Q(owner=None, team__isnull=False),
                name="channel_of_a_person_or_a_team",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reminders:channel", args=[self.pk])


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: User) -> "DeliveryQuerySet":
        """One's own; to who looks after the reminders all without what is others' own only."""
        if user.rights.may("reminders.view_rules"):
            own = self.model.objects.filter(notifications__subject_type__in=OWN_ONLY)
            return self.filter(Q(user=user) | ~Q(pk__in=own.values("pk")))
        return self.filter(user=user)

    def waiting(self) -> "DeliveryQuerySet":
        """Not sent yet, nor given up."""
        return self.filter(state=DeliveryState.WAITING)


class Delivery(models.Model):
    """One message by one way: a mail to a person, or a post to a channel."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="deliveries"
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.CASCADE, null=True, related_name="deliveries"
    )
    how = models.CharField(max_length=5, choices=How.choices)
    send_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    notifications = models.ManyToManyField(Notification, related_name="deliveries")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["user", "how"],
                name="delivery_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["-sent_at"], name="delivery_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(channel__isnull=False),
                name="delivery_goes_somewhere",
            )
        ]

    def __str__(self) -> str:
        return f"{self.how} to {self.channel or self.user}"

    def become(self, new: DeliveryState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(DELIVERY_MOVES, DeliveryState(self.state), new)
        self.state = new


class TeamLine(models.Model):
    """What a team's channel was told, once, however many of its people were told too."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "line"], name="team_told_once")
        ]

    def __str__(self) -> str:
        return self.line


class Reading(models.Model):
    """How far a reader of history has come."""

    name = models.CharField(max_length=40, unique=True)
    reached_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} up to {self.reached_id}"
