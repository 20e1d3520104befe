"""Writing articles: a new one, its text, its facts, its address."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.actions import forget_typed
from apps.core.errors import EditConflict
from apps.core.http import render_page, see_other
from apps.core.queries import typed_at
from apps.knowledge.access import can_author, can_edit
from apps.knowledge.actions import articles as actions
from apps.knowledge.forms.articles import (
    AmendFactsForm,
    MoveForm,
    NewArticleForm,
    TextForm,
)
from apps.knowledge.models import Article, Kind, Space
from apps.knowledge.queries.articles import article_at
from apps.knowledge.queries.meeting import meeting_of
from apps.knowledge.rules.templates import TEMPLATES
from apps.knowledge.views.spaces import get_space


def writable_space(request: HttpRequest, slug: str) -> Space:
    """The space, if the reader may write in it."""
    found = get_space(request, slug)
    if not can_author(request.user, found):
        raise PermissionDenied
    return found


def editable_article(request: HttpRequest, space: str, slug: str) -> Article:
    """The article, if the reader may write it."""
    found = article_at(request.user, space, slug)
    if not can_edit(request.user, found):
        raise PermissionDenied
    return found


def place_of(found: Article | Space) -> str:
    """The name of the form in which a text is typed, for what is kept of it."""
    return f"{found._meta.model_name}-text-{found.pk}"


@require_safe
def article_new(request: HttpRequest, space: str) -> HttpResponse:
    """The kinds to choose from; with one, its form with the headings it begins with."""
    found = writable_space(request, space)
    kind = request.GET.get("kind", "")
    if kind not in TEMPLATES:
        context = {"space": found, "kinds": Kind.choices}
        return render_page(request, "knowledge/kinds.html", context)
    kept = typed_at(place_of(found), by=request.user)
    names = ("title", "labels")
    asked = {name: request.GET[name] for name in names if name in request.GET}
    initial = {"kind": kind, "body": TEMPLATES[kind], "owner": request.user.pk}
    typed = (
        {name: kept.fields.get(name, "") for name in ("title", "body")} if kept else {}
    )
    form = NewArticleForm(
        initial={**initial, "team": found.team_id, **typed, **asked}, user=request.user
    )
    return _show_new(request, found, form, kept=kept)


def _show_new(
    request: HttpRequest, space: Space, form: BaseForm, *, kept: object = None
) -> HttpResponse:
    context = {"space": space, "form": form, "kept": kept, "place": place_of(space)}
    status = 422 if form.errors else 200
    return render_page(request, "knowledge/write.html", context, status=status)


@require_POST
def create_article(request: HttpRequest, space: str) -> HttpResponse:
    """Write a new article, once however often the form is sent."""
    found = writable_space(request, space)
    answer = create(
        request,
        NewArticleForm(request.POST, user=request.user),
        partial(actions.create_article, found),
        purpose="knowledge.create_article",
        refuse=lambda form: _show_new(request, found, form),
        there=lambda pk: Article.objects.get(pk=pk).get_absolute_url(),
    )
    if answer.status_code == see_other("").status_code:
        forget_typed(place_of(found), by=request.user)
    return answer


@require_safe
def article_edit(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The editor of an article's text, with what was typed there and not sent."""
    found = editable_article(request, space, slug)
    kept = typed_at(place_of(found), by=request.user)
    form = TextForm.of(found, kept.fields if kept else None)
    return _show_editor(request, found, form, kept=kept)


def _show_editor(
    request: HttpRequest,
    found: Article,
    form: BaseForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"found": found, "form": form, "place": place_of(found), **more}
    return render_page(request, "knowledge/edit.html", context, status=status)


@require_POST
def save_version(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Save the text; who comes second sees both texts, and loses none."""
    found = editable_article(request, space, slug)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _show_editor(request, found, form, status=422)
    typed = dict(form.cleaned_data)
    base, expected = typed.pop("base"), typed.pop("version")
    if found.head and found.head.number == base:
        expected = found.version  # only facts moved meanwhile: no text is at stake
    try:
        actions.save_version(
            found, expected=expected, by=request.user, now=timezone.now(), **typed
        )
    except EditConflict:
        return _show_meeting(request, found, typed, base)
    forget_typed(place_of(found), by=request.user)
    return see_other(found.get_absolute_url())


def _show_meeting(
    request: HttpRequest, found: Article, typed: dict[str, Any], base: int
) -> HttpResponse:
    """Both texts, and what they make together."""
    fresh = article_at(request.user, found.space.slug, found.slug)
    meeting = meeting_of(fresh, base, typed["title"], typed["body"])
    merged = {"title": meeting.title, "body": meeting.body, "note": typed["note"]}
    form = TextForm.of(fresh, merged)
    return _show_editor(request, fresh, form, status=409, meeting=meeting)


@require_POST
def throw_away(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Forget what was typed and not sent."""
    found = editable_article(request, space, slug)
    forget_typed(place_of(found), by=request.user)
    return see_other(reverse("knowledge:article_edit", args=[space, slug]))


def _facts_page(found: Article) -> FormPage:
    action = reverse("knowledge:amend_facts", args=[found.space.slug, found.slug])
    return FormPage(f"Facts of {found}", action, found.get_absolute_url(), found.title)


@require_safe
def article_facts(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The form of an article's facts."""
    found = editable_article(request, space, slug)
    initial = {"version": found.version}
    form = AmendFactsForm(instance=found, initial=initial, user=request.user)
    return show_form(request, _facts_page(found), form)


@require_POST
def amend_facts(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Change the facts."""
    found = editable_article(request, space, slug)
    copy = article_at(request.user, space, slug)
    form = AmendFactsForm(request.POST, instance=copy, user=request.user)
    act = partial(actions.amend_article, found.pk)
    return amend(request, _facts_page(found), form, act)


def _move_page(found: Article) -> FormPage:
    action = reverse("knowledge:move_article", args=[found.space.slug, found.slug])
    return FormPage(
        f"Rename or move {found}",
        action,
        found.get_absolute_url(),
        found.title,
        submit="Move it",
    )


@require_safe
def article_move(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The form of an article's address."""
    found = editable_article(request, space, slug)
    initial = {"space": found.space_id, "slug": slug, "version": found.version}
    return show_form(
        request, _move_page(found), MoveForm(initial=initial, user=request.user)
    )


@require_POST
def move_article(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Give it another address; the old one leads there."""
    found = editable_article(request, space, slug)
    initial = {"space": found.space_id}
    form = MoveForm(request.POST, initial=initial, user=request.user)
    if not form.is_valid():
        return show_form(request, _move_page(found), form)
    asked = form.cleaned_data
    moved = actions.move_article(
        found,
        asked["space"],
        slug=asked["slug"],
        expected=asked["version"],
        by=request.user,
        now=timezone.now(),
    )
    return see_other(moved.get_absolute_url())
