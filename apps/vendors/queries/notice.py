"""The last day to give notice as the database works it out, to sort and to narrow by."""

from datetime import date
from typing import Any

from django.db.models import Case, DateField, DurationField, F, Func, Q, Value, When
from django.db.models.functions import Cast, Greatest

from apps.vendors.rules.notice import DAYS
from apps.vendors.states import ContractState

LAST_OF_MONTH = (
    "(date_trunc('month', %(expressions)s) + interval '1 month - 1 day')::date"
)
OPEN = (ContractState.DRAFT, ContractState.IN_FORCE)


def _before(unit: str) -> Any:
    """The contract's last day, so many days or months earlier."""
    span = Func(
        F("notice"),
        template=f"make_interval({unit} => %(expressions)s::int)",
        output_field=DurationField(),
    )
    return Cast(F("ends_on") - span, DateField())


def _last_of_month(day: Any) -> Any:
    return Func(day, template=LAST_OF_MONTH, output_field=DateField())


def notice_until() -> Case:
    """As `rules.notice.last_notice_day` has it; null without an end, or after notice."""
    months = _before("months")
    day = Case(
        When(notice_unit=DAYS, then=_before("days")),
        When(ends_on=_last_of_month(F("ends_on")), then=_last_of_month(months)),
        default=months,
    )
    return Case(
        When(
            Q(ends_on__isnull=False, state__in=OPEN),
            then=Greatest(day, Value(date.min)),
        ),
        default=None,
        output_field=DateField(),
    )
