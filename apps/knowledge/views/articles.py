"""Articles to read: their list, one, one on paper, those that wait for somebody."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.catalog.models import Application
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.knowledge.actions.batches import act_on_each
from apps.knowledge.actions.reading import note_view
from apps.knowledge.actions.search_log import note_click
from apps.knowledge.forms.articles import BatchForm, NoteForm, RetireForm, WordsForm
from apps.knowledge.forms.filters import ArticleFilter
from apps.knowledge.forms.reading import FeedbackForm, UseForm
from apps.knowledge.models import Article, Space
from apps.knowledge.queries.articles import (
    article_at,
    due_for,
    in_force_for,
    listed_articles,
    moved_to,
    own_drafts,
    picked_articles,
    waiting_for,
)
from apps.knowledge.queries.drawing import drawn
from apps.knowledge.queries.page import article_page
from apps.knowledge.queries.reading import reading_page
from apps.knowledge.views.tables import article_columns

SHOWN = 8
BATCH_RESULT = "knowledge.batch"


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """Every article one may read."""
    written = Space.objects.written_by(request.user)
    return show_list(
        request,
        "knowledge/articles.html",
        listed_articles(request.user),
        form=ArticleFilter(request.GET, user=request.user),
        columns=article_columns(request.user),
        name="articles",
        context={
            "written": written,
            "batch_form": BatchForm(user=request.user),
            "may_batch": request.user.is_internal,
        },
    )


@require_safe
def article(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """One article as readers have it; from an address it had, the way to it."""
    try:
        found = article_at(request.user, space, slug)
    except Http404:
        if there := moved_to(request.user, space, slug):
            return HttpResponsePermanentRedirect(there.get_absolute_url())
        raise
    if came_from := request.GET.get("from"):
        note_click(request.user, came_from, found)
    note_view(found, by=request.user, on=timezone.localdate())
    return show_article(request, found)


def show_article(
    request: HttpRequest, found: Article, *, status: int = 200, **forms: object
) -> HttpResponse:
    """The article's page, perhaps with a form that was refused."""
    page = article_page(found, request.user)
    context = {
        "found": found,
        "page": page,
        "drawn": drawn(found, page.shown.body, request.user),
        "note_form": NoteForm(),
        "words_form": WordsForm(),
        "retire_form": RetireForm(user=request.user),
        "reading": reading_page(found, request.user, timezone.localdate()),
        "feedback_form": FeedbackForm(),
        "use_form": UseForm(),
        **forms,
    }
    return render_page(request, "knowledge/article.html", context, status=status)


@require_safe
def article_print(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """The published version as it goes on paper."""
    found = article_at(request.user, space, slug)
    page = article_page(found, request.user)
    context = {
        "found": found,
        "page": page,
        "drawn": drawn(found, page.shown.body, request.user),
    }
    return render_page(request, "knowledge/print.html", context)


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for this person: to publish, to verify, to finish."""
    context = {
        "waiting": waiting_for(request.user),
        "due": due_for(request.user, timezone.localdate()),
        "drafts": own_drafts(request.user),
    }
    return render_page(request, "knowledge/reviews.html", context)


@require_safe
def of_application(request: HttpRequest, code: str) -> HttpResponse:
    """The articles in force for an application, which its own page fetches."""
    rows = Application.objects.visible_to(request.user)
    found = get_object_or_404(rows, code=code)
    articles = in_force_for(request.user, found)
    context = {
        "found": found,
        "articles": articles[:SHOWN],
        "total": articles.count(),
    }
    return render_page(
        request,
        "knowledge/of_application.html",
        context,
        partials={"application-articles"},
    )


@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Do one thing to those that are ticked, and say what became of each."""
    found = picked_articles(request.user, request.POST.getlist("picked"))
    form = BatchForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"picked": found, "form": form}
        return render_page(request, "knowledge/batch.html", context, status=422)
    done = act_on_each(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    request.session[BATCH_RESULT] = [
        [one.article.pk, one.is_done, one.words] for one in done
    ]
    return see_other(reverse("knowledge:batch_done"))


@require_safe
def batch_done(request: HttpRequest) -> HttpResponse:
    """What became of each article that was ticked last."""
    told = request.session.get(BATCH_RESULT, [])
    seen = {
        one.pk: one
        for one in picked_articles(request.user, [str(pk) for pk, *_ in told])
    }
    results = [(seen[pk], is_done, words) for pk, is_done, words in told if pk in seen]
    return render_page(request, "knowledge/batch.html", {"results": results})
