"""Review cycles: opened, written by two, calibrated, talked about, signed by both."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core.errors import EditConflict
from apps.core.forms import retry
from apps.core.http import render_page, see_other
from apps.staffing.actions.growth import reviewing as actions
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.forms.growth import reviewing as forms
from apps.staffing.queries.growth.reviewing import (
    ReviewPage,
    cycle_page,
    cycles_page,
    review_page,
)
from apps.staffing.views.growth.acting import press
from apps.staffing.views.growth.door import guarded

TEXTS = ("went_well", "to_change", "next_steps", "version")
PLACE = ("performance", "potential", "reason", "version")


@require_safe
@guarded
def cycles(request: HttpRequest) -> HttpResponse:
    """The cycles in which one sees a review."""
    with confidential(request.user, now=timezone.now()) as viewer:
        rows = cycles_page(viewer)
        may_open = bool(viewer.below) or viewer.is_hr
    context = {"rows": rows, "may_open": may_open}
    return render_page(request, "staffing/growth/cycles.html", context)


@require_safe
@guarded
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """One cycle: its reviews, and the grid of those whom one leads."""
    with confidential(request.user, now=timezone.now()) as viewer:
        page = cycle_page(viewer, pk)
    return render_page(request, "staffing/growth/cycle.html", {"page": page})


def _new() -> FormPage:
    return FormPage(
        "New review cycle",
        reverse("staffing:open_cycle"),
        reverse("staffing:cycles"),
        "Review cycles",
        submit="Open it",
        intro="Everybody in it is told, writes first, and is then assessed by who leads them.",
    )


@require_safe
@guarded
def cycle_new(request: HttpRequest) -> HttpResponse:
    """The form of a new cycle."""
    return show_form(request, _new(), forms.CycleForm())


@require_POST
@guarded
def open_cycle(request: HttpRequest) -> HttpResponse:
    """Open it."""
    return create(
        request,
        forms.CycleForm(request.POST),
        actions.open_cycle,
        purpose="staffing.open_cycle",
        refuse=lambda form: show_form(request, _new(), form),
        there=lambda pk: reverse("staffing:cycle", args=[pk]),
    )


def _page(request: HttpRequest, pk: int) -> ReviewPage:
    with confidential(request.user, now=timezone.now()) as viewer:
        return review_page(viewer, pk)


def _initial(found: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(found, name) for name in names} if found else {}


def _show(
    request: HttpRequest,
    pk: int,
    *,
    status: int = 200,
    said: Any = None,
    **typed_in: BaseForm,
) -> HttpResponse:
    page = _page(request, pk)
    fresh: dict[str, Any] = {
        "part_form": forms.PartForm(initial=_initial(page.own_part, TEXTS)),
        "place_form": forms.PlaceForm(initial=_initial(page.placed, PLACE)),
        "sign_form": forms.SignForm(),
    }
    context = {"page": page, "said": said, **fresh, **typed_in}
    return render_page(request, "staffing/growth/review.html", context, status=status)


@require_safe
@guarded
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review: the sides one may read, and what is to be done next."""
    return _show(request, pk)


def _there(pk: int) -> str:
    return reverse("staffing:review", args=[pk])


def _save(
    request: HttpRequest, pk: int, form: BaseForm, act: Any, name: str
) -> HttpResponse:
    """Save over the version that was read; else the page with both."""
    if not form.is_valid():
        return _show(request, pk, status=422, **{name: form})
    try:
        act(pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except EditConflict as lost:
        said = retry(form, lost)
        return _show(request, pk, status=409, said=said, **{name: form})
    return see_other(_there(pk))


@require_POST
@guarded
def save_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one's side."""
    form = forms.PartForm(request.POST)
    return _save(request, pk, form, actions.save_part, "part_form")


@require_POST
@guarded
def calibrate(request: HttpRequest, pk: int) -> HttpResponse:
    """Place it in the grid."""
    form = forms.PlaceForm(request.POST)
    return _save(request, pk, form, actions.calibrate, "place_form")


@require_POST
@guarded
def sign_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign it."""
    form = forms.SignForm(request.POST)
    return _save(request, pk, form, actions.sign_review, "sign_form")


@require_POST
@guarded
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is typed, and hand it in."""
    form = forms.PartForm(request.POST)
    if "went_well" not in request.POST:
        return press(request, actions.hand_in, pk, back=_there(pk))
    saved = _save(request, pk, form, actions.save_part, "part_form")
    if saved.status_code in {409, 422}:
        return saved
    return press(request, actions.hand_in, pk, back=_there(pk))


@require_POST
@guarded
def go_on_without(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on without a self-assessment."""
    return press(request, actions.go_on_without, pk, back=_there(pk))


@require_POST
@guarded
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead it from now on."""
    return press(request, actions.take_over, pk, back=_there(pk))


@require_POST
@guarded
def share_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Share it with the person."""
    return press(request, actions.share_review, pk, back=_there(pk))
