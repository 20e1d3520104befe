"""What the confidential views share: a form's page, a form sent, a button pressed."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.actions import once
from apps.core.http import see_other
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.models import Person
from apps.staffing.queries.growth.viewer import led, somebody

Show = Callable[[BaseForm], HttpResponse]


def person_named(request: HttpRequest, pk: int, *, is_led: bool = False) -> Person:
    """Somebody whose matters the reader may open; with `is_led`, whom they lead."""
    with confidential(request.user, now=timezone.now()) as viewer:
        return led(viewer, pk) if is_led else somebody(viewer, pk)


def page_about(person: Person, title: str, action: str, **more: str) -> FormPage:
    """A form's page that belongs to a person's file; `action` names where it goes."""
    return FormPage(
        title,
        reverse(f"staffing:{action}", args=[person.pk]),
        reverse("staffing:growth_person", args=[person.pk]),
        person.name,
        **more,
    )


def make(
    request: HttpRequest,
    page: FormPage,
    form: BaseForm,
    act: Callable[..., Model],
    purpose: str,
) -> HttpResponse:
    """Make what was typed on a page of its own, once, and go where it leads."""
    return create(
        request,
        form,
        act,
        purpose=f"staffing.{purpose}",
        refuse=lambda refused: show_form(request, page, refused),
        there=lambda pk: page.back,
    )


def add(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[..., Model],
    *,
    back: str,
    show: Show,
) -> HttpResponse:
    """Do what was typed in a form within a page, once; or show the page with its errors."""
    if not form.is_valid():
        return show(form)
    fields = dict(form.cleaned_data)
    key = fields.pop("sent_key", None)
    once(
        key,
        by=request.user,
        purpose=f"staffing.{type(form).__name__}",
        make=lambda: act(by=request.user, now=timezone.now(), **fields),
    )
    return see_other(back)


def press(
    request: HttpRequest, act: Callable[..., object], pk: int, *, back: str, **more: Any
) -> HttpResponse:
    """Do what a button says, and look at the result."""
    act(pk, by=request.user, now=timezone.now(), **more)
    return see_other(back)


def change(
    request: HttpRequest, page: FormPage, form: BaseForm, act: Callable[..., object]
) -> HttpResponse:
    """Save over the version that was read, or show both."""
    return amend(request, page, form, act)


def typed(found: object, *names: str) -> dict[str, Any]:
    """What a form of something that is there begins with."""
    return {name: getattr(found, name) for name in (*names, "version")}


def fetch(rows: Collection[Any]) -> None:
    """Read a list's rows while somebody is inside: outside they are there for nobody."""
    list(rows)
