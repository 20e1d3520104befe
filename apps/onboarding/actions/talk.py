"""What people say about a request and its criteria."""

import re
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower

from apps.accounts.models import User
from apps.history.actions import record
from apps.history.models import Event
from apps.onboarding.actions import letters
from apps.onboarding.actions.requests import locked
from apps.onboarding.models import Comment, Request

MENTION = re.compile(r"@([\w.+-]+@[\w.-]+\w|[\w.-]+\w)")


@transaction.atomic
def comment(
    pk: int,
    *,
    by: User,
    text: str,
    assessment_pk: int | None = None,
    answers_to_pk: int | None = None,
    now: datetime,
) -> Comment:
    """Say something, on the request or on one criterion; who is mentioned is told."""
    if not Request.objects.visible_to(by).filter(pk=pk).exists():
        raise PermissionDenied
    request = locked(pk)
    about = request.assessments.filter(pk=assessment_pk or 0).first()
    parent = request.comments.filter(pk=answers_to_pk or 0).first()
    said = Comment.objects.create(
        request=request,
        assessment=about,
        answers_to=parent,
        author=by,
        text=text,
        at=now,
    )
    mentioned = mentioned_in(text, request)
    said.mentions.set(mentioned)
    event = record(
        request,
        "onboarding.commented",
        by=by,
        now=now,
        touched=[said],
        criterion=about.criterion.code if about else "",
        text=text,
    )
    answered = [parent.author] if parent else []
    _tell(request, event, mentioned, [*letters.team_of(request), *answered])
    return said


def _tell(
    request: Request, event: Event, mentioned: list[User], others: list[User]
) -> None:
    """Who is mentioned, and else the team and whoever was answered."""
    words, topic = "mentioned you", letters.MENTIONS
    letters.tell(mentioned, request, event, words=words, topic=topic)
    letters.tell(others, request, event, words="commented")


def mentioned_in(text: str, request: Request) -> list[User]:
    """People named as @nickname or @e-mail who may see the request."""
    names = {name.lower() for name in MENTION.findall(text)}
    if not names:
        return []
    people = User.objects.filter(is_active=True).select_related("organisation")
    known = people.annotate(called=Lower("nickname"), mail=Lower("email"))
    known = known.filter(Q(called__in=names) | Q(mail__in=names))
    rows = Request.objects.filter(pk=request.pk)
    return [one for one in known if rows.visible_to(one).exists()]
