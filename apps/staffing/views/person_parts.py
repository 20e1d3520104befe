"""What belongs to a person: postings, levels, certificates."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, amend, create, show_form
from apps.core.http import see_other
from apps.core.uploads import attachment_response
from apps.staffing.access import (
    can_assess,
    can_confirm,
    can_note_certificates,
    can_post,
)
from apps.staffing.actions import certificates, people, skills
from apps.staffing.forms.people import AmendPostingForm, PostingForm
from apps.staffing.forms.skills import (
    AmendCertificateForm,
    CertificateForm,
    LevelsForm,
)
from apps.staffing.models import Certificate, Person, Posting
from apps.staffing.queries.people import askable
from apps.staffing.views.people import editable_person, get_person, show_person


@require_POST
def add_posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Put them in a team, from a day on."""
    found = get_person(request, pk)
    if not can_post(request.user, found):
        raise PermissionDenied
    return create(
        request,
        PostingForm(request.POST, user=request.user),
        partial(people.add_posting, found.pk),
        purpose="staffing.add_posting",
        refuse=lambda form: show_person(request, found, status=422, posting_form=form),
        there=lambda _: f"{found.get_absolute_url()}#teams",
    )


def _posting(request: HttpRequest, pk: int, part: int) -> Posting:
    found: Posting = get_object_or_404(
        Posting.objects.select_related("team", "person"),
        pk=part,
        person=editable_person(request, pk),
    )
    return found


def _posting_page(found: Posting) -> FormPage:
    return FormPage(
        f"{found.person} in {found.team}",
        reverse("staffing:amend_posting", args=[found.person_id, found.pk]),
        f"{found.person.get_absolute_url()}#teams",
        found.person.name,
    )


@require_safe
def edit_posting(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """The form of a posting."""
    found = _posting(request, pk, part)
    form = AmendPostingForm(instance=found, initial={"version": found.version})
    return show_form(request, _posting_page(found), form)


@require_POST
def amend_posting(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Change role, share or days."""
    found = _posting(request, pk, part)
    form = AmendPostingForm(request.POST, instance=_posting(request, pk, part))
    act = partial(people.amend_posting, found.pk)
    return amend(request, _posting_page(found), form, act)


@require_POST
def remove_posting(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """It was entered by mistake."""
    found = _posting(request, pk, part)
    person = people.remove_posting(found.pk, by=request.user, now=timezone.now())
    return see_other(f"{person.get_absolute_url()}#teams")


def _levels_page(found: Person, *, is_own: bool) -> FormPage:
    name = "staffing:assess" if is_own else "staffing:confirm"
    intro = (
        "How you see yourself. Your manager confirms it; only then it counts."
        if is_own
        else "What they say of themselves stands here where you have not confirmed it yet."
    )
    return FormPage(
        "My skills" if is_own else f"Confirm the skills of {found}",
        reverse(name, args=[found.pk]),
        f"{found.get_absolute_url()}#skills",
        found.name,
        submit="Save" if is_own else "Confirm",
        intro=intro,
        template="staffing/levels.html",
    )


def _levels_form(
    request: HttpRequest, found: Person, *, is_own: bool, data: object = None
) -> LevelsForm:
    held = askable(found, timezone.localdate())
    return LevelsForm(data, held=held, is_own=is_own)


@require_safe
def levels(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of one's own levels, or of those one confirms."""
    found = get_person(request, pk)
    is_own = can_assess(request.user, found)
    if not is_own and not can_confirm(request.user, found):
        raise PermissionDenied
    form = _levels_form(request, found, is_own=is_own)
    return show_form(request, _levels_page(found, is_own=is_own), form)


@require_POST
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how one sees oneself."""
    found = get_person(request, pk)
    if not can_assess(request.user, found):
        raise PermissionDenied
    form = _levels_form(request, found, is_own=True, data=request.POST)
    page = _levels_page(found, is_own=True)
    return amend(request, page, form, partial(skills.assess, found.pk))


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm somebody's levels."""
    found = get_person(request, pk)
    if not can_confirm(request.user, found):
        raise PermissionDenied
    form = _levels_form(request, found, is_own=False, data=request.POST)
    page = _levels_page(found, is_own=False)
    return amend(request, page, form, partial(skills.confirm, found.pk))


def _noted(request: HttpRequest, pk: int) -> Person:
    found = get_person(request, pk)
    if not can_note_certificates(request.user, found):
        raise PermissionDenied
    return found


@require_POST
def add_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a certificate and until when it holds."""
    found = _noted(request, pk)
    return create(
        request,
        CertificateForm(request.POST, request.FILES),
        partial(certificates.add_certificate, found.pk),
        purpose="staffing.add_certificate",
        refuse=lambda form: show_person(
            request, found, status=422, certificate_form=form
        ),
        there=lambda _: f"{found.get_absolute_url()}#certificates",
    )


def _certificate(request: HttpRequest, pk: int, part: int) -> Certificate:
    found: Certificate = get_object_or_404(
        Certificate.objects.select_related("person"),
        pk=part,
        person=_noted(request, pk),
    )
    return found


def _certificate_page(found: Certificate) -> FormPage:
    return FormPage(
        f"Edit {found.name}",
        reverse("staffing:amend_certificate", args=[found.person_id, found.pk]),
        found.get_absolute_url(),
        found.person.name,
        intro="A new file takes the place of the old one." if found.file_id else "",
    )


@require_safe
def edit_certificate(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """The form of a certificate."""
    found = _certificate(request, pk, part)
    form = AmendCertificateForm(instance=found, initial={"version": found.version})
    return show_form(request, _certificate_page(found), form)


@require_POST
def amend_certificate(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Renew or correct a certificate."""
    found = _certificate(request, pk, part)
    copy = _certificate(request, pk, part)
    form = AmendCertificateForm(request.POST, request.FILES, instance=copy)
    act = partial(certificates.amend_certificate, found.pk)
    return amend(request, _certificate_page(found), form, act)


@require_POST
def remove_certificate(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """It was entered by mistake."""
    found = _certificate(request, pk, part)
    person = certificates.remove_certificate(
        found.pk, by=request.user, now=timezone.now()
    )
    return see_other(f"{person.get_absolute_url()}#certificates")


@require_safe
def certificate_file(request: HttpRequest, pk: int, part: int) -> HttpResponseBase:
    """The paper itself, for the person and who may edit them."""
    found = _certificate(request, pk, part)
    if found.file is None:
        raise Http404
    return attachment_response(found.file)
