"""The words by which something is found that is written in other words."""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.core.markup import link
from apps.knowledge.access import can_add_synonyms, can_edit_synonyms
from apps.knowledge.actions import synonyms as actions
from apps.knowledge.forms.search import (
    AmendSynonymForm,
    NewSynonymForm,
    SynonymFilter,
)
from apps.knowledge.models import Synonym


def _columns() -> Sequence[Column]:
    return [
        Column(
            "words",
            "Who searches for",
            lambda one: one.words,
            "words",
            lambda one: link(one.get_absolute_url(), one.words),
            is_head=True,
        ),
        Column("means", "Also finds", lambda one: one.means, "means"),
        Column(
            "space",
            "Where",
            lambda one: one.space.name if one.space else "Every space",
            "space__name",
        ),
    ]


@require_safe
def synonyms(request: HttpRequest) -> HttpResponse:
    """Those of every space, and of the spaces one reads."""
    return show_list(
        request,
        "knowledge/synonyms.html",
        Synonym.objects.visible_to(request.user).select_related("space"),
        form=SynonymFilter(request.GET, user=request.user),
        columns=_columns(),
        name="synonyms",
        context={"may_add": can_add_synonyms(request.user)},
    )


def _new_page() -> FormPage:
    return FormPage(
        "New synonym",
        reverse("knowledge:add_synonym"),
        reverse("knowledge:synonyms"),
        "Synonyms",
        submit="Add it",
        intro="It holds from the next search on.",
    )


@require_safe
def synonym_new(request: HttpRequest) -> HttpResponse:
    """The form of a new synonym."""
    if not can_add_synonyms(request.user):
        raise PermissionDenied
    initial = {
        "words": request.GET.get("words", "")[:120],
        "means": request.GET.get("means", "")[:200],
        "space": request.GET.get("space", ""),
    }
    form = NewSynonymForm(initial=initial, user=request.user)
    return show_form(request, _new_page(), form)


@require_POST
def add_synonym(request: HttpRequest) -> HttpResponse:
    """Add a synonym, once however often the form is sent."""
    if not can_add_synonyms(request.user):
        raise PermissionDenied
    return create(
        request,
        NewSynonymForm(request.POST, user=request.user),
        actions.add_synonym,
        purpose="knowledge.add_synonym",
        refuse=lambda form: show_form(request, _new_page(), form),
        there=lambda pk: reverse("knowledge:synonyms"),
    )


def _get(request: HttpRequest, pk: int) -> Synonym:
    rows = Synonym.objects.visible_to(request.user).select_related("space")
    return get_object_or_404(rows, pk=pk)


def _page(found: Synonym) -> FormPage:
    action = reverse("knowledge:amend_synonym", args=[found.pk])
    back = reverse("knowledge:synonyms")
    return FormPage(str(found), action, back, "Synonyms")


@require_safe
def synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """One synonym, and what the reader may do with it."""
    found = _get(request, pk)
    context: dict[str, object] = {"found": found, "page": _page(found)}
    if can_edit_synonyms(request.user, found.space):
        initial = {name: getattr(found, name) for name in ("words", "means", "version")}
        context["form"] = AmendSynonymForm(initial=initial)
    return render_page(request, "knowledge/synonym.html", context)


@require_POST
def amend_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    found = _get(request, pk)
    if not can_edit_synonyms(request.user, found.space):
        raise PermissionDenied
    form = AmendSynonymForm(request.POST)
    return amend(request, _page(found), form, partial(actions.amend_synonym, found.pk))


@require_POST
def remove_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away."""
    found = _get(request, pk)
    actions.remove_synonym(found.pk, by=request.user, now=timezone.now())
    return see_other(reverse("knowledge:synonyms"))
