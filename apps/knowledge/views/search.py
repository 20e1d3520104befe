"""Searching: the page of results, and results while typing."""

from dataclasses import asdict

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.knowledge.access import can_add_synonyms, sees_state_of_search
from apps.knowledge.actions.embedding import embedder
from apps.knowledge.actions.search_log import note_search
from apps.knowledge.actions.searching import Answer
from apps.knowledge.actions.searching import search as find
from apps.knowledge.forms.search import SearchForm
from apps.knowledge.queries.confidence import confidences
from apps.knowledge.queries.search import PAGE
from apps.knowledge.queries.search.beginning import beginning, has_embeddings
from apps.knowledge.queries.search.results import shown

SUGGESTED = 6


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was asked for and what was found; before that, where to begin."""
    form = SearchForm(request.GET)
    context = {
        "form": form,
        "q": form.words,
        "may_tend": can_add_synonyms(request.user),
    }
    if sees_state_of_search(request.user):
        model = embedder()
        context["is_text_alone"] = not has_embeddings(model.name if model else "")
    if form.is_empty:
        context["beginning"] = beginning(request.user, now=timezone.now())
    else:
        context |= _answered(request, form)
    return render_page(request, "knowledge/search.html", context, partials={"results"})


def _answered(request: HttpRequest, form: SearchForm) -> dict[str, object]:
    now = timezone.now()
    answer = find(
        request.user,
        form.words,
        now=now,
        chosen=form.chosen,
        offset=(form.page - 1) * PAGE,
        is_exact=form.is_exact,
    )
    log = _noted(request, form.words, answer)
    return {
        "answer": answer,
        "page": shown(
            answer.found,
            form.address,
            page=form.page,
            log=log,
            known=confidences(
                [hit.pk for hit in answer.found.hits], timezone.localdate(now)
            ),
        ),
        "exact_query": form.exact_query,
        "asked": {name: one for name, one in asdict(form.chosen).items() if one},
    }


def _noted(request: HttpRequest, words: str, answer: Answer) -> int | None:
    return note_search(
        request.user,
        words,
        shown_for=answer.shown_for,
        result_count=answer.found.total,
        now=timezone.now(),
    )


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The first articles for what is typed so far, for the box on every page."""
    form = SearchForm(request.GET)
    context: dict[str, object] = {"q": form.words}
    if form.words:
        answer = find(
            request.user,
            form.words,
            now=timezone.now(),
            limit=SUGGESTED,
            is_typing=True,
            has_facets=False,
        )
        log = _noted(request, form.words, answer)
        page = shown(answer.found, {"q": form.words}, page=1, log=log)
        context |= {"answer": answer, "page": page}
    return render_page(
        request, "knowledge/suggest.html", context, partials={"found-now"}
    )
