"""What readers say on an article's page: it helped, it solved a ticket, it is read."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.http import HttpRequest
from apps.core.http import see_other
from apps.knowledge.actions import reading as actions
from apps.knowledge.actions import requiring
from apps.knowledge.forms.reading import FeedbackForm, SignOffForm, UseForm
from apps.knowledge.queries.articles import article_at
from apps.knowledge.views.articles import show_article


@require_POST
def give_feedback(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Say whether it helped."""
    found = article_at(request.user, space, slug)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return show_article(request, found, status=422, feedback_form=form)
    actions.give_feedback(
        found,
        is_helpful=form.cleaned_data["helpful"] == "yes",
        comment=form.cleaned_data["comment"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Thank you: what you said is noted.")
    return see_other(f"{found.get_absolute_url()}#helpful")


@require_POST
def note_use(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Say which ticket it solved."""
    found = article_at(request.user, space, slug)
    form = UseForm(request.POST)
    if not form.is_valid():
        return show_article(request, found, status=422, use_form=form)
    used = actions.note_use(
        found, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"Noted: it solved {used.ticket}.")
    return see_other(f"{found.get_absolute_url()}#helpful")


@require_POST
def sign_off(request: HttpRequest, space: str, slug: str) -> HttpResponse:
    """Say that one has read it."""
    found = article_at(request.user, space, slug)
    form = SignOffForm(request.POST)
    if not form.is_valid():
        return show_article(request, found, status=422)
    requiring.sign_off(found, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, "Your sign-off is noted.")
    return see_other(found.get_absolute_url())
