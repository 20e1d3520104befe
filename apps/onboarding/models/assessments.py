"""One criterion for one request: its evidence, verdict and waiver."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import StoredFile, Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.onboarding.models.requests import Request
from apps.onboarding.models.standards import Criterion
from apps.onboarding.states import ASSESSMENT_MOVES, WAITS_FOR_REVIEWER, AssessmentState


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> "AssessmentQuerySet":
        """Those of the requests that one may see."""
        if user.is_internal and user.rights.scopes("onboarding.view").everything:
            return self
        return self.filter(request__in=Request.objects.visible_to(user))

    def applicable(self) -> "AssessmentQuerySet":
        """Of criteria that apply."""
        return self.filter(is_applicable=True)

    def waiting(self) -> "AssessmentQuerySet":
        """On which a reviewer has to decide."""
        return self.applicable().filter(
            state__in=WAITS_FOR_REVIEWER, request__state="in_review"
        )

    def reviewable_by(self, user: User) -> "AssessmentQuerySet":
        """In the categories, or on the platforms, that the person reviews."""
        where = user.rights.scopes("onboarding.review")
        if where.everything:
            return self
        return self.filter(
            Q(criterion__category__slug__in=where.categories)
            | Q(request__platform__slug__in=where.platforms)
        )

    def with_all(self) -> "AssessmentQuerySet":
        """With what a page shows of each, in one query."""
        return self.select_related(
            "criterion__category",
            "evidence__author",
            "evidence__file",
            "waiver__proposed_by",
            "waiver__decided_by",
            "assignee",
            "decided_by",
        )

    def for_request_page(self) -> "AssessmentQuerySet":
        """With what a request's page shows and measures of each, and no more."""
        return self.select_related(
            "criterion__category", "evidence", "waiver", "assignee"
        ).only(
            *("request", "state", "is_applicable", "why", "assignee__name"),
            *("criterion__code", "criterion__title", "criterion__level"),
            *("counts_from_on", "criterion__weight", "criterion__category__name"),
            *("criterion__category__slug", "evidence__given_at"),
            *("evidence__valid_until_on", "evidence__is_confirmed"),
            *("waiver__state", "waiver__expires_on"),
        )

    def for_queue(self) -> "AssessmentQuerySet":
        """With what the review queue shows of each, and no more."""
        return self.select_related(
            "criterion__category",
            "request__application",
            "request__platform",
            "assignee",
        ).only(
            *("state", "waiting_since", "assignee__name"),
            *("criterion__code", "criterion__title", "criterion__category__name"),
            *("request__name", "request__due_at", "request__target_on"),
            *("request__application__name", "request__platform__name"),
        )

    def with_request(self) -> "AssessmentQuerySet":
        """With the request and what the rights ask of it."""
        return self.select_related(
            "request__application",
            "request__platform",
            "request__requester",
            "request__team",
        )


@tracked()
class Assessment(Versioned):
    """Where one criterion stands for one request."""

    request = models.ForeignKey(
        Request, on_delete=models.CASCADE, related_name="assessments"
    )
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="assessments"
    )
    state = models.CharField(
        max_length=20,
        choices=AssessmentState.choices,
        default=AssessmentState.NOT_STARTED,
    )
    is_applicable = models.BooleanField(default=True)
    why = models.CharField("why it applies", max_length=500, blank=True)
    counts_from_on = models.DateField("counts from", null=True, blank=True)
    not_applicable_reason = models.TextField(blank=True)
    not_applicable_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="who said it does not apply",
    )
    assignee = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_assessments",
    )
    evidence = models.ForeignKey(
        "onboarding.Evidence", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    waiver = models.ForeignKey(
        "onboarding.Waiver", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    waiting_since = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    return_count = models.PositiveSmallIntegerField(default=0)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["criterion__category__position", "criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "criterion"], name="assessed_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="not_applicable")
                | (
                    Q(decided_by__isnull=False)
                    & (
                        Q(not_applicable_by=None)
                        | ~Q(not_applicable_by=F("decided_by"))
                    )
                ),
                name="not_applicable_needs_four_eyes",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "waiting_since"], name="assessment_waiting"),
            models.Index(fields=["assignee", "state"], name="assessment_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code} of {self.request.number}"

    def get_absolute_url(self) -> str:
        return reverse("onboarding:criterion", args=[self.pk])

    @property
    def newest_waiver(self) -> "Waiver | None":
        """The waiver in question: of one in force, the renewal that is proposed. One query."""
        if self.state == AssessmentState.WAIVED:
            return self.waivers.first()
        return self.waiver

    @property
    def place(self) -> str:
        """The name of the form in which evidence for it is typed."""
        return f"evidence-{self.pk}"

    def can_become(self, new: AssessmentState) -> bool:
        """Whether the table has the move."""
        return new in ASSESSMENT_MOVES[AssessmentState(self.state)]

    def become(self, new: AssessmentState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(ASSESSMENT_MOVES, AssessmentState(self.state), new)
        self.state = new


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: User) -> "EvidenceQuerySet":
        """That of the requests that one may see."""
        return self.filter(assessment__request__in=Request.objects.visible_to(user))


@tracked()
class Evidence(models.Model):
    """What was given for a criterion. Each giving is a row; the newest one counts."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="givings"
    )
    value = models.TextField(blank=True)
    note = models.TextField(blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField()
    valid_until_on = models.DateField(null=True, blank=True)
    meets_threshold = models.BooleanField(null=True)
    source = models.CharField("filled in from", max_length=80, blank=True)
    is_confirmed = models.BooleanField(default=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_confirmed=True) | ~Q(source=""),
                name="unconfirmed_names_its_source",
            )
        ]

    def __str__(self) -> str:
        return f"Evidence {self.pk}"


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def visible_to(self, user: User) -> "WaiverQuerySet":
        """Those of the requests that one may see."""
        return self.filter(assessment__request__in=Request.objects.visible_to(user))


@tracked()
class Waiver(models.Model):
    """A criterion not met, accepted for a time with its risk and compensating control."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        OVERTAKEN = "overtaken", "Overtaken by evidence"

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="waivers"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PROPOSED
    )
    risk = models.TextField()
    control = models.TextField("compensating control")
    expires_on = models.DateField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="waiver_needs_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "overtaken"])
                | Q(decided_by__isnull=False),
                name="decided_waiver_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Waiver of {self.assessment} until {self.expires_on}"

    def become(self, new: "Waiver.State") -> None:
        """Change the state in memory. A decided waiver stays decided."""
        ends = {self.State.APPROVED, self.State.REFUSED, self.State.OVERTAKEN}
        moves = {self.State.PROPOSED: ends, **{end: set() for end in ends}}
        check_move(moves, self.State(self.state), new)
        self.state = new

    def is_in_force(self, today: date) -> bool:
        """Approved, up to and including its last day."""
        return self.state == self.State.APPROVED and self.expires_on >= today
