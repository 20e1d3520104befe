"""Business calendars: when work is done, effective-dated."""

import zoneinfo
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse

from apps.core.models import Versioned
from apps.history.models import tracked


def check_time_zone(name: str) -> None:
    """Raise ValidationError unless the name is a zone of the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"{name} is not a known time zone.")


class Only(models.Func):
    """A number as a range of itself, which an exclusion compares without extensions."""

    template = "int8range(%(expressions)s, %(expressions)s, '[]')"
    arity = 1


class Clock(models.Func):
    """A time as seconds of its day."""

    template = "EXTRACT(EPOCH FROM %(expressions)s)::int"
    arity = 1
    output_field = models.IntegerField()


class BusinessCalendarQuerySet(models.QuerySet["BusinessCalendar"]):
    def visible_to(self, user: models.Model) -> "BusinessCalendarQuerySet":
        """Everybody sees the calendars by which they are measured."""
        return self


@tracked()
class BusinessCalendar(Versioned):
    """A named calendar; what it says is in its editions."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    objects = BusinessCalendarQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("calendars:calendar", args=[self.slug])


class CalendarEditionQuerySet(models.QuerySet["CalendarEdition"]):
    def in_force(self, day: date) -> "CalendarEdition | None":
        """What counts on a day; before the first edition, the first."""
        reached = self.filter(valid_from_on__lte=day).order_by("valid_from_on")
        return reached.last() or self.order_by("valid_from_on").first()


@tracked()
class CalendarEdition(models.Model):
    """What a calendar says from a day on."""

    calendar = models.ForeignKey(
        BusinessCalendar, on_delete=models.CASCADE, related_name="editions"
    )
    valid_from_on = models.DateField("in force from")
    time_zone = models.CharField(max_length=50, validators=[check_time_zone])
    country = models.CharField("holidays of", max_length=2, blank=True)
    subdivision = models.CharField(max_length=10, blank=True)
    is_around_the_clock = models.BooleanField("24x7", default=False)

    objects = CalendarEditionQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "valid_from_on"], name="edition_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.calendar} from {self.valid_from_on}"


@tracked()
class WeeklyInterval(models.Model):
    """Working hours on a weekday; several a day leave gaps between them."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, "Monday"
        TUESDAY = 1, "Tuesday"
        WEDNESDAY = 2, "Wednesday"
        THURSDAY = 3, "Thursday"
        FRIDAY = 4, "Friday"
        SATURDAY = 5, "Saturday"
        SUNDAY = 6, "Sunday"

    edition = models.ForeignKey(
        CalendarEdition, on_delete=models.CASCADE, related_name="intervals"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField(help_text="00:00 is midnight at the day's end.")

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")) | Q(ends="00:00"),
                name="interval_starts_first",
            ),
            ExclusionConstraint(
                name="intervals_are_apart",
                expressions=[
                    (Only("edition_id"), "&&"),
                    (Only("weekday"), "&&"),
                    (
                        models.Func(
                            Clock("starts"),
                            Coalesce(NullIf(Clock("ends"), 0), 24 * 3600),
                            function="int4range",
                        ),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


@tracked()
class OwnDate(models.Model):
    """A day with its own hours: closed, or a half day."""

    edition = models.ForeignKey(
        CalendarEdition, on_delete=models.CASCADE, related_name="own_dates"
    )
    day = models.DateField()
    name = models.CharField(max_length=100)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "day"], name="own_date_once"),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None)
                | Q(starts__isnull=False, ends__isnull=False, starts__lt=F("ends")),
                name="own_date_closed_or_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
