"""Wishes: what people would rather work, or not; the generator weighs them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import FormPage, HttpRequest, create, show_form
from apps.core import markup
from apps.core.http import render_page, see_other
from apps.core.lists import Column, show_list
from apps.staffing.access import can_wish_for
from apps.staffing.actions import wishes as actions
from apps.staffing.forms.generating import WishFilter, WishForm
from apps.staffing.models import Person, Wish
from apps.staffing.queries.wishes import may_wish_for

COLUMNS = [
    Column(
        "person",
        "Person",
        lambda one: one.person.name,
        "person__name",
        lambda one: markup.link(
            reverse("staffing:wish", args=[one.pk]), one.person.name
        ),
        is_head=True,
    ),
    Column("from", "From", lambda one: one.first_on, "first_on"),
    Column("until", "Until", lambda one: one.last_on, "last_on"),
    Column("what", "Wishes", lambda one: "To work" if one.wants_work else "To be off"),
    Column("weight", "How much", lambda one: one.get_weight_display(), "weight"),
    Column("asked", "Said", lambda one: one.asked_at, "asked_at"),
]


@require_safe
def wishes(request: HttpRequest) -> HttpResponse:
    """Whose wishes one sees."""
    rows = Wish.objects.visible_to(request.user).select_related("person")
    return show_list(
        request,
        "staffing/wishes.html",
        rows,
        form=WishFilter(request.GET, user=request.user),
        columns=COLUMNS,
        name="wishes",
        context={"may_wish": may_wish_for(request.user).exists()},
    )


@require_safe
def wish(request: HttpRequest, pk: int) -> HttpResponse:
    """One wish, and its story."""
    found = _get(request, pk)
    context = {"found": found, "may_drop": can_wish_for(request.user, found.person)}
    return render_page(request, "staffing/wish.html", context)


@require_safe
def wish_new(request: HttpRequest) -> HttpResponse:
    """Where a wish is said."""
    return _form(request, WishForm(people=_people(request)))


@require_POST
def add_wish(request: HttpRequest) -> HttpResponse:
    """Keep it."""
    return create(
        request,
        WishForm(request.POST, people=_people(request)),
        actions.add_wish,
        purpose="staffing.add_wish",
        refuse=lambda form: _form(request, form),
        there=lambda pk: reverse("staffing:wish", args=[pk]),
    )


@require_POST
def drop_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    found = _get(request, pk)
    actions.drop_wish(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The wish is taken back.")
    return see_other(reverse("staffing:wishes"))


def _people(request: HttpRequest) -> QuerySet[Person]:
    found = may_wish_for(request.user)
    if not found.exists():
        raise PermissionDenied
    return found


def _get(request: HttpRequest, pk: int) -> Wish:
    rows = Wish.objects.visible_to(request.user).select_related("person")
    return get_object_or_404(rows, pk=pk)


def _form(request: HttpRequest, form: BaseForm) -> HttpResponse:
    page = FormPage(
        title="New wish",
        action=reverse("staffing:add_wish"),
        back=reverse("staffing:wishes"),
        back_label="Wishes",
        intro="A wish is weighed when a rota is generated. It is no leave, and no promise.",
    )
    return show_form(request, page, form)
