"""Legal holds: asked for, begun and ended on the page of everything held."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.http import HttpRequest
from apps.core.http import see_other
from apps.staffing.actions.growth import holds as actions
from apps.staffing.forms.growth.watching import HoldForm
from apps.staffing.models.growth import LegalHold
from apps.staffing.views.growth.acting import add
from apps.staffing.views.growth.door import guarded, guarded_closely
from apps.staffing.views.growth.watching import show_held


def _there(person: int) -> str:
    return f"{reverse('staffing:held', args=[person])}#hold-title"


def _press(
    request: HttpRequest, act: Callable[..., LegalHold], pk: int
) -> HttpResponse:
    found = act(pk, by=request.user, now=timezone.now())
    return see_other(_there(found.person_id))


@require_POST
@guarded
def ask_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that nothing is removed."""
    return add(
        request,
        HoldForm(request.POST),
        partial(actions.ask_hold, pk),
        back=_there(pk),
        show=lambda form: show_held(request, pk, hold_form=form),
    )


@require_POST
@guarded_closely
def begin_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to what another asked for."""
    return _press(request, partial(actions.decide_hold, is_yes=True), pk)


@require_POST
@guarded_closely
def decline_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to it."""
    return _press(request, partial(actions.decide_hold, is_yes=False), pk)


@require_POST
@guarded
def ask_end_of_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that it ends."""
    return _press(request, actions.ask_end_of_hold, pk)


@require_POST
@guarded_closely
def end_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to its end."""
    return _press(request, partial(actions.decide_end_of_hold, is_yes=True), pk)


@require_POST
@guarded_closely
def go_on_with_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to its end."""
    return _press(request, partial(actions.decide_end_of_hold, is_yes=False), pk)
