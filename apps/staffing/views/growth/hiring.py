"""Vacancies, their candidates, and personnel actions."""

from functools import partial

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core.http import render_page
from apps.core.lists import Column, show_list
from apps.core.markup import fill, state_badge
from apps.staffing.actions.growth import hiring, personnel
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.forms.growth import reviewing as forms
from apps.staffing.models import Person
from apps.staffing.models.growth import Vacancy
from apps.staffing.models.growth.states import Stage
from apps.staffing.queries.growth.hiring import (
    CandidatePage,
    action_page,
    candidate_page,
    days_to_fill,
    listed_vacancies,
    usual_days,
    vacancy_page,
)
from apps.staffing.views.growth.acting import (
    add,
    change,
    fetch,
    make,
    page_about,
    person_named,
    press,
)
from apps.staffing.views.growth.door import guarded


def vacancy_columns() -> list[Column]:
    """The columns of the list of vacancies."""
    return [
        Column(
            "position",
            "Position",
            lambda one: one.position,
            "position",
            lambda one: fill(
                '<a href="{}">{}</a>', one.get_absolute_url(), one.position
            ),
            is_head=True,
        ),
        Column("team", "Team", lambda one: one.team.name, "team__name"),
        Column("hires", "Hires", lambda one: one.person.name, "person__name"),
        Column("state", "State", Vacancy.get_state_display, "state", cell=state_badge),
        Column("wanted", "Wanted from", lambda one: one.wanted_on, "wanted_on"),
        Column("candidates", "Candidates", lambda one: one.candidate_count),
        Column("days", "Days to fill", days_to_fill),
    ]


@require_safe
@guarded
def vacancies(request: HttpRequest) -> HttpResponse:
    """The vacancies of oneself and of whom one leads."""
    with confidential(request.user, now=timezone.now()) as viewer:
        may_propose = bool(viewer.below) or viewer.is_hr
        return show_list(
            request,
            "staffing/growth/vacancies.html",
            listed_vacancies(),
            form=forms.VacancyFilter(request.GET, user=request.user),
            columns=vacancy_columns(),
            name="vacancies",
            context={"may_propose": may_propose, "usual": usual_days()},
            dress=fetch,
        )


def _new() -> FormPage:
    return FormPage(
        "New vacancy",
        reverse("staffing:propose_vacancy"),
        reverse("staffing:vacancies"),
        "Vacancies",
        submit="Propose it",
        intro="Two of the line above you, or of HR, approve it.",
        template="staffing/growth/vacancy_new.html",
    )


@require_safe
@guarded
def vacancy_new(request: HttpRequest) -> HttpResponse:
    """The form of a new vacancy."""
    return show_form(request, _new(), forms.VacancyForm(user=request.user))


@require_POST
@guarded
def propose_vacancy(request: HttpRequest) -> HttpResponse:
    """Propose it."""
    return create(
        request,
        forms.VacancyForm(request.POST, user=request.user),
        hiring.propose_vacancy,
        purpose="staffing.propose_vacancy",
        refuse=lambda form: show_form(request, _new(), form),
        there=_there,
    )


def _there(pk: int) -> str:
    return reverse("staffing:vacancy", args=[pk])


def _show(request: HttpRequest, pk: int, form: BaseForm | None = None) -> HttpResponse:
    with confidential(request.user, now=timezone.now()) as viewer:
        page = vacancy_page(viewer, pk)
    context = {"page": page, "decision_form": form or forms.DecisionForm()}
    status = 422 if form else 200
    return render_page(request, "staffing/growth/vacancy.html", context, status=status)


@require_safe
@guarded
def vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    """One vacancy and how far its candidates have come."""
    return _show(request, pk)


@require_POST
@guarded
def decide_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no."""
    return add(
        request,
        forms.DecisionForm(request.POST),
        partial(hiring.decide_vacancy, pk),
        back=_there(pk),
        show=lambda form: _show(request, pk, form),
    )


@require_POST
@guarded
def close_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    """End it unfilled."""
    return press(request, hiring.close_vacancy, pk, back=_there(pk))


@require_POST
@guarded
def add_candidate(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody applied."""
    return press(request, hiring.add_candidate, pk, back=_there(pk))


def _candidate(request: HttpRequest, pk: int, stage: str) -> CandidatePage:
    if stage not in Stage.values:
        raise Http404
    with confidential(request.user, now=timezone.now()) as viewer:
        return candidate_page(viewer, pk, Stage(stage))


def _move(page: CandidatePage) -> FormPage:
    return FormPage(
        f"{page.found}: {page.stage.label.lower()}",
        reverse("staffing:move_candidate", args=[page.found.pk, page.stage.value]),
        page.vacancy.get_absolute_url(),
        page.vacancy.position,
        submit="Move on",
        intro="Only what this stage needs is kept; the rest is emptied.",
    )


@require_safe
@guarded
def candidate_move(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """What the stage needs to know."""
    page = _candidate(request, pk, stage)
    names = (*page.fields, "version")
    form = forms.CandidateForm(
        initial={name: getattr(page.found, name) for name in names}, needed=page.fields
    )
    return show_form(request, _move(page), form)


@require_POST
@guarded
def move_candidate(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    """Bring a candidate on."""
    page = _candidate(request, pk, stage)
    form = forms.CandidateForm(request.POST, needed=page.fields)
    act = partial(hiring.move_candidate, pk, stage=stage)
    return change(request, _move(page), form, act)


def _action_new(person: Person) -> FormPage:
    return page_about(
        person,
        f"Personnel action for {person}",
        "propose_action",
        submit="Propose it",
        intro="Two others of the line above, or of HR, approve it. The person sees it once they are told, or from its day on.",
    )


@require_safe
@guarded
def action_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a personnel action."""
    page = _action_new(person_named(request, pk, is_led=True))
    return show_form(request, page, forms.ActionForm(user=request.user))


@require_POST
@guarded
def propose_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose it."""
    page = _action_new(person_named(request, pk, is_led=True))
    form = forms.ActionForm(request.POST, user=request.user)
    act = partial(personnel.propose_action, pk)
    return make(request, page, form, act, "propose_action")


def _show_action(
    request: HttpRequest, pk: int, form: BaseForm | None = None
) -> HttpResponse:
    with confidential(request.user, now=timezone.now()) as viewer:
        page = action_page(viewer, pk)
    context = {"page": page, "decision_form": form or forms.DecisionForm()}
    status = 422 if form else 200
    return render_page(request, "staffing/growth/action.html", context, status=status)


@require_safe
@guarded
def personnel_action(request: HttpRequest, pk: int) -> HttpResponse:
    """One personnel action."""
    return _show_action(request, pk)


@require_POST
@guarded
def decide_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no."""
    return add(
        request,
        forms.DecisionForm(request.POST),
        partial(personnel.decide_action, pk),
        back=reverse("staffing:personnel_action", args=[pk]),
        show=lambda form: _show_action(request, pk, form),
    )


@require_POST
@guarded
def withdraw_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    there = reverse("staffing:personnel_action", args=[pk])
    return press(request, personnel.withdraw_action, pk, back=there)


@require_POST
@guarded
def tell_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the person see it."""
    there = reverse("staffing:personnel_action", args=[pk])
    return press(request, personnel.tell_person, pk, back=there)
