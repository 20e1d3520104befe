"""What is known of an application, and the history of one fact."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.catalog.models import Application
from apps.core.http import render_page
from apps.core.lists import show_list
from apps.facts.forms.filters import ChangeFilter
from apps.facts.models import Fact
from apps.facts.queries.pages import facts_page
from apps.facts.views.drawings import fact_trend
from apps.facts.views.tables import CHANGES, FACTS


def application_of(request: HttpRequest, code: str) -> Application:
    """The application, if the person sees it."""
    return get_object_or_404(Application.objects.visible_to(request.user), code=code)


@require_safe
def application(request: HttpRequest, code: str) -> HttpResponse:
    """Everything known of an application: how fresh, from whom, how it moved."""
    found = application_of(request, code)
    context = {
        "found": found,
        "page": facts_page(found, request.user, timezone.now()),
        "columns": FACTS,
    }
    return render_page(request, "facts/application.html", context)


@require_safe
def fact(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One fact: its value, and the values it had."""
    rows = Fact.objects.visible_to(request.user).select_related("application")
    found = get_object_or_404(rows, application__code=code, name=name)
    changes = found.changes.all()
    return show_list(
        request,
        "facts/fact.html",
        changes,
        form=ChangeFilter(request.GET, user=request.user),
        columns=CHANGES,
        name=f"{code}-{name}",
        context={
            "found": found,
            "is_fresh": found.is_fresh(timezone.now()),
            "trend": fact_trend(found),
        },
    )
