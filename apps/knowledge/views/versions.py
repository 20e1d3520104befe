"""The versions of an article: their list, one, two beside each other, one restored."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.knowledge.access import can_edit
from apps.knowledge.actions import articles as actions
from apps.knowledge.forms.versions import CompareForm, RestoreForm
from apps.knowledge.models import Article
from apps.knowledge.queries.articles import article_at
from apps.knowledge.queries.drawing import drawn
from apps.knowledge.queries.versions import comparison_of, version_at, versions_of
from apps.knowledge.views.writing import editable_article


@require_safe
def versions(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Every version, the newest first, and which two to compare."""
    return _show(request, article_at(request.user, space, slug))


def _show(
    request: HttpRequest, found: Article, *, status: int = 200, **more: Any
) -> HttpResponse:
    rows = list(versions_of(found, request.user))
    context = {
        "found": found,
        "versions": rows,
        "may_restore": can_edit(request.user, found),
        **more,
    }
    return render_page(request, "knowledge/versions.html", context, status=status)


@require_safe
def version(request: HttpRequest, space: str, slug: str, number: int) -> HttpResponse:
    """One version as it was."""
    found = article_at(request.user, space, slug)
    shown = version_at(found, number, request.user)
    context = {
        "found": found,
        "shown": shown,
        "drawn": drawn(found, shown.body, request.user),
        "may_restore": can_edit(request.user, found) and shown.pk != found.head_id,
    }
    return render_page(request, "knowledge/version.html", context)


@require_safe
def compare(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """What differs between two versions: inline by words, or side by side."""
    found = article_at(request.user, space, slug)
    form = CompareForm(request.GET)
    if not form.is_valid():
        return _show(request, found, status=422, form=form)
    asked = form.cleaned_data
    old = version_at(found, min(asked["old"], asked["new"]), request.user)
    new = version_at(found, max(asked["old"], asked["new"]), request.user)
    context = {
        "found": found,
        "old": old,
        "new": new,
        "way": asked["way"] or "words",
        "comparison": comparison_of(old, new),
    }
    return render_page(request, "knowledge/compare.html", context)


@require_POST
def restore_version(
    request: HttpRequest, space: str, slug: str, number: int
) -> HttpResponse:
    """Write the old text again, as the newest version."""
    found = editable_article(request, space, slug)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, form=form)
    old = version_at(found, number, request.user)
    actions.restore_version(
        found,
        old.number,
        expected=form.cleaned_data["version"],
        by=request.user,
        now=timezone.now(),
    )
    return see_other(found.get_absolute_url())
