"""The burden ledger, the working-time report and its limits."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, show_form
from apps.core.exports import table_response
from apps.core.http import render_page, see_other
from apps.staffing.access import can_set_terms
from apps.staffing.actions import terms as actions
from apps.staffing.forms.burden import LedgerForm, PeriodForm, TermsForm
from apps.staffing.queries.burden import ledger
from apps.staffing.queries.working_time import (
    people_of,
    report_of,
    terms_by_country,
)
from apps.staffing.views import burden_tables as tables

FORMATS = {"csv", "xlsx"}
PERIOD = timedelta(weeks=4)


@require_safe
def burden(request: HttpRequest) -> HttpResponse:
    """What each bore in 12 months, weighted."""
    form = LedgerForm(request.GET or None, user=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    now = timezone.now()
    rows = ledger(request.user, asked.get("team"), asked.get("rota"), now)
    cells = tables.ledger_rows(rows)
    if (fmt := request.GET.get("export", "")) in FORMATS:
        return table_response(f"burden-{now:%Y-%m-%d}", fmt, tables.LEDGER, cells)
    context = {
        "form": form,
        "header": tables.LEDGER,
        "rows": cells,
        "chart": tables.ledger_chart(rows) if rows else "",
        "query": request.GET.urlencode(),
    }
    return render_page(request, "staffing/burden.html", context, partials={"results"})


@require_safe
def working_time(request: HttpRequest) -> HttpResponse:
    """Hours, averages, nights and breaches of each person in a period."""
    form = PeriodForm(request.GET or None, user=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    last = asked.get("last") or timezone.localdate()
    first = asked.get("first") or last - PERIOD
    people = people_of(request.user, asked.get("team"), asked.get("person"))
    rows = report_of(people, first, last)
    if (fmt := request.GET.get("export", "")) in FORMATS:
        name, cells = f"working-time-{first}-{last}", tables.report_rows(rows)
        return table_response(name, fmt, tables.REPORT, cells)
    context = {
        "form": form,
        "first": first,
        "last": last,
        "has_people": bool(rows),
        "broken": sum(len(one.breaches) for one in rows),
        "rows": tables.draw_report(rows),
        "query": request.GET.urlencode(),
    }
    return render_page(
        request, "staffing/working_time.html", context, partials={"results"}
    )


@require_safe
def working_time_terms(request: HttpRequest) -> HttpResponse:
    """The limits of each country."""
    context = {
        "terms": terms_by_country().values(),
        "may_set": can_set_terms(request.user),
    }
    return render_page(request, "staffing/working_time_terms.html", context)


def _page() -> FormPage:
    return FormPage(
        "Working-time limits",
        reverse("staffing:set_working_time"),
        reverse("staffing:working_time_terms"),
        "Limits",
        intro="Of a country, or of everywhere else where no country is typed.",
    )


@require_safe
def working_time_edit(request: HttpRequest) -> HttpResponse:
    """The form of a country's limits, filled with those that count there now."""
    if not can_set_terms(request.user):
        raise PermissionDenied
    known = terms_by_country()
    country = request.GET.get("country", "").upper()
    form = TermsForm(
        instance=known.get(country, known[""]), initial={"country": country}
    )
    return show_form(request, _page(), form)


@require_POST
def set_working_time(request: HttpRequest) -> HttpResponse:
    """Set them."""
    form = TermsForm(request.POST)
    if not form.is_valid():
        return show_form(request, _page(), form)
    actions.set_working_time(by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "Saved.")
    return see_other(reverse("staffing:working_time_terms"))
