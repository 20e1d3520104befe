"""Where evidence points at a page of the portal, such as an article."""

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.onboarding.models import Assessment

SHOWN = 8


def citing(path: str, user: User) -> QuerySet[Assessment]:
    """The criteria whose evidence that counts names this path; of requests one sees.

    One query; it reads the evidence of those requests through.
    """
    rows = Assessment.objects.visible_to(user).select_related(
        "criterion", "request__application"
    )
    if not path.startswith("/") or len(path) == 1:
        return rows.none()
    found = rows.filter(evidence__value__contains=path)
    return found.order_by("-evidence__given_at", "pk")[:SHOWN]
