"""Who is written to when something happens to a request, and what the letter says."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from apps.accounts.models import User
from apps.core import mail
from apps.history.models import Event
from apps.onboarding.models import Request


def tell(
    people: Iterable[User],
    request: Request,
    event: Event,
    *,
    words: str,
    now: datetime,
) -> None:
    """Owe one letter to each, but not to whoever did it. Bodies hold nothing confidential."""
    address = f"{settings.SITE_URL}{request.get_absolute_url()}"
    for person in {one.pk: one for one in people}.values():
        if person.pk == event.actor_id or not person.is_active:
            continue
        mail.send(
            to=person.email,
            subject=f"{request.number} {request.application}: {words}",
            text=(
                f"{event.actor_name} {words}.\n\n{address}\n\n"
                f"You get this because {request.number} concerns you."
            ),
            key=f"event-{event.pk}-{person.pk}",
            now=now,
            headers={"References": mail.message_id(f"request-{request.pk}")},
        )


def team_of(request: Request) -> list[User]:
    """The requester and whoever gave evidence."""
    authors = User.objects.filter(
        pk__in=request.assessments.values("givings__author").distinct()
    )
    return [request.requester, *authors]


def managers_of(request: Request) -> list[User]:
    """Who manages the platform, by grant, and the team."""
    rows = User.objects.filter(
        grants__role="platform_manager",
        grants__scope_kind="platform",
        grants__scope_key=request.platform.slug,
    ).distinct()
    found = list(rows)
    return [*found, request.team.manager] if request.team.manager else found


def reviewers_of(request: Request) -> list[User]:
    """Who has criteria of it on the desk."""
    rows = User.objects.filter(assigned_assessments__request=request).distinct()
    return list(rows)
