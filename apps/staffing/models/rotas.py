"""Rotas: layers of rotations, overrides above them, and the shifts that come of it."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from apps.accounts.models import Team, User, check_time_zone
from apps.catalog.models import Platform
from apps.core.models import Versioned
from apps.history.models import tracked
from apps.staffing.models.people import Person


class RotaQuerySet(models.QuerySet["Rota"]):
    def visible_to(self, user: User) -> "RotaQuerySet":
        """Internal people see every rota; others those of their organisation's teams."""
        if user.is_internal:
            return self
        return self.filter(team__organisation_id=user.organisation_id)


@tracked()
class Rota(Versioned):
    """Who covers what, when: the rota of a team."""

    class Kind(models.TextChoices):
        ON_CALL = "on_call", "On call"
        SHIFTS = "shifts", "Shifts worked"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="rotas")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ON_CALL)
    time_zone = models.CharField(
        max_length=50, default="Europe/London", validators=[check_time_zone]
    )
    platforms = models.ManyToManyField(Platform, blank=True, related_name="rotas")
    swaps_need_approval = models.BooleanField(
        "swaps are approved by the team's manager", default=False
    )
    description = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True, editable=False)
    retired_on = models.DateField(null=True, blank=True)

    objects = RotaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("staffing:rota", args=[self.slug])


@tracked()
class Layer(Versioned):
    """A floor of a rota; at an instant the highest that covers it counts."""

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="layers")
    name = models.CharField(max_length=80)
    height = models.PositiveSmallIntegerField(help_text="Higher counts first.")

    class Meta:
        ordering = ["-height"]
        constraints = [
            models.UniqueConstraint(
                fields=["rota", "height"], name="layer_once_a_height"
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Rotation(Versioned):
    """People who take turns: how long a turn is, when it is handed over, in which hours."""

    class Unit(models.TextChoices):
        HOUR = "hour", "Hours"
        DAY = "day", "Days"
        WEEK = "week", "Weeks"
        MONTH = "month", "Months"

    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="rotations")
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=5, choices=Unit.choices, default=Unit.WEEK)
    length = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(9000)]
    )
    starts_on = models.DateField(
        "first handoff on",
        validators=[
            MinValueValidator(date(1970, 1, 1)),
            MaxValueValidator(date(2200, 1, 1)),
        ],
    )
    handoff_at = models.TimeField("handoff at", help_text="By the rotation's clock.")
    since_at = models.DateTimeField("nobody is on before", null=True, blank=True)
    until_at = models.DateTimeField("nobody is on from", null=True, blank=True)
    turn_count = models.PositiveSmallIntegerField(
        "turns of a round",
        null=True,
        blank=True,
        editable=False,
        help_text="More than places with people: the others are nobody's.",
    )
    weekdays = models.JSONField(
        "days that count",
        default=list,
        blank=True,
        help_text="For turns of days: 0 is Monday; empty: every day counts.",
    )
    on_minutes = models.PositiveIntegerField(
        "minutes of each turn",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Empty: all of the turn.",
    )
    time_zone = models.CharField(
        max_length=50,
        blank=True,
        validators=[check_time_zone],
        help_text="Empty: that of the rota.",
    )
    restrictions = models.JSONField(
        default=list,
        blank=True,
        help_text='Hours that count, such as {"weekday": 0, "from": "22:00", "until": "06:00"}.',
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class RotationPlace(models.Model):
    """A person's place in the order; people of the same place take the turn together."""

    rotation = models.ForeignKey(
        Rotation, on_delete=models.CASCADE, related_name="places"
    )
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="places")

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rotation", "place", "person"], name="person_once_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.person}"


@tracked()
class Override(Versioned):
    """Somebody instead of, beside or not any more, for a while, above every layer."""

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="overrides")
    removed = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="instead of",
    )
    added = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who covers",
    )
    is_alone = models.BooleanField("instead of everybody", default=False)
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until")
    reason = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["rota", "starts_at", "ends_at"], name="override_when")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="override_starts_first",
            ),
            models.CheckConstraint(
                condition=~models.Q(removed=None, added=None),
                name="override_says_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.added or 'Nobody'} for {self.removed or 'the rota'}"


@tracked()
class Publication(models.Model):
    """One time that a rota's shifts of a window were published."""

    rota = models.ForeignKey(
        Rota, on_delete=models.CASCADE, related_name="publications"
    )
    number = models.PositiveIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["rota", "number"], name="publication_once_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rota} {self.number}"


class ShiftQuerySet(models.QuerySet["Shift"]):
    def visible_to(self, user: User) -> "ShiftQuerySet":
        """Those of rotas one sees."""
        return self.filter(rota__in=Rota.objects.visible_to(user))


@tracked()
class Shift(Versioned):
    """A person's published time on a rota, in UTC."""

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="shifts")
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="shifts"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["rota", "starts_at"], name="shift_rota"),
            models.Index(fields=["person", "starts_at"], name="shift_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="shift_starts_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.starts_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:shift", args=[self.pk])
