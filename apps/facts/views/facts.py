"""What is known of applications, and the history of one fact."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.catalog.models import Application, Platform
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.facts.access import can_edit, can_tell, can_view
from apps.facts.actions import checking, telling
from apps.facts.forms.exercises import ExerciseForm
from apps.facts.forms.filters import ApplicationFilter, ChangeFilter, FactFilter
from apps.facts.models import Fact
from apps.facts.queries.pages import brief, facts_page
from apps.facts.queries.registers import (
    applications_on,
    listed_facts,
    platform_page,
)
from apps.facts.views.drawings import drawn_value, fact_trend
from apps.facts.views.matrix import dress_matrix, matrix
from apps.facts.views.tables import CHANGES, FACTS, LISTED


@require_safe
def facts(request: HttpRequest) -> HttpResponse:
    """Everything known of every application one sees."""
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "facts/facts.html",
        listed_facts(request.user),
        form=FactFilter(request.GET, user=request.user),
        columns=LISTED,
        name="facts",
    )


def application_of(request: HttpRequest, code: str) -> Application:
    """The application, if the person sees it and is inside."""
    rows = Application.objects.visible_to(request.user).select_related("owner_team")
    found = get_object_or_404(rows, code=code)
    if not can_view(request.user):
        raise PermissionDenied
    return found


@require_safe
def application(request: HttpRequest, code: str) -> HttpResponse:
    """Everything known of an application: how fresh, from whom, how it moved."""
    found = application_of(request, code)
    context = {
        "found": found,
        "page": facts_page(found, request.user, timezone.now()),
        "columns": FACTS,
        "may_tell": can_tell(request.user, found),
    }
    return render_page(request, "facts/application.html", context, partials={"known"})


@require_safe
def of_application(request: HttpRequest, code: str) -> HttpResponse:
    """The gist of it, for the application's own page."""
    found = application_of(request, code)
    context = {"found": found, "brief": brief(found, request.user, timezone.now())}
    return render_page(
        request,
        "facts/of_application.html",
        context,
        partials={"application-facts"},
    )


@require_POST
def check_now(request: HttpRequest, code: str) -> HttpResponse:
    """Ask everything about it at once; the page shows how far that is."""
    found = application_of(request, code)
    checking.check_now(found, by=request.user, now=timezone.now())
    messages.success(request, "It is being checked.")
    return see_other(reverse("facts:application", args=[found.code]))


def _exercise_page(found: Application) -> FormPage:
    return FormPage(
        title="Note a disaster recovery exercise",
        action=reverse("facts:note_exercise", args=[found.code]),
        back=reverse("facts:application", args=[found.code]),
        back_label=f"Facts about {found.name}",
        submit="Note",
    )


def _tellable(request: HttpRequest, code: str) -> Application:
    """The application, if the person may tell the portal about it."""
    found = application_of(request, code)
    if not can_tell(request.user, found):
        raise PermissionDenied
    return found


@require_safe
def new_exercise(request: HttpRequest, code: str) -> HttpResponse:
    """The form for an exercise that was held."""
    found = _tellable(request, code)
    return show_form(request, _exercise_page(found), ExerciseForm())


@require_POST
def note_exercise(request: HttpRequest, code: str) -> HttpResponse:
    """Note it; how long ago it was is a fact from now on."""
    found = _tellable(request, code)
    page = _exercise_page(found)
    return create(
        request,
        ExerciseForm(request.POST),
        partial(telling.note_exercise, found),
        purpose="facts.note_exercise",
        refuse=lambda form: show_form(request, page, form),
        there=lambda pk: page.back,
    )


@require_safe
def fact(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One fact: its value, and the values it had."""
    rows = Fact.objects.visible_to(request.user).select_related("application")
    found = get_object_or_404(rows, application__code=code, name=name)
    return show_list(
        request,
        "facts/fact.html",
        found.changes.all(),
        form=ChangeFilter(request.GET, user=request.user),
        columns=CHANGES,
        name=f"{code}-{name}",
        context={
            "found": found,
            "value": drawn_value(found),
            "is_fresh": found.is_fresh(timezone.now()),
            "trend": fact_trend(found),
        },
    )


@require_safe
def platform(request: HttpRequest, slug: str) -> HttpResponse:
    """What runs on a platform, by what matters most; and whom the portal asks about it."""
    found = get_object_or_404(Platform.objects.visible_to(request.user), slug=slug)
    if not can_view(request.user):
        raise PermissionDenied
    return show_list(
        request,
        "facts/platform.html",
        applications_on(found, request.user),
        form=ApplicationFilter(request.GET, user=request.user),
        columns=matrix(found.kind),
        name=f"facts-{found.slug}",
        dress=dress_matrix,
        context={
            "found": found,
            "page": platform_page(found),
            "may_edit": can_edit(request.user, found),
        },
    )
