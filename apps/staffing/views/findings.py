"""What the levels tell: depth, gaps against targets, who can, who could teach whom."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.exports import table_response
from apps.core.http import render_page
from apps.core.lists import query_without, show_list
from apps.staffing.forms.skill_lists import (
    CoachingFilter,
    DepthFilter,
    SkillGapFilter,
    WaitingFilter,
    WhoCanFilter,
)
from apps.staffing.models import Person
from apps.staffing.queries.coaching import coaching as coaching_of
from apps.staffing.queries.coaching import suggestions
from apps.staffing.queries.skills import (
    able,
    covered,
    shortfalls,
    to_be_confirmed,
)
from apps.staffing.views.roster_tables import (
    PAIR_HEADS,
    able_columns,
    gap_columns,
    pair_rows,
    waiting_columns,
)

FORMATS = ("csv", "xlsx")


@require_safe
def depth(request: HttpRequest) -> HttpResponse:
    """How many can do each skill alone, and where it hangs on one."""
    today = timezone.localdate()
    form = DepthFilter(request.GET, user=request.user)
    here = Person.objects.visible_to(request.user).here_on(today)
    rows = covered(form.narrowed(here), today)
    context = {
        "form": form,
        "rows": rows,
        "single_points": sum(one.depth.is_single_point for one in rows),
        "lacking": sum(one.is_lacking for one in rows),
        "query": query_without(request),
    }
    return render_page(request, "staffing/depth.html", context, partials={"results"})


@require_safe
def skill_gaps(request: HttpRequest) -> HttpResponse:
    """Who is below what their role needs."""
    return show_list(
        request,
        "staffing/skill_gaps.html",
        shortfalls(request.user, timezone.localdate()),
        form=SkillGapFilter(request.GET, user=request.user),
        columns=gap_columns(),
        name="skill-gaps",
    )


@require_safe
def to_confirm(request: HttpRequest) -> HttpResponse:
    """What people said of themselves since a manager looked, of those one confirms."""
    return show_list(
        request,
        "staffing/to_confirm.html",
        to_be_confirmed(request.user),
        form=WaitingFilter(request.GET, user=request.user),
        columns=waiting_columns(),
        name="to-confirm",
    )


@require_safe
def who_can(request: HttpRequest) -> HttpResponse:
    """Who can do what is asked, the best first."""
    return show_list(
        request,
        "staffing/who_can.html",
        able(request.user, timezone.localdate()),
        form=WhoCanFilter(request.GET, user=request.user),
        columns=able_columns(timezone.now()),
        name="who-can",
    )


@require_safe
def coaching(request: HttpRequest) -> HttpResponse:
    """Who could teach whom this week."""
    today = timezone.localdate()
    form = CoachingFilter(request.GET, user=request.user)
    here = Person.objects.visible_to(request.user).here_on(today)
    found = coaching_of(
        request.user,
        today,
        learners=form.narrowed(here),
        skill=form.cleaned_data.get("skill") if form.is_valid() else None,
    )
    if (fmt := request.GET.get("export", "")) in FORMATS:
        stamp = timezone.localtime().strftime("%Y-%m-%d-%H%M")
        rows = pair_rows(suggestions(found.found))
        return table_response(f"coaching-{stamp}", fmt, PAIR_HEADS, rows)
    page_obj = found.page(request.GET.get("page"))
    context = {
        "form": form,
        "found": found,
        "pairs": suggestions(page_obj),
        "page_obj": page_obj,
        "query": query_without(request, "page", "export"),
        "list_name": "coaching",
    }
    return render_page(request, "staffing/coaching.html", context, partials={"results"})
