"""Where evidence points at a page of the portal; that page fetches it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.onboarding.queries.citing import citing


@require_safe
def cited(request: HttpRequest) -> HttpResponse:
    """The criteria whose evidence names the asked path."""
    context = {"citing": citing(request.GET.get("path", ""), request.user)}
    return render_page(
        request, "onboarding/cited.html", context, partials={"evidence-citing"}
    )
