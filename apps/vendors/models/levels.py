"""Service levels: what is measured, how well it has to be, and what a miss costs."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.calendars.models import BusinessCalendar
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.vendors.models.register import ManagedService
from apps.vendors.models.scores import SCORES_FOLLOW_MEASURE, SCORES_FOLLOW_TERMS
from apps.vendors.models.vendors import seen_vendors

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class ServiceLevelQuerySet(models.QuerySet["ServiceLevel"]):
    def visible_to(self, user: User) -> "ServiceLevelQuerySet":
        """Those of services one sees."""
        return self.filter(seen_vendors(user, "service__contract__vendor"))

    def story_visible_to(self, user: User) -> "ServiceLevelQuerySet":
        """Whose history one sees: it tells of credit bands."""
        path = "service__contract__vendor"
        return self.filter(seen_vendors(user, path, "vendors.view_money"))


@tracked()
class ServiceLevel(Versioned):
    """Something that a service is measured by. What it asks for is in its versions."""

    class Agreement(models.TextChoices):
        SLA = "sla", "SLA"
        OLA = "ola", "OLA"
        UC = "uc", "Underpinning contract"

    class Measure(models.TextChoices):
        RESPONSE = "response", "Response time"
        RESOLUTION = "resolution", "Resolution time"
        AVAILABILITY = "availability", "Availability"
        FIRST_TIME_FIX = "first_time_fix", "First-time fix"
        REOPENED = "reopened", "Not reopened"
        SATISFACTION = "satisfaction", "Satisfaction"
        CHANGES = "changes", "SLA-compliant changes"
        MANUAL = "manual", "Number entered by hand"

    service = models.ForeignKey(
        ManagedService, on_delete=models.CASCADE, related_name="levels"
    )
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    agreement = models.CharField(
        max_length=3, choices=Agreement.choices, default=Agreement.SLA
    )
    measure = models.CharField(max_length=14, choices=Measure.choices)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ServiceLevelQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "slug"], name="level_once_a_service"
            )
        ]
        triggers = [SCORES_FOLLOW_MEASURE]

    def __str__(self) -> str:
        return f"{self.name} of {self.service}"

    def get_absolute_url(self) -> str:
        return reverse("vendors:level", args=[self.pk])

    @property
    def is_timed(self) -> bool:
        """Whether a clock judges tickets under it."""
        return self.measure in {self.Measure.RESPONSE, self.Measure.RESOLUTION}

    @property
    def counts_tickets(self) -> bool:
        """Whether its attainment comes from tickets."""
        return self.measure not in {self.Measure.AVAILABILITY, self.Measure.MANUAL}


class LevelVersionQuerySet(models.QuerySet["LevelVersion"]):
    def in_force(self, day: date) -> "LevelVersion | None":
        """What counts on a day; before the first version, the first."""
        reached = self.filter(valid_from_on__lte=day).order_by("valid_from_on")
        return reached.last() or self.order_by("valid_from_on").first()


@tracked()
class LevelVersion(models.Model):
    """What a level asks for from a day on; a ticket is judged by its opening day's.

    Empty priorities or types mean all. Days are the calendar's, which is the level's
    own or else the service's.
    """

    class Start(models.TextChoices):
        OPENED = "opened", "Opened"
        STATE = "state", "First enters a state"

    class Stop(models.TextChoices):
        RESPONDED = "responded", "First response"
        RESOLVED = "resolved", "Resolved"
        CLOSED = "closed", "Closed"
        STATE = "state", "First enters a state"

    level = models.ForeignKey(
        ServiceLevel, on_delete=models.CASCADE, related_name="versions"
    )
    valid_from_on = models.DateField("in force from")
    priorities = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )
    types = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    target_seconds = models.PositiveIntegerField("target", null=True, blank=True)
    threshold = models.PositiveSmallIntegerField(
        "satisfied from", default=4, help_text="Of 5, for satisfaction."
    )
    goal = models.DecimalField(
        "goal, %", max_digits=6, decimal_places=3, validators=PERCENT
    )
    tolerance = models.DecimalField(
        "tolerance, points", max_digits=5, decimal_places=2, default=2
    )
    minimum_volume = models.PositiveIntegerField(default=0)
    calendar = models.ForeignKey(
        BusinessCalendar,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    starts_when = models.CharField(
        max_length=6, choices=Start.choices, default=Start.OPENED
    )
    start_states = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    stops_when = models.CharField(
        max_length=9, choices=Stop.choices, default=Stop.RESOLVED
    )
    stop_states = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    pause_states = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    is_critical = models.BooleanField("critical", default=False)

    objects = LevelVersionQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "valid_from_on"], name="level_version_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0), name="level_weight_not_negative"
            ),
        ]
        triggers = [SCORES_FOLLOW_TERMS]

    def __str__(self) -> str:
        return f"{self.level} from {self.valid_from_on}"


@tracked()
class CreditBand(models.Model):
    """Below this attainment, so much of the monthly charge is due as a service credit."""

    version = models.ForeignKey(
        LevelVersion, on_delete=models.CASCADE, related_name="bands"
    )
    below = models.DecimalField(
        "below, %", max_digits=6, decimal_places=3, validators=PERCENT
    )
    credit = models.DecimalField(
        "credit, % of the monthly charge",
        max_digits=5,
        decimal_places=2,
        validators=PERCENT,
    )

    class Meta:
        ordering = ["-below"]
        constraints = [
            models.UniqueConstraint(fields=["version", "below"], name="band_once")
        ]

    def __str__(self) -> str:
        return f"<{self.below} %: {self.credit} %"
