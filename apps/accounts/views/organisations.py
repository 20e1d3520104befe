"""The bank and the vendors whose people log in."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from apps.accounts.forms import OrganisationsFilter
from apps.accounts.http import HttpRequest
from apps.accounts.models import Organisation
from apps.core.lists import Column, show_list

COLUMNS = [
    Column("name", "Organisation", lambda one: one.name, "name"),
    Column("kind", "Kind", lambda one: one.get_kind_display(), "kind"),
    Column("people", "People who log in", lambda one: one.people_count, "people_count"),
]


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation one may see, with how many of its people log in."""
    rows = Organisation.objects.visible_to(request.user)
    active = Count("people", filter=Q(people__is_active=True))
    return show_list(
        request,
        "accounts/organisations.html",
        rows.annotate(people_count=active).order_by("name"),
        form=OrganisationsFilter(request.GET or None, user=request.user),
        columns=COLUMNS,
        name="organisations",
    )
