"""Who read what, who reads as HR, what is kept and how long, handing out and erasing."""

import json
from functools import partial

from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.access import can_edit_grants
from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core.http import render_page
from apps.core.lists import Column, show_list
from apps.core.pdf import pdf_response
from apps.staffing.actions.growth import hr, keeping
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.forms.growth import watching as forms
from apps.staffing.models import Person
from apps.staffing.models.growth import HrGrant
from apps.staffing.models.growth.base import bank_day
from apps.staffing.queries.growth.paper import held_paper
from apps.staffing.queries.growth.viewer import somebody
from apps.staffing.queries.growth.watching import (
    erasure_page,
    held_page,
    hr_page,
    listed_reads,
    map_rows,
)
from apps.staffing.views.growth.acting import add, fetch, press
from apps.staffing.views.growth.door import (
    guarded,
    guarded_closely,
    proved,
    proved_closely,
)

HELD = "staffing/growth/held.typ"
READS = [
    Column("who", "Who", lambda one: one.author.name, "author__name", is_head=True),
    Column("what", "What", lambda one: one.what, "what"),
    Column("rows", "Entries", lambda one: one.rows),
    Column("at", "When", lambda one: one.written_at, "written_at"),
]


@require_safe
@guarded
def reads(request: HttpRequest, pk: int) -> HttpResponse:
    """Who read what of a person's: for them, and for who leads them."""
    with confidential(request.user, now=timezone.now()) as viewer:
        person = somebody(viewer, pk)
        return show_list(
            request,
            "staffing/growth/reads.html",
            listed_reads(person),
            form=forms.ReadsFilter(request.GET, user=request.user),
            columns=READS,
            name="who-read-what",
            context={"person": person, "is_own": viewer.person.pk == pk},
            dress=fetch,
        )


@require_safe
@proved
def data_map(request: HttpRequest) -> HttpResponse:
    """What is kept about people, what for, and how long."""
    return render_page(request, "staffing/growth/data_map.html", {"rows": map_rows()})


def _show_hr(request: HttpRequest, form: BaseForm | None = None) -> HttpResponse:
    context = {
        "page": hr_page(request.user, bank_day(timezone.now())),
        "form": form or forms.HrGrantForm(user=request.user),
        "may_ask": can_edit_grants(request.user),
    }
    status = 422 if form else 200
    return render_page(
        request, "staffing/growth/hr_grants.html", context, status=status
    )


@require_safe
@proved
def hr_grants(request: HttpRequest) -> HttpResponse:
    """Who reads as HR, since when and until when; everybody of the bank may know."""
    return _show_hr(request)


def _hr() -> str:
    return reverse("staffing:hr_grants")


@require_POST
@proved
def ask_hr_grant(request: HttpRequest) -> HttpResponse:
    """Ask that somebody reads as HR."""
    return create(
        request,
        forms.HrGrantForm(request.POST, user=request.user),
        hr.ask_hr_grant,
        purpose="staffing.ask_hr_grant",
        refuse=lambda form: _show_hr(request, form),
        there=lambda pk: _hr(),
    )


@require_POST
@proved_closely
def approve_hr_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to what another asked for."""
    found = get_object_or_404(HrGrant, pk=pk)
    return press(request, hr.approve_hr_grant, found.pk, back=_hr())


@require_POST
@proved
def end_hr_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """End it at once."""
    found = get_object_or_404(HrGrant, pk=pk)
    return press(request, hr.end_hr_grant, found.pk, back=_hr())


def show_held(request: HttpRequest, pk: int, **typed_in: BaseForm) -> HttpResponse:
    """What is held of a person, perhaps with a form that was refused."""
    with confidential(request.user, now=timezone.now()) as viewer:
        page = held_page(viewer, pk)
    fresh = {"form": forms.ErasureForm(), "hold_form": forms.HoldForm()}
    context = {"page": page, **fresh, **typed_in}
    status = 422 if typed_in else 200
    return render_page(request, "staffing/growth/held.html", context, status=status)


@require_safe
@guarded
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held of a person, handed out and erased from here."""
    return show_held(request, pk)


@require_POST
@guarded_closely
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything held about a person: to be read on paper, or as a file of every field."""
    now = timezone.now()
    found = keeping.hand_out(pk, by=request.user, now=now)
    name = f"held-{pk}-{timezone.localdate(now)}"
    if request.POST.get("as") == "pdf":
        paper = held_paper(get_object_or_404(Person, pk=pk), found, now=now)
        return pdf_response(name, HELD, paper)
    text = json.dumps(found, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


@require_POST
@guarded
def ask_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that it goes."""
    return add(
        request,
        forms.ErasureForm(request.POST),
        partial(keeping.ask_erasure, pk),
        back=reverse("staffing:held", args=[pk]),
        show=lambda form: show_held(request, pk, form=form),
    )


def _decision(request: HttpRequest, pk: int) -> FormPage:
    with confidential(request.user, now=timezone.now()) as viewer:
        found = erasure_page(viewer, pk)
    return FormPage(
        f"Erase what is held of {found.person}",
        reverse("staffing:decide_erasure", args=[pk]),
        reverse("staffing:growth"),
        "Growth",
        submit="Decide",
        intro=f"{found.author} asked on {timezone.localdate(found.written_at):%-d %B %Y}: {found.reason}",
    )


@require_safe
@guarded
def erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that decides on an erasure."""
    page = _decision(request, pk)
    return show_form(request, page, forms.ErasureDecisionForm())


@require_POST
@guarded_closely
def decide_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase it, or decline to."""
    page = _decision(request, pk)
    return add(
        request,
        forms.ErasureDecisionForm(request.POST),
        partial(keeping.decide_erasure, pk),
        back=page.back,
        show=lambda form: show_form(request, page, form),
    )
