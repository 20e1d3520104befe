"""The life of an article: what somebody does with it from its page."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.http import HttpRequest
from apps.core.errors import DomainError
from apps.core.http import see_other
from apps.knowledge.actions import publishing as actions
from apps.knowledge.actions.flags import publish_fixing
from apps.knowledge.forms.articles import NoteForm, NumberForm, RetireForm, WordsForm
from apps.knowledge.forms.reading import PublishForm
from apps.knowledge.queries.articles import article_at
from apps.knowledge.views.articles import show_article


@require_POST
def send_for_review(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Ask the reviewers to publish the newest version."""
    found = article_at(request.user, space, slug)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show_article(request, found, status=422, note_form=form)
    actions.send_for_review(
        found, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def send_back(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Say what it lacks."""
    found = article_at(request.user, space, slug)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return show_article(request, found, status=422, words_form=form)
    actions.send_back(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def publish(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Give readers the newest version; close the flags it fixes."""
    found = article_at(request.user, space, slug)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return show_article(request, found, status=422, number_form=form)
    fixing = PublishForm(request.POST, found=found, user=request.user)
    if not fixing.is_valid():
        raise DomainError("A flag was answered meanwhile: look at the article again.")
    publish_fixing(
        found,
        fixes=[one.pk for one in fixing.cleaned_data["fixes"]],
        is_big=fixing.cleaned_data["is_big"],
        by=request.user,
        now=timezone.now(),
        **form.cleaned_data,
    )
    return see_other(found.get_absolute_url())


@require_POST
def verify(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Say that it still holds."""
    found = article_at(request.user, space, slug)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show_article(request, found, status=422, note_form=form)
    actions.verify(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def retire(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Take it out of use."""
    found = article_at(request.user, space, slug)
    form = RetireForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_article(request, found, status=422, retire_form=form)
    actions.retire(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_POST
def bring_back(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Use it again."""
    found = article_at(request.user, space, slug)
    actions.bring_back(found, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())
