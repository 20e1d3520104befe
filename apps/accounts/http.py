"""The request as our views see it, and one way to fill in a form: shown, refused, compared, saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest as DjangoHttpRequest
from django.http import HttpResponse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails
from rest_framework.request import Request

from apps.accounts.models import User
from apps.core.actions import once
from apps.core.errors import DomainError, EditConflict
from apps.core.forms import retry
from apps.core.http import render_page, see_other


class HttpRequest(DjangoHttpRequest):
    """A request of somebody who is signed in."""

    user: User
    htmx: HtmxDetails


def asker(request: Request) -> User:
    """The person who asks the API."""
    return cast("User", request.user)


def only_if(*, may: bool) -> None:
    """A page is drawn for nobody who may not see it: PermissionDenied."""
    if not may:
        raise PermissionDenied


@dataclass(frozen=True)
class FormPage:
    """A page with one form: its heading, where it is sent, where Cancel leads."""

    title: str
    action: str
    back: str
    back_label: str
    submit: str = "Save"
    intro: str = ""
    template: str = "core/form_page.html"


def show_form(
    request: HttpRequest,
    page: FormPage,
    form: BaseForm,
    *,
    said: Sequence[tuple[str, Any]] | None = None,
) -> HttpResponse:
    """The form; 422 with its errors, 409 with what somebody else saved first."""
    status = 409 if said is not None else 422 if form.errors else 200
    context = {"page": page, "form": form, "said": said}
    return render_page(request, page.template, context, status=status)


def amend(
    request: HttpRequest,
    page: FormPage,
    form: BaseForm,
    act: Callable[..., object],
) -> HttpResponse:
    """Save what was typed, or show the form again beside what is there by now."""
    if not form.is_valid():
        return show_form(request, page, form)
    try:
        act(by=request.user, now=timezone.now(), **form.cleaned_data)
    except EditConflict as lost:
        return show_form(request, page, form, said=retry(form, lost))
    return see_other(page.back)


def create(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[..., Model],
    *,
    purpose: str,
    refuse: Callable[[BaseForm], HttpResponse],
    there: Callable[[int], str],
    beside: str = "",
) -> HttpResponse:
    """Make what was typed, once however often it is sent, and go where it is.

    The purpose names the app as well, such as "vendors.add_charge". What the action
    refuses is said `beside` that field, where there is one, and nothing typed is lost.
    """
    if not form.is_valid():
        return refuse(form)
    fields = dict(form.cleaned_data)
    try:
        pk = once(
            fields.pop("sent_key", None),
            by=request.user,
            purpose=purpose,
            make=lambda: act(by=request.user, now=timezone.now(), **fields),
        )
    except DomainError as refusal:
        if not beside:
            raise
        form.add_error(beside, str(refusal))
        return refuse(form)
    return see_other(there(pk))
