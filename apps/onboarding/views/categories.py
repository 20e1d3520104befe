"""Categories of criteria: their names, their order, and who reviews each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.access import can_edit_grants
from apps.accounts.actions import grant, withdraw_grant
from apps.accounts.http import HttpRequest
from apps.accounts.models import Grant
from apps.accounts.roles import Role, ScopeKind
from apps.core.errors import EditConflict
from apps.core.http import render_page, see_other
from apps.onboarding import actions
from apps.onboarding.access import can_author_standards
from apps.onboarding.forms.standards import (
    AmendCategoryForm,
    NewCategoryForm,
    ReviewerForm,
    again,
    category_initial,
    now_said,
)
from apps.onboarding.models import Category
from apps.onboarding.queries.standards import reviewers_of, with_reviewers


def _category(request: HttpRequest, slug: str) -> Category:
    return get_object_or_404(Category.objects.visible_to(request.user), slug=slug)


@require_safe
def categories(request: HttpRequest) -> HttpResponse:
    """Every category in its order, and who reviews it."""
    return _show_all(request, NewCategoryForm())


def _show_all(request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    rows = Category.objects.visible_to(request.user)
    context = {
        "rows": with_reviewers(rows),
        "form": form,
        "may_author": can_author_standards(request.user),
    }
    return render_page(request, "onboarding/categories.html", context, status=status)


@require_POST
def create_category(request: HttpRequest) -> HttpResponse:
    """Add one, after the others."""
    form = NewCategoryForm(request.POST)
    if not form.is_valid():
        return _show_all(request, form, 422)
    actions.create_category(by=request.user, now=timezone.now(), **form.cleaned_data)
    return see_other(reverse("onboarding:categories"))


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One category: its name, who reviews it, its history."""
    return _show(request, _category(request, slug))


def _show(
    request: HttpRequest, found: Category, *, status: int = 200, **forms: Any
) -> HttpResponse:
    context = {
        "found": found,
        "form": AmendCategoryForm(initial=category_initial(found)),
        "reviewer_form": ReviewerForm(),
        "reviewers": reviewers_of(found),
        "may_author": can_author_standards(request.user),
        "is_used": found.is_used,
        "may_give_roles": can_edit_grants(request.user),
        **forms,
    }
    return render_page(request, "onboarding/category.html", context, status=status)


@require_POST
def amend_category(request: HttpRequest, slug: str) -> HttpResponse:
    """Give it another name or description."""
    found = _category(request, slug)
    form = AmendCategoryForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, form=form)
    try:
        actions.amend_category(
            found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
        )
    except EditConflict as lost:
        current = category_initial(_category(request, slug))
        shown = {"form": again(form, lost), "said": now_said(form, current)}
        return _show(request, found, status=409, **shown)
    return see_other(found.get_absolute_url())


@require_POST
def remove_category(request: HttpRequest, slug: str) -> HttpResponse:
    """Take away one that no criterion is about."""
    found = _category(request, slug)
    actions.remove_category(found.pk, by=request.user, now=timezone.now())
    return see_other(reverse("onboarding:categories"))


@require_POST
def move_category(request: HttpRequest, slug: str) -> HttpResponse:
    """One place up, or down."""
    found = _category(request, slug)
    is_up = request.POST.get("to") == "up"
    actions.move_category(found.pk, by=request.user, is_up=is_up, now=timezone.now())
    return see_other(reverse("onboarding:categories"))


@require_POST
def add_reviewer(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody review it."""
    found = _category(request, slug)
    form = ReviewerForm(request.POST)
    if not form.is_valid():
        return _show(request, found, status=422, reviewer_form=form)
    grant(
        form.cleaned_data["person"].pk,
        by=request.user,
        role=Role.REVIEWER,
        scope_kind=ScopeKind.CATEGORY,
        scope_key=found.slug,
        now=timezone.now(),
    )
    return see_other(found.get_absolute_url())


@require_POST
def remove_reviewer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let them review it no more."""
    found = _category(request, slug)
    rows: list[Grant] = reviewers_of(found)
    given = get_object_or_404(Grant, pk=pk, pk__in=[one.pk for one in rows])
    withdraw_grant(given.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())
