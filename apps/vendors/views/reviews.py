"""Reviews: the list, one of them, its agenda, minutes and decisions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.actions import once
from apps.core.http import render_page, see_other
from apps.core.lists import show_list
from apps.vendors import actions
from apps.vendors.access import can_view
from apps.vendors.forms.governance import (
    MINUTES,
    ActionForm,
    AgendaForm,
    DecisionForm,
    MinutesForm,
    PlanForm,
    ReviewFilter,
    as_it_is,
    plan_initial,
)
from apps.vendors.models import AgendaItem, Review
from apps.vendors.queries.governance import (
    governed,
    listed_reviews,
    review_page,
    reviews_due,
)
from apps.vendors.views import governance_tables


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review one sees, and those to be planned next."""
    form = PlanForm(user=request.user, initial=plan_initial(timezone.localdate()))
    return _show_all(request, form)


def _show_all(request: HttpRequest, form: PlanForm, status: int = 200) -> HttpResponse:
    user = request.user
    if not can_view(user):
        raise PermissionDenied
    answer = show_list(
        request,
        "vendors/reviews.html",
        listed_reviews(user),
        form=ReviewFilter(request.GET or None, user=user),
        columns=governance_tables.REVIEWS,
        name="reviews",
        context={
            "may_plan": governed(user).exists(),
            "due": reviews_due(user, timezone.localdate()),
            "plan_form": form,
        },
    )
    answer.status_code = status
    return answer


@require_POST
def plan_review(request: HttpRequest) -> HttpResponse:
    """Set a review, once however often the form is sent."""
    if not governed(request.user).exists():
        raise PermissionDenied
    form = PlanForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show_all(request, form, 422)
    fields = dict(form.cleaned_data)
    key, vendor = fields.pop("sent_key"), fields.pop("vendor")
    pk = once(
        key,
        by=request.user,
        purpose="vendors.plan_review",
        make=lambda: actions.plan_review(
            vendor.pk, by=request.user, now=timezone.now(), **fields
        ),
    )
    messages.success(request, "The review is planned; its agenda is built.")
    return see_other(reverse("vendors:review", args=[pk]))


def review_of(request: HttpRequest, pk: int) -> Review:
    """The review, if it exists for the person."""
    rows = Review.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("vendor", "published_by"), pk=pk)


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: agenda, figures, minutes, decisions, actions."""
    return show_review(request, review_of(request, pk))


def show_review(
    request: HttpRequest, found: Review, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The review's page, with the forms as they were sent."""
    user = request.user
    page = review_page(found, user, timezone.localdate())
    context = {
        "found": found,
        "page": page,
        "cards": governance_tables.card_rows(page),
        "minutes_form": MinutesForm(initial=as_it_is(found, MINUTES)),
        "agenda_form": AgendaForm(),
        "decision_form": DecisionForm(),
        "action_form": ActionForm(vendor=found.vendor, user=user),
        **forms,
    }
    return render_page(request, "vendors/review.html", context, status=status)


@require_POST
def amend_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the minutes and their frame."""
    found = review_of(request, pk)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return show_review(request, found, status=422, minutes_form=form)
    actions.amend_review(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, "Saved.")
    return see_other(found.get_absolute_url())


def _do(
    request: HttpRequest, pk: int, verb: Callable[..., Any], said: str
) -> HttpResponse:
    found = review_of(request, pk)
    verb(found.pk, by=request.user, now=timezone.now())
    messages.success(request, said)
    return see_other(found.get_absolute_url())


@require_POST
def build_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Build the agenda from today's figures again."""
    said = "The agenda is built from today's figures."
    return _do(request, pk, actions.build_agenda, said)


@require_POST
def hold_review(request: HttpRequest, pk: int) -> HttpResponse:
    """It took place."""
    return _do(request, pk, actions.hold_review, "It took place.")


@require_POST
def publish_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the minutes to the vendor."""
    said = "The minutes are published: the vendor reads them now."
    return _do(request, pk, actions.publish_minutes, said)


@require_POST
def cancel_review(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not take place."""
    return _do(request, pk, actions.cancel_review, "It is cancelled.")


@require_POST
def add_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something on the agenda."""
    found = review_of(request, pk)
    form = AgendaForm(request.POST)
    if not form.is_valid():
        return show_review(request, found, status=422, agenda_form=form)
    actions.add_agenda_item(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def remove_agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something off the agenda."""
    rows = AgendaItem.objects.visible_to(request.user)
    gone = get_object_or_404(rows, pk=pk)
    found = actions.remove_agenda_item(gone.pk, by=request.user, now=timezone.now())
    return see_other(found.get_absolute_url())


@require_POST
def note_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was decided."""
    found = review_of(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return show_review(request, found, status=422, decision_form=form)
    actions.note_decision(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())


@require_POST
def add_review_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what one side promises."""
    found = review_of(request, pk)
    form = ActionForm(request.POST, vendor=found.vendor, user=request.user)
    if not form.is_valid():
        return show_review(request, found, status=422, action_form=form)
    actions.add_review_action(
        found.pk, by=request.user, now=timezone.now(), **form.cleaned_data
    )
    return see_other(found.get_absolute_url())
