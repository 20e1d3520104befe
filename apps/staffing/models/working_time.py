"""What a country allows of working time, where it differs from the directive."""

from datetime import time
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from apps.core.models import Versioned
from apps.history.models import tracked

HOURS = (MinValueValidator(0), MaxValueValidator(168))
WEEKS = (MinValueValidator(1), MaxValueValidator(52))


def _hours(name: str, usual: float) -> Any:
    return models.DecimalField(
        name, max_digits=4, decimal_places=1, default=usual, validators=HOURS
    )


@tracked()
class WorkingTimeTerms(Versioned):
    """The limits of a country; of the empty one, those of all others."""

    country = models.CharField(
        max_length=2,
        unique=True,
        blank=True,
        help_text="Two letters, such as GB. Empty: everywhere else.",
    )
    rest = _hours("hours of rest between shifts", 11)
    weekly_rest = _hours("hours of rest in a row each week", 24)
    weekly_hours = _hours("hours a week on average", 48)
    reference_weeks = models.PositiveSmallIntegerField(
        "weeks of that average", default=17, validators=WEEKS
    )
    consecutive_nights = models.PositiveSmallIntegerField(
        "nights in a row", default=5, validators=[MinValueValidator(1)]
    )
    night_work = _hours("hours a day on average of who works nights", 8)
    night_reference_weeks = models.PositiveSmallIntegerField(
        "weeks of the average of nights", default=17, validators=WEEKS
    )
    night_from = models.TimeField(default=time(23))
    night_until = models.TimeField(default=time(6))
    is_on_call_work = models.BooleanField(
        "on call is working time", default=False, help_text="Else call-outs alone are."
    )

    class Meta:
        ordering = ["country"]
        verbose_name = "working-time terms"
        verbose_name_plural = "working-time terms"

    def __str__(self) -> str:
        return self.country or "Everywhere else"
