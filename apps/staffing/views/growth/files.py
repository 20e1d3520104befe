"""The page from which growth is reached, a person's file, the people one leads."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.queries.growth.files import file_page, home_page
from apps.staffing.queries.growth.viewer import somebody
from apps.staffing.views.growth.door import guarded


@require_safe
@guarded
def growth(request: HttpRequest) -> HttpResponse:
    """One's own file, whom one leads, what waits."""
    with confidential(request.user, now=timezone.now()) as viewer:
        page = home_page(viewer)
    return render_page(request, "staffing/growth/home.html", {"page": page})


@require_safe
@guarded
def growth_person(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of somebody whom one leads; one's own as well."""
    with confidential(request.user, now=timezone.now()) as viewer:
        page = file_page(viewer, somebody(viewer, pk))
    return render_page(request, "staffing/growth/person.html", {"page": page})
