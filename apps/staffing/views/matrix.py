"""The matrix of people and skills: looked at, exported, many levels set at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.exports import table_response
from apps.core.http import render_page, see_other
from apps.core.lists import query_without
from apps.staffing.access import can_edit_people
from apps.staffing.actions import skills as actions
from apps.staffing.forms.skill_lists import MatrixFilter
from apps.staffing.forms.skills import BulkForm
from apps.staffing.models import Person
from apps.staffing.queries.matrix import matrix as matrix_of
from apps.staffing.queries.matrix import table_of
from apps.staffing.views.roster_drawings import (
    draw_depths,
    draw_groups,
    draw_heads,
    draw_lines,
)


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Who can do what how well, and how deep each skill is."""
    form = MatrixFilter(request.GET, user=request.user)
    fmt = request.GET.get("export", "")
    if fmt in {"csv", "xlsx"}:
        return _export(request, form, fmt)
    return show_matrix(request, form, BulkForm())


def _people(request: HttpRequest, form: MatrixFilter) -> QuerySet[Person]:
    here = Person.objects.visible_to(request.user).here_on(timezone.localdate())
    return form.narrowed(here)


def _export(request: HttpRequest, form: MatrixFilter, fmt: str) -> HttpResponse:
    today = timezone.localdate()
    heads, rows = table_of(_people(request, form), today, form.asked("branch"))
    stamp = timezone.localtime().strftime("%Y-%m-%d-%H%M")
    return table_response(f"skills-{stamp}", fmt, heads, rows)


def show_matrix(
    request: HttpRequest, form: MatrixFilter, bulk: BulkForm, status: int = 200
) -> HttpResponse:
    """The page, perhaps with a bulk edit that was refused."""
    sort = request.GET.get("sort", "")
    found = matrix_of(
        _people(request, form),
        timezone.localdate(),
        branch=form.asked("branch"),
        is_thin=bool(form.asked("thin")),
        sort=sort,
        page=request.GET.get("page"),
    )
    may_edit = can_edit_people(request.user)
    query = query_without(request, "sort", "page", "export")
    context = {
        "form": form,
        "found": found,
        "page_obj": found.page_obj,
        "bulk": bulk,
        "may_edit": may_edit,
        "groups": draw_groups(found),
        "heads": draw_heads(found, query, sort),
        "lines": draw_lines(found.lines, has_ticks=may_edit),
        "depths": draw_depths(found.depths),
        "query": query_without(request, "page", "export"),
        "list_name": "skills",
    }
    return render_page(
        request, "staffing/matrix.html", context, partials={"results"}, status=status
    )


@require_POST
def confirm_many(request: HttpRequest) -> HttpResponse:
    """Confirm one level of one skill for everybody who is ticked."""
    if not can_edit_people(request.user):
        raise PermissionDenied
    form = BulkForm(request.POST, ticked=request.POST.getlist("person"))
    if not form.is_valid():
        shown = MatrixFilter(request.GET, user=request.user)
        return show_matrix(request, shown, form, status=422)
    changed = actions.confirm_many(form.cells, by=request.user, now=timezone.now())
    messages.success(request, f"{changed} of {len(form.cells)} levels changed.")
    query = request.GET.urlencode()
    return see_other(f"{reverse('staffing:matrix')}?{query}")
