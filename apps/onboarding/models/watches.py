"""What the portal last read of the facts that automatic criteria ask for."""

from datetime import datetime

from django.db import models

from apps.onboarding.models.assessments import Assessment
from apps.onboarding.rules import Standing, Verdict
from apps.onboarding.states import RequestState

TONES = {
    Verdict.MET: "green",
    Verdict.NOT_MET: "red",
    Verdict.NOT_KNOWN: "grey",
    Verdict.STALE: "amber",
}


class WatchQuerySet(models.QuerySet["Watch"]):
    def due(self, now: datetime) -> "WatchQuerySet":
        """Of live requests, whose time to look again has come; the longest due first."""
        return self.filter(
            next_at__lte=now,
            assessment__is_applicable=True,
            assessment__request__state=RequestState.LIVE,
        ).order_by("next_at", "pk")


class Watch(models.Model):
    """The last look at one automatic criterion of one request, and for how long it stands.

    The portal's own notes, written every few minutes: history has the verdicts that count.
    """

    VERDICTS = [
        (Verdict.MET, "Met"),
        (Verdict.NOT_MET, "Not met"),
        (Verdict.NOT_KNOWN, "Not known"),
        (Verdict.STALE, "Stale"),
    ]

    assessment = models.OneToOneField(
        Assessment, on_delete=models.CASCADE, related_name="watch"
    )
    verdict = models.CharField(max_length=10, choices=VERDICTS)
    sentence = models.TextField()
    value = models.TextField(blank=True)
    measured_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField()
    next_at = models.DateTimeField(db_index=True)
    since = models.DateTimeField("not met since", null=True)
    count = models.PositiveSmallIntegerField("readings not met", default=0)
    counted_at = models.DateTimeField("last reading that counted", null=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "watches"

    def __str__(self) -> str:
        return self.sentence

    @property
    def tone(self) -> str:
        """The colour of its verdict."""
        return TONES[Verdict(self.verdict)]

    @property
    def standing(self) -> Standing:
        """As the rules see it."""
        return Standing(self.since, self.count, self.counted_at)
