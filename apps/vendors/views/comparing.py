"""Vendors side by side, and services outside and inside."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.charts import Series, bars, trend
from apps.core.http import render_page
from apps.core.lists import Column, draw_rows
from apps.core.markup import badge, fill, link
from apps.vendors.access import can_view
from apps.vendors.forms.portfolio import CompareForm, MonthChoice
from apps.vendors.models import ServiceLevel
from apps.vendors.queries.comparing import Compared, compared
from apps.vendors.queries.watermelon import MONTHS, Melon, melons
from apps.vendors.rules.months import month_of, months_between, next_month
from apps.vendors.rules.watermelon import AMBER_FROM, RED_FROM, SIGNS, Sign, Verdict
from apps.vendors.rules.wording import NOTHING, goal_text, percent_text
from apps.vendors.views.portfolio_drawings import (
    month_names,
    score_text,
    standing_mark,
)

LINES = 6


def _goals(one: Compared) -> str:
    lowest, highest = one.goals
    if lowest == highest:
        return goal_text(lowest)
    return f"{goal_text(lowest)} to {goal_text(highest)}"


COMPARED = [
    Column(
        "vendor",
        "Vendor",
        lambda one: one.name,
        cell=lambda one: link(
            reverse("vendors:performance", args=[one.slug]), one.name
        ),
        is_head=True,
    ),
    Column("percent", "Attained", lambda one: percent_text(one.percent), css="num"),
    Column("goals", "Goal", _goals, css="num"),
    Column("volume", "Tickets", lambda one: one.volume or NOTHING, css="num"),
    Column("levels", "Levels", lambda one: one.levels, css="num"),
]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Vendors on one measure over some full months, the worst first."""
    if not can_view(request.user):
        raise Http404
    form = CompareForm(request.GET or None)
    measure, span = form.asked()
    last = next_month(month_of(timezone.localdate()), -1)
    months = months_between(next_month(last, 1 - span), last)
    found = compared(request.user, measure, months)
    known = [one for one in found if one.percent is not None]
    label = str(ServiceLevel.Measure(measure).label)
    series = [
        Series(one.name, [_float(one.by_month.get(month)) for month in months])
        for one in known[:LINES]
    ]
    context = {
        "form": form,
        "measure": measure,
        "measures": ServiceLevel.Measure.choices,
        "span": span,
        "label": label,
        "months": months,
        "columns": COMPARED,
        "rows": draw_rows(found, COMPARED),
        "bars": bars(
            f"{label}: attained over {span} months",
            [(one.name, float(one.percent or 0)) for one in known],
            unit="%",
        ),
        "trend": trend(f"{label} by month", month_names(months), series, unit="%")
        if span > 1 and series
        else "",
        "lines": LINES if len(known) > LINES else 0,
    }
    return render_page(request, "vendors/compare.html", context)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _sign(one: Melon, sign: Sign) -> str:
    share = one.inside.share(sign)
    if share is None:
        return NOTHING
    count = getattr(one.inside, sign.key)
    return f"{percent_text(share, 0)} ({count})"


def _sign_column(sign: Sign) -> Column:
    return Column(sign.key, sign.label, lambda one: _sign(one, sign), css="num")


def _outside(one: Melon) -> SafeString:
    return fill("{} {}", standing_mark(one.outside), score_text(one.outside.score))


def _inside(one: Melon) -> SafeString:
    rating = one.inside_rating
    return fill("{} {}", badge(rating.label, rating.tone), score_text(one.index))


def melon_columns(month: str) -> list[Column]:
    """The columns of the index; a service leads to its scorecard of the month."""

    def name(one: Melon) -> SafeString:
        url = reverse("vendors:scorecard", args=[one.service.slug, month])
        return link(url, one.service.name)

    return [
        Column(
            "service", "Service", lambda one: one.service.name, cell=name, is_head=True
        ),
        Column("vendor", "Vendor", lambda one: one.service.contract.vendor.name),
        Column(
            "verdict",
            "Outside and inside",
            lambda one: one.verdict.label,
            cell=lambda one: badge(one.verdict.label, one.verdict.tone),
        ),
        Column("outside", "Scorecard", _outside),
        Column("inside", "Index", _inside),
        *(_sign_column(sign) for sign in SIGNS),
        Column("tickets", "Tickets", lambda one: one.inside.tickets, css="num"),
    ]


@require_safe
def watermelon(request: HttpRequest) -> HttpResponse:
    """Each service's scorecard beside its index of what people live through."""
    if not can_view(request.user):
        raise Http404
    running = month_of(timezone.localdate())
    month = MonthChoice(request.GET).chosen(next_month(running, -1))
    found = melons(request.user, month)
    columns = melon_columns(f"{month:%Y-%m}")
    context = {
        "month": month,
        "first": next_month(month, 1 - MONTHS),
        "earlier": next_month(month, -1),
        "later": next_month(month) if month < running else None,
        "columns": columns,
        "rows": draw_rows(found, columns),
        "count": sum(one.verdict is Verdict.WATERMELON for one in found),
        "signs": SIGNS,
        "red_from": RED_FROM,
        "amber_from": AMBER_FROM,
    }
    return render_page(request, "vendors/watermelon.html", context)
