"""An onboarding request: an application's way to go-live on a platform."""

from datetime import date, datetime

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from apps.accounts.models import Membership, Team, User
from apps.catalog.models import Application, Platform
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.onboarding.models.standards import StandardVersion
from apps.onboarding.states import OPEN, REQUEST_MOVES, RequestState

LONGEST_NUMBER = 15
# Nobody approves what they asked for: neither as the approval is given, nor afterwards.
APPROVER_IS_ANOTHER = pgtrigger.Trigger(
    name="approver_is_another",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NEW.by_id = (
            SELECT requester_id FROM onboarding_request WHERE id = NEW.request_id
        ) THEN
            RAISE EXCEPTION 'Nobody approves what they asked for.';
        END IF;
        RETURN NEW;
    """,
)
REQUESTER_IS_ANOTHER = pgtrigger.Trigger(
    name="requester_is_another",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        IF NEW.requester_id <> OLD.requester_id AND EXISTS (
            SELECT 1 FROM onboarding_approval
            WHERE request_id = NEW.id AND by_id = NEW.requester_id
        ) THEN
            RAISE EXCEPTION 'Nobody approves what they asked for.';
        END IF;
        RETURN NEW;
    """,
)


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, user: User) -> "RequestQuerySet":
        """One's own and one's teams'; by grant those of a team, a platform or all.

        Who reviews a category sees every request that has left its draft.
        """
        if not user.is_internal:
            return self.none()
        where = user.rights.scopes("onboarding.view")
        if where.everything:
            return self
        is_member = Exists(Membership.objects.filter(team=OuterRef("team"), user=user))
        seen = Q(requester=user) | Q(is_member) | Q(team__slug__in=where.teams)
        seen |= Q(platform__slug__in=where.platforms)
        if where.categories:
            seen |= ~Q(state=RequestState.DRAFT)
        return self.filter(seen)

    def of(self, user: User) -> "RequestQuerySet":
        """One's own, and those of the teams one is in."""
        is_member = Exists(Membership.objects.filter(team=OuterRef("team"), user=user))
        return self.filter(Q(requester=user) | Q(is_member))

    def matching(self, words: str) -> "RequestQuerySet":
        """Called so: by number, by the application's name or code, by their own name."""
        found = Q(application__name__icontains=words) | Q(name__icontains=words)
        found |= Q(application__code__icontains=words)
        digits = words.upper().removeprefix("ONB-")
        if digits.isdecimal() and len(digits) <= LONGEST_NUMBER:
            found |= Q(pk=int(digits))
        return self.filter(found)

    def open(self) -> "RequestQuerySet":
        """Neither live nor ended."""
        return self.filter(state__in=OPEN)

    def live(self) -> "RequestQuerySet":
        """Gone live."""
        return self.filter(state=RequestState.LIVE)

    def fallen(self) -> "RequestQuerySet":
        """Live with a badge below the one they went live with."""
        return self.live().filter(fell_at__isnull=False)

    def about(self, application: Application) -> "RequestQuerySet":
        """Those of an application, the live ones first and then the newest."""
        rows = self.filter(application=application).select_related("platform")
        is_other = models.Case(models.When(state="live", then=0), default=1)
        return rows.order_by(is_other, "-changed_at", "-pk")

    def with_names(self) -> "RequestQuerySet":
        """With what a list shows of the objects behind the keys."""
        return self.select_related("application", "platform", "team", "requester")

    def for_list(self) -> "RequestQuerySet":
        """With what the list of requests shows of each, and no more."""
        return self.select_related("application", "platform", "team").only(
            *("name", "state", "readiness", "badge", "target_on", "changed_at"),
            *("live_badge", "fell_at"),
            *("application__name", "platform__name", "team__name"),
        )

    def overdue(self, now: datetime) -> "RequestQuerySet":
        """Whose review is past its due time."""
        return self.filter(state=RequestState.IN_REVIEW, due_at__lt=now)

    def going_live_between(self, first: date, last: date) -> "RequestQuerySet":
        """With a target or an actual go-live in these days."""
        is_target = Q(target_on__range=(first, last), state__in=OPEN)
        return self.filter(is_target | Q(live_at__date__range=(first, last)))


@tracked()
class Request(Versioned):
    """What an app team asks for, where it stands, and how ready it is."""

    name = models.CharField(max_length=120, blank=True)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="requests"
    )
    platform = models.ForeignKey(
        Platform, on_delete=models.PROTECT, related_name="requests"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="requests")
    requester = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="requests"
    )
    state = models.CharField(
        max_length=20, choices=RequestState.choices, default=RequestState.DRAFT
    )
    target_on = models.DateField("target go-live", null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    prefilled = models.JSONField(default=dict, blank=True)
    editions = models.ManyToManyField(StandardVersion, related_name="requests")
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField("why it ended", blank=True)

    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    live_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    review_since = models.DateTimeField(null=True)
    review_seconds = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField("review due", null=True)

    readiness = models.FloatField(default=0)
    badge = models.CharField(max_length=6, blank=True)
    live_badge = models.CharField(
        "badge at go-live", max_length=6, blank=True, db_default=""
    )
    fell_at = models.DateTimeField("below its badge since", null=True, blank=True)
    is_gate_met = models.BooleanField(default=False)
    unmet_count = models.PositiveSmallIntegerField(default=0)
    waiting_count = models.PositiveSmallIntegerField(default=0)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="request_due"),
            models.Index(fields=["state", "target_on"], name="request_target"),
            models.Index(fields=["team", "state"], name="request_team"),
            models.Index(fields=["platform", "state"], name="request_platform"),
            models.Index(fields=["-changed_at"], name="request_changed"),
            models.Index(
                fields=["fell_at"],
                name="request_fallen",
                condition=Q(fell_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False),
                name="submitted_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="live")
                | Q(live_at__isnull=False, approved_at__isnull=False),
                name="live_has_its_dates",
            ),
        ]
        triggers = [REQUESTER_IS_ANOTHER]

    def __str__(self) -> str:
        return f"{self.number} {self.name or self.application}"

    def get_absolute_url(self) -> str:
        return reverse("onboarding:request", args=[self.pk])

    @property
    def number(self) -> str:
        """How people call it: ONB-0042."""
        return f"ONB-{self.pk:04d}"

    def can_become(self, new: RequestState) -> bool:
        """Whether the table has the move."""
        return new in REQUEST_MOVES[RequestState(self.state)]

    def become(self, new: RequestState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(REQUEST_MOVES, RequestState(self.state), new)
        self.state = new


@tracked()
class Approval(models.Model):
    """One of the two consents to a go-live."""

    request = models.ForeignKey(
        Request, on_delete=models.CASCADE, related_name="approvals"
    )
    seat = models.PositiveSmallIntegerField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(fields=["request", "seat"], name="seat_once"),
            models.UniqueConstraint(fields=["request", "by"], name="approver_once"),
            models.CheckConstraint(condition=Q(seat__in=[1, 2]), name="two_seats"),
        ]
        triggers = [APPROVER_IS_ANOTHER]

    def __str__(self) -> str:
        return f"Approval {self.seat} by {self.by}"


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> "CommentQuerySet":
        """Those on the requests that one may see."""
        return self.filter(request__in=Request.objects.visible_to(user))


@tracked()
class Comment(models.Model):
    """Something said about a request or one of its criteria."""

    request = models.ForeignKey(
        Request, on_delete=models.CASCADE, related_name="comments"
    )
    assessment = models.ForeignKey(
        "onboarding.Assessment",
        on_delete=models.CASCADE,
        null=True,
        related_name="comments",
    )
    answers_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="replies"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    mentions = models.ManyToManyField(User, related_name="mentioned_in")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:50]}"
