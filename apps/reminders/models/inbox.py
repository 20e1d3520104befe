"""What people are told: their inbox, what they chose, who stands in for them."""

from datetime import datetime, time

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.reminders.models.due import Occurrence
from apps.reminders.states import OWN_ONLY, How

WEEKDAYS = [
    *((0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday")),
    *((4, "Friday"), (5, "Saturday"), (6, "Sunday")),
]


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> "NotificationQuerySet":
        """One's own inbox, nobody else's."""
        return self.filter(user=user)

    def overseen_by(self, user: User) -> "NotificationQuerySet":
        """To who looks after the reminders all but what is others' own only; else one's own."""
        if user.rights.may("reminders.view_rules"):
            return self.filter(Q(user=user) | ~Q(subject_type__in=OWN_ONLY))
        return self.visible_to(user)

    def open(self, now: datetime) -> "NotificationQuerySet":
        """Neither done nor withdrawn nor asleep."""
        awake = Q(snoozed_until=None) | Q(snoozed_until__lte=now)
        return self.filter(awake, done_at=None, withdrawn_at=None)

    def unread(self, now: datetime) -> "NotificationQuerySet":
        """Open and not looked at."""
        return self.open(now).filter(read_at=None)

    def snoozed(self, now: datetime) -> "NotificationQuerySet":
        """Asleep until later."""
        return self.filter(done_at=None, withdrawn_at=None, snoozed_until__gt=now)

    def finished(self) -> "NotificationQuerySet":
        """Done, or no longer true."""
        return self.exclude(done_at=None, withdrawn_at=None)


class Notification(models.Model):
    """One thing that one person was told."""

    key = models.CharField(max_length=80, unique=True)
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="notifications"
    )
    instead_of = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    concern_id = models.BigIntegerField(null=True, unique=True)
    topic = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=250)
    words = models.CharField(max_length=500)
    url = models.CharField(max_length=500)
    why = models.CharField(max_length=100)
    due_on = models.DateField(null=True)
    is_critical = models.BooleanField(default=False)
    late_since = models.DateTimeField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["user", "-at"],
                name="notification_open",
                condition=Q(done_at=None, withdrawn_at=None),
            ),
            models.Index(fields=["user", "-at"], name="notification_of"),
            models.Index(
                fields=["topic", "subject_type", "subject_id"],
                name="notification_about",
                condition=Q(done_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.words}"

    def get_absolute_url(self) -> str:
        return reverse("reminders:open", args=[self.pk])

    @property
    def line(self) -> str:
        """What is the same for everybody who is told of this."""
        if self.occurrence:
            due, step = self.occurrence.due, self.occurrence.step
            return f"{self.topic}:{self.subject_type}:{self.subject_id}:{due}:{step}"
        return (
            f"{self.topic}:{self.subject_type}:{self.subject_id}:{self.at}:{self.words}"
        )


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def visible_to(self, user: User) -> "PreferenceQuerySet":
        """One's own."""
        return self.filter(user=user)


@tracked()
class Preference(models.Model):
    """How a person wants to be told of a topic by mail."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="preferences")
    topic = models.CharField(max_length=60)
    how = models.CharField(max_length=5, choices=How.choices)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_how_display()}"


@tracked(exclude=["feed_digest"])
class Habits(Versioned):
    """When a person is told: their morning, their digest's hour, their quiet hours."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="habits")
    morning = models.TimeField("reminders arrive at", default=time(8, 30))
    digest_at = models.TimeField("digests arrive at", default=time(8, 30))
    digest_weekday = models.PositiveSmallIntegerField(
        "weekly digest on",
        default=0,
        choices=WEEKDAYS,
    )
    quiet_starts = models.TimeField("quiet from", null=True, blank=True)
    quiet_ends = models.TimeField("quiet until", null=True, blank=True)
    is_weekend_quiet = models.BooleanField("quiet at weekends", default=False)
    bounced_at = models.DateTimeField(null=True, editable=False)
    bounce_reason = models.CharField(max_length=300, blank=True, editable=False)
    feed_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_starts=None, quiet_ends=None)
                | Q(quiet_starts__isnull=False, quiet_ends__isnull=False),
                name="quiet_hours_have_both_ends",
            )
        ]
        indexes = [
            models.Index(
                fields=["feed_digest"],
                name="habits_feed",
                condition=~Q(feed_digest=""),
            )
        ]

    def __str__(self) -> str:
        return f"Habits of {self.user}"

    def get_absolute_url(self) -> str:
        return reverse("reminders:settings")


class MuteQuerySet(models.QuerySet["Mute"]):
    def visible_to(self, user: User) -> "MuteQuerySet":
        """One's own."""
        return self.filter(user=user)


class Mute(models.Model):
    """An object that a person wants to hear no more of."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mutes")
    subject_type = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=250)
    at = models.DateTimeField()

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject_type", "subject_id"], name="mute_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class AwayQuerySet(models.QuerySet["Away"]):
    def visible_to(self, user: User) -> "AwayQuerySet":
        """One's own, and those in which one stands in."""
        return self.filter(Q(user=user) | Q(deputy=user))

    def ending_after(self, now: datetime) -> "AwayQuerySet":
        """Going on, or still to come."""
        return self.filter(ends_at__gt=now)

    def with_names(self) -> "AwayQuerySet":
        """With who is away and who stands in, in the same query."""
        return self.select_related("user", "deputy")

    def at(self, now: datetime) -> "AwayQuerySet":
        """Going on at this instant."""
        return self.filter(starts_at__lte=now, ends_at__gt=now)


@tracked()
class Away(models.Model):
    """A person is away; until they are back their deputy is told."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="aways")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField("away from")
    ends_at = models.DateTimeField("back from")

    objects = AwayQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="away_ends_later"
            ),
            models.CheckConstraint(
                condition=~Q(user=F("deputy")), name="deputy_is_another"
            ),
            ExclusionConstraint(
                name="away_once_at_a_time",
                expressions=[
                    (
                        Func(
                            F("user_id"),
                            F("user_id"),
                            Value("[]"),
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("starts_at"),
                            F("ends_at"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is away, {self.deputy} stands in"
