"""Who is told of events by signed messages, each message, each attempt to send it."""

from urllib.parse import urlsplit

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core.models import EncryptedTextField, Versioned
from apps.core.states import check_move
from apps.history.models import Event, tracked
from apps.integrations.states.outbound import MESSAGE_MOVES, MessageState
from apps.vendors.models import Vendor

UNTRACKED = (
    *("url", "secret", "former_secret"),
    *("failures", "failing_since", "rests_until", "last_error"),
)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def visible_to(self, user: User) -> "SubscriptionQuerySet":
        """All to who looks after everything; to a platform's manager what is theirs alone."""
        where = user.rights.scopes("integrations.view")
        if not user.is_internal or not where:
            return self.none()
        if where.everything:
            return self
        own = Q(platforms__slug__in=where.platforms)
        others = Platform.objects.exclude(slug__in=where.platforms)
        return self.filter(own).exclude(platforms__in=others).distinct()

    def with_names(self) -> "SubscriptionQuerySet":
        """With their owners, in the same query."""
        return self.select_related("owner")

    def usable(self) -> "SubscriptionQuerySet":
        """Switched on, of an owner who is still here."""
        return self.filter(is_on=True, owner__is_active=True)


@tracked(exclude=UNTRACKED)
class Subscription(Versioned):
    """A receiver of events: which kinds, about what, where to, on whose behalf.

    It is told only what its owner may see. Two secrets sign while one is being changed.
    """

    name = models.CharField(max_length=100, unique=True)
    url = EncryptedTextField("address")
    secret = EncryptedTextField()
    former_secret = EncryptedTextField(blank=True)
    secret_made_at = models.DateTimeField(editable=False)
    kinds = models.JSONField("events", default=list)
    platforms = models.ManyToManyField(
        Platform, related_name="+", blank=True, verbose_name="only these platforms"
    )
    vendors = models.ManyToManyField(
        Vendor, related_name="+", blank=True, verbose_name="only these vendors"
    )
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="subscriptions"
    )
    is_on = models.BooleanField("switched on", default=True)
    off_reason = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    rests_until = models.DateTimeField(null=True, editable=False)
    last_error = models.CharField(max_length=200, blank=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("integrations:subscription", args=[self.pk])

    @property
    def host(self) -> str:
        """Where it is sent: the host alone, for the rest may hold a key."""
        return urlsplit(self.url).hostname or ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The secrets that sign, the newest first."""
        return tuple(filter(None, [self.secret, self.former_secret]))


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: User) -> "MessageQuerySet":
        """Those to receivers that one sees."""
        return self.filter(subscription__in=Subscription.objects.visible_to(user))

    def waiting(self) -> "MessageQuerySet":
        """Not delivered, not given up."""
        return self.filter(state=MessageState.WAITING)

    def failed(self) -> "MessageQuerySet":
        """Given up."""
        return self.filter(state=MessageState.FAILED)

    def first_of_their_objects(self) -> "MessageQuerySet":
        """Those before which nothing about the same object waits for the same receiver."""
        before = Message.objects.waiting().filter(
            subscription=OuterRef("subscription"),
            subject_type=OuterRef("subject_type"),
            subject_id=OuterRef("subject_id"),
            number__lt=OuterRef("number"),
        )
        return self.filter(~Exists(before))

    def with_attempts(self) -> "MessageQuerySet":
        """With every attempt, in one more query."""
        return self.prefetch_related("attempts")


class Message(models.Model):
    """One event on its way to one receiver, or a test. The row is what is owed.

    `number` is the event's, 0 for a test: what is about the same object goes out in its
    order. `tries` counts since it was owed or asked for again, `tried` all of them;
    `owings` makes the outbox key of each attempt its own.
    """

    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="messages"
    )
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, related_name="+"
    )
    number = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=100, blank=True)
    subject_id = models.BigIntegerField(default=0)
    state = models.CharField(
        max_length=9, choices=MessageState.choices, default=MessageState.WAITING
    )
    created_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    is_owed = models.BooleanField(default=False)
    owings = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    tried = models.PositiveIntegerField(default=0)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "event"], name="an_event_once_a_subscription"
            )
        ]
        indexes = [
            models.Index(fields=["subscription", "-id"], name="message_newest"),
            models.Index(
                fields=["subscription", "number"],
                name="message_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["subscription", "subject_type", "subject_id", "number"],
                name="message_of_object",
            ),
            models.Index(
                fields=["subscription", "subject_type", "subject_id", "number"],
                name="message_lane",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["subscription", "number"],
                name="message_given_up",
                condition=Q(state="failed"),
            ),
            models.Index(
                fields=["subscription", "-delivered_at"],
                name="message_taken",
                condition=Q(state="delivered"),
            ),
            models.Index(fields=["created_at"], name="message_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.subscription}"

    def get_absolute_url(self) -> str:
        return reverse("integrations:message", args=[self.pk])

    @property
    def public_id(self) -> str:
        """The id that stays the same however often it is sent."""
        return f"msg_{self.pk}"

    def can_become(self, new: MessageState) -> bool:
        """Whether the table has the move."""
        return new in MESSAGE_MOVES[MessageState(self.state)]

    def become(self, new: MessageState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(MESSAGE_MOVES, MessageState(self.state), new)
        self.state = new


class Attempt(models.Model):
    """One time that a message was sent: what was answered, and how long it took.

    Of the answer only the status is kept.
    """

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="attempts"
    )
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField()
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.status or self.error} in {self.milliseconds} ms"


class Follower(models.Model):
    """How far the story was read for the receivers, missing nothing that commits late.

    All events up to `reached` were looked at. Beyond it, those in `looked_at` were.
    Once none of the transactions in `waits_for` runs any more, nothing up to `until`
    can still appear.
    """

    name = models.CharField(max_length=40, unique=True)
    reached = models.BigIntegerField(default=0)
    looked_at = ArrayField(models.BigIntegerField(), default=list)
    until = models.BigIntegerField(null=True)
    waits_for = ArrayField(models.CharField(max_length=40), default=list)

    def __str__(self) -> str:
        return f"{self.name} up to {self.reached}"
