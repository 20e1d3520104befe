"""Coverage rules and the heat map."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.staffing.access import can_make_rotas, can_plan
from apps.staffing.actions import cover_rules as actions
from apps.staffing.forms.absences import CancelForm
from apps.staffing.forms.cover import (
    AmendCoverageRuleForm,
    CoverageRuleForm,
    HeatForm,
    RuleFilter,
)
from apps.staffing.models import CoverageRule, Rota
from apps.staffing.queries.gaps import gaps_of_rule, listed_rules
from apps.staffing.queries.heat import heat_map as map_of
from apps.staffing.queries.heat import rotas_with_rules
from apps.staffing.rules.windows import print_windows
from apps.staffing.views.cover_tables import (
    GAPS,
    RULES,
    asked,
    draw_heat,
    draw_hours,
)

LABEL = "Cover"


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Every coverage rule one sees, and how many of its gaps are open."""
    return show_list(
        request,
        "staffing/coverage.html",
        listed_rules(request.user, timezone.now()),
        form=RuleFilter(request.GET or None, user=request.user),
        columns=RULES,
        name="coverage",
        context={"may_make": can_make_rotas(request.user)},
    )


def _rule(request: HttpRequest, pk: int) -> CoverageRule:
    return get_object_or_404(listed_rules(request.user, timezone.now()), pk=pk)


@require_safe
def coverage_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule: what it asks, when, where it is short."""
    found = _rule(request, pk)
    context = {
        "found": found,
        "asked": asked(found),
        "lines": print_windows(found.windows),
        "gaps": gaps_of_rule(found),
        "columns": GAPS,
        "may_plan": can_plan(request.user, found.rota),
    }
    return render_page(request, "staffing/coverage_rule.html", context)


def _page(title: str, action: str, back: str, submit: str = "Save") -> FormPage:
    return FormPage(title, action, back, LABEL, submit)


@require_safe
def coverage_rule_new(request: HttpRequest) -> HttpResponse:
    """The form of a new rule."""
    if not can_make_rotas(request.user):
        raise PermissionDenied
    initial = {"from_on": timezone.localdate(), "rota": request.GET.get("rota")}
    return show_form(
        request, _new_page(), CoverageRuleForm(user=request.user, initial=initial)
    )


def _new_page() -> FormPage:
    return _page(
        "A coverage rule",
        reverse("staffing:make_coverage_rule"),
        reverse("staffing:coverage"),
        "Make the rule",
    )


@require_POST
def make_coverage_rule(request: HttpRequest) -> HttpResponse:
    """Make it; gaps that it shows are found at once."""
    if not can_make_rotas(request.user):
        raise PermissionDenied
    return create(
        request,
        CoverageRuleForm(request.POST, user=request.user),
        actions.make_coverage_rule,
        purpose="staffing.make_coverage_rule",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: reverse("staffing:coverage_rule", args=[pk]),
    )


def _amend_page(found: CoverageRule) -> FormPage:
    return _page(
        f"{found}",
        reverse("staffing:amend_coverage_rule", args=[found.pk]),
        found.get_absolute_url(),
    )


@require_safe
def coverage_rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a rule as it is."""
    found = _rule(request, pk)
    if not can_plan(request.user, found.rota):
        raise PermissionDenied
    form = AmendCoverageRuleForm(
        instance=found, user=request.user, initial={"version": found.version}
    )
    return show_form(request, _amend_page(found), form)


@require_POST
def amend_coverage_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    found = _rule(request, pk)
    page = _amend_page(found)
    form = AmendCoverageRuleForm(request.POST, instance=found, user=request.user)
    return amend(
        request,
        page,
        form,
        lambda **fields: actions.amend_coverage_rule(pk, **fields),
    )


@require_POST
def remove_coverage_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away, with its gaps."""
    found = _rule(request, pk)
    form = CancelForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["expected_version"]
        actions.remove_coverage_rule(
            pk, by=request.user, version=version, now=timezone.now()
        )
        messages.success(request, f"{found.name} is removed.")
    return see_other(reverse("staffing:coverage"))


@require_safe
def heat_map(request: HttpRequest) -> HttpResponse:
    """Cover by the hour for the weeks ahead, and by skill for one day."""
    rotas = rotas_with_rules(request.user)
    slug = request.GET.get("rota", "")
    rota = next((one for one in rotas if one.slug == slug), rotas[0] if rotas else None)
    usual = {"rota": rota.slug if rota else "", "weeks": "2"}
    data = {**usual, "first": f"{timezone.localdate()}", **request.GET.dict()}
    form = HeatForm(data, user=request.user, rota=rota)
    context: dict[str, Any] = {"form": form, "rota": rota}
    if rota is not None:
        context |= _drawn(request, rota, form)
    return render_page(request, "staffing/heat_map.html", context, partials={"results"})


def _drawn(request: HttpRequest, rota: Rota, form: HeatForm) -> dict[str, Any]:
    asked = form.cleaned_data if form.is_valid() else {}
    first = asked.get("first") or timezone.localdate()
    weeks = int(asked.get("weeks") or 2)
    day = asked.get("day") or first
    if not first <= day < first + timedelta(weeks=weeks):
        day = first
    found = map_of(rota, asked.get("rule"), first, weeks, day)
    query = request.GET.copy()
    query.pop("day", None)
    query["first"] = f"{first}"
    query["rota"] = rota.slug
    return {
        "found": found,
        "red": sum(one.worst() for one in found.days),
        "hours": draw_hours(found.days),
        "days": draw_heat(found.days, f"?{query.urlencode()}&day="),
        "day_hours": draw_hours(found.rules or found.skills),
        "rules": draw_heat(found.rules),
        "skills": draw_heat(found.skills),
    }
