"""The review clock: it runs on the platform's working time while reviewers have the turn."""

from datetime import datetime

from apps.calendars.queries import schedule_named
from apps.calendars.rules import add_working_time, working_seconds
from apps.onboarding.models import Request

REVIEW_TARGET_SECONDS = 40 * 3600
CLOCK_FIELDS = ["review_since", "review_seconds", "due_at"]


def start(request: Request, now: datetime) -> None:
    """Start or go on: due when what is left of 40 working hours has passed."""
    schedule = schedule_named(request.platform.calendar_slug)
    left = max(REVIEW_TARGET_SECONDS - request.review_seconds, 0)
    request.review_since = now
    request.due_at = add_working_time(schedule, now, left)


def pause(request: Request, now: datetime) -> None:
    """Stand still: the working seconds so far are kept, and nothing is due."""
    if request.review_since:
        schedule = schedule_named(request.platform.calendar_slug)
        request.review_seconds += working_seconds(schedule, request.review_since, now)
    request.review_since = None
    request.due_at = None
