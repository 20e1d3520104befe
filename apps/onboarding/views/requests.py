"""Requests as their teams see them: the list, the wizard, one request."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.onboarding import actions
from apps.onboarding.forms.lists import RequestFilter
from apps.onboarding.forms.team import (
    CommentForm,
    CopyForm,
    EditRequestForm,
    NewRequestForm,
    QuestionsForm,
    ReasonForm,
)
from apps.onboarding.models import Request
from apps.onboarding.queries.page import request_page
from apps.onboarding.views import tables


def visible_request(request: HttpRequest, pk: int) -> Request:
    """The request, if it exists for who asks."""
    rows = Request.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows, pk=pk)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The requests one may see."""
    rows = Request.objects.visible_to(request.user).for_list()
    return show_list(
        request,
        "onboarding/index.html",
        rows,
        form=RequestFilter(request.GET or None, user=request.user),
        columns=tables.REQUESTS,
        name="requests",
    )


@require_safe
def new_request(request: HttpRequest) -> HttpResponse:
    """The start of the wizard: four fields."""
    form = NewRequestForm(user=request.user, initial=request.GET.dict())
    return render_page(request, "onboarding/new.html", {"form": form})


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft, then ask the questions."""
    form = NewRequestForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"form": form}
        return render_page(request, "onboarding/new.html", context, status=422)
    typed = form.cleaned_data
    key = typed.pop("idempotency_key")
    pk = once(
        key,
        by=request.user,
        purpose="onboarding.start",
        make=lambda: actions.start(by=request.user, now=timezone.now(), **typed),
    )
    return see_other(visible_request(request, pk).get_absolute_url())


@require_safe
def request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: where it stands, what is missing, what may be done."""
    return show_request(request, visible_request(request, pk))


def show_request(
    request: HttpRequest, found: Request, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """A request's page, with what was typed into its forms."""
    page = request_page(found, request.user, timezone.now())
    context = {
        "found": found,
        "page": page,
        "columns": tables.CRITERIA,
        "comment_form": CommentForm(),
        "reason_form": ReasonForm(),
        **forms,
    }
    return render_page(
        request,
        "onboarding/request.html",
        context,
        partials={"request-panel", "comments"},
        status=status,
    )


@require_safe
def edit_request(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft's name, platform and target, to change."""
    found = visible_request(request, pk)
    initial = {
        "name": found.name,
        "platform": found.platform_id,
        "target_on": found.target_on,
        "expected_version": found.version,
    }
    form = EditRequestForm(initial=initial, user=request.user)
    return render_page(request, "onboarding/edit.html", {"found": found, "form": form})


@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft's name, platform or target."""
    found = visible_request(request, pk)
    form = EditRequestForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"found": found, "form": form}
        return render_page(request, "onboarding/edit.html", context, status=422)
    actions.amend(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_safe
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions that decide which criteria apply."""
    found = visible_request(request, pk)
    context = {"found": found, "form": QuestionsForm(found=found)}
    return render_page(request, "onboarding/questions.html", context)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer them; the criteria follow."""
    found = visible_request(request, pk)
    form = QuestionsForm(request.POST, found=found)
    if not form.is_valid():
        context = {"found": found, "form": form}
        return render_page(request, "onboarding/questions.html", context, status=422)
    given = {key: value for key, value in form.cleaned_data.items() if value}
    actions.answer(found.pk, by=request.user, answers=given, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it in."""
    found = visible_request(request, pk)
    actions.submit(found.pk, by=request.user, now=timezone.now())
    messages.success(request, f"{found.number} is with the reviewers now.")
    return see_other(found.get_absolute_url())


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, with the reason."""
    found = visible_request(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_request(request, found, status=422, reason_form=form)
    actions.withdraw(found.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(found.get_absolute_url())


@require_safe
def copy_page(request: HttpRequest, pk: int) -> HttpResponse:
    """For which application to begin a copy."""
    context = {
        "found": visible_request(request, pk),
        "form": CopyForm(user=request.user),
    }
    return render_page(request, "onboarding/copy.html", context)


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft with this request's answers and evidence."""
    found = visible_request(request, pk)
    form = CopyForm(request.POST, user=request.user)
    if not form.is_valid():
        context = {"found": found, "form": form}
        return render_page(request, "onboarding/copy.html", context, status=422)
    made = actions.copy(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(made.get_absolute_url())


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about the request or one of its criteria."""
    found = visible_request(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show_request(request, found, status=422, comment_form=form)
    said = actions.comment(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    where = said.assessment or found
    return see_other(f"{where.get_absolute_url()}#comments")
