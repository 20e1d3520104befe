"""Campaigns: one criterion raised across what is live, by a date."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.facts.rules.kinds import is_name
from apps.history.models import tracked
from apps.onboarding.models.assessments import Assessment
from apps.onboarding.models.requests import Request
from apps.onboarding.models.standards import Criterion, Standard
from apps.onboarding.states import (
    CAMPAIGN_MOVES,
    TARGET_MOVES,
    CampaignState,
    TargetState,
)


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: User) -> "CampaignQuerySet":
        """To everybody who may view onboarding; drafts to who writes standards."""
        if not user.is_internal or not user.rights.scopes("onboarding.view"):
            return self.none()
        if user.rights.scopes("onboarding.author_standard"):
            return self
        return self.exclude(state=CampaignState.DRAFT)

    def running(self) -> "CampaignQuerySet":
        """Started and neither finished nor cancelled."""
        return self.filter(state=CampaignState.RUNNING)

    def called(self, words: str) -> "CampaignQuerySet":
        """By a part of the title, or of the criterion's code."""
        return self.filter(Q(title__icontains=words) | Q(code__icontains=words))

    def counted(self) -> "CampaignQuerySet":
        """With how many applications it asks, and how many of them are still open."""
        is_in = ~Q(targets__state=TargetState.EXCLUDED)
        return (
            self.select_related("owner", "standard")
            .annotate(
                asked_count=models.Count("targets", filter=is_in),
                open_count=models.Count(
                    "targets", filter=Q(targets__state=TargetState.OPEN)
                ),
            )
            .order_by("-pk")
        )


@tracked()
class Campaign(Versioned):
    """What every live application in scope has to show by a date, and why."""

    title = models.CharField(max_length=120)
    reason = models.TextField()
    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, null=True, related_name="campaigns"
    )
    code = models.CharField(max_length=20, blank=True)
    wanted = models.JSONField("condition", default=dict, blank=True)
    platforms = models.JSONField(default=list, blank=True)
    tiers = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True)
    due_on = models.DateField()
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="campaigns")
    state = models.CharField(
        max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField("why it was cancelled", blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="campaign_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(standard__isnull=False, wanted={}) & ~Q(code="")
                | Q(standard=None, code="") & ~Q(wanted={}),
                name="campaign_asks_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on__gt=F("starts_on")),
                name="campaign_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=~Q(state="running")
                | Q(started_at__isnull=False, starts_on__isnull=False),
                name="running_campaign_has_started",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("onboarding:campaign", args=[self.pk])

    @property
    def criterion(self) -> Criterion | None:
        """The criterion in the edition in force; None if it is gone. One query."""
        rows = Criterion.objects.filter(
            edition__in=self.standard.versions.in_force() if self.standard else [],
            code=self.code,
        )
        return rows.select_related("edition__standard", "category").first()

    def can_become(self, new: CampaignState) -> bool:
        """Whether the table has the move."""
        return new in CAMPAIGN_MOVES[CampaignState(self.state)]

    def become(self, new: CampaignState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(CAMPAIGN_MOVES, CampaignState(self.state), new)
        self.state = new


class CampaignTargetQuerySet(models.QuerySet["CampaignTarget"]):
    def visible_to(self, user: User) -> "CampaignTargetQuerySet":
        """Those of the requests that one may see, of the campaigns that one may see."""
        return self.filter(
            request__in=Request.objects.visible_to(user),
            campaign__in=Campaign.objects.visible_to(user),
        )

    def of(self, campaign: Campaign) -> "CampaignTargetQuerySet":
        """Those of one campaign."""
        return self.filter(campaign=campaign)

    def followed(self) -> "CampaignTargetQuerySet":
        """Of running campaigns, as long as they are in."""
        return self.filter(campaign__state=CampaignState.RUNNING).exclude(
            state=TargetState.EXCLUDED
        )

    def open(self) -> "CampaignTargetQuerySet":
        """Of running campaigns, neither met nor waived nor left out."""
        return self.followed().filter(state=TargetState.OPEN)

    def for_list(self) -> "CampaignTargetQuerySet":
        """With what a list shows of each."""
        return self.select_related(
            "campaign",
            "assessment__criterion",
            "decided_by",
            "request__application",
            "request__platform",
            "request__team",
        )


@tracked()
class CampaignTarget(models.Model):
    """A live application that a campaign asks, and whether it has it."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="targets"
    )
    request = models.ForeignKey(
        Request, on_delete=models.CASCADE, related_name="campaign_targets"
    )
    assessment = models.ForeignKey(
        Assessment, on_delete=models.SET_NULL, null=True, related_name="targets"
    )
    was_criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replaces = models.ForeignKey(
        Assessment, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=TargetState.choices, default=TargetState.OPEN
    )
    reason = models.TextField("why it is left out", blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    objects = CampaignTargetQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["campaign", "state"], name="target_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "request"], name="asked_once_a_campaign"
            ),
            models.CheckConstraint(
                condition=~Q(state="excluded")
                | (Q(decided_by__isnull=False) & ~Q(reason="")),
                name="left_out_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.application} in {self.campaign}"

    def get_absolute_url(self) -> str:
        """Where the team gives evidence, or reads the fact that the campaign asks for."""
        if self.assessment:
            return self.assessment.get_absolute_url()
        name = str(self.campaign.wanted.get("check", ""))
        if is_name(name):
            return reverse("facts:fact", args=[self.request.application.code, name])
        return self.request.application.get_absolute_url()

    def become(self, new: TargetState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(TARGET_MOVES, TargetState(self.state), new)
        self.state = new


class TargetChange(models.Model):
    """What a target became, when: what the burn-down is drawn from."""

    target = models.ForeignKey(
        CampaignTarget, on_delete=models.CASCADE, related_name="changes"
    )
    state = models.CharField(max_length=10, choices=TargetState.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        triggers = [pgtrigger.Protect(name="never_amended", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.target}: {self.state}"
