"""Looking at what happened. Nothing here can be edited."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from apps.core.http import render_page
from apps.history.models import Event
from apps.history.queries import changes_of, model_named, untold_changes


@require_safe
def story(request: HttpRequest, subject_type: str, pk: int) -> HttpResponse:
    """The story of one object, the newest first."""
    subject = _subject(request, subject_type, pk)
    page = Paginator(Event.objects.about(subject), 25).get_page(request.GET.get("page"))
    context = {"subject": subject, "page_obj": page, "subject_type": subject_type}
    return render_page(request, "history/story.html", context, partials={"story"})


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The fields that changed behind one line."""
    event = get_object_or_404(Event, pk=pk)
    subject = _subject(request, event.subject_type, event.subject_id)
    context = {
        "event": event,
        "subject": subject,
        "changes": changes_of(event, request.user),
    }
    return render_page(request, "history/changes.html", context, partials={"changes"})


@require_safe
def untold(request: HttpRequest, subject_type: str, pk: int) -> HttpResponse:
    """Writes that no action told of."""
    subject = _subject(request, subject_type, pk)
    rows = untold_changes(subject, request.user)
    context = {"subject": subject, "rows": rows, "subject_type": subject_type}
    return render_page(request, "history/untold.html", context)


def _subject(request: HttpRequest, subject_type: str, pk: int) -> Model:
    """The object, if its story exists for this person; it may say more than its page."""
    rows: Any = model_named(subject_type)._default_manager.all()
    seen = getattr(rows, "story_visible_to", rows.visible_to)
    found: Model = get_object_or_404(seen(request.user), pk=pk)
    return found
