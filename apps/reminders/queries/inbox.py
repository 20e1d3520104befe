"""What is due in the inbox itself."""

from collections.abc import Iterator
from datetime import timedelta

from apps.reminders.models import Notification
from apps.reminders.queries.rules import Due, Pks, among, rule

READ_WITHIN = timedelta(days=2)


@rule(
    "inbox.mention_unread",
    "A mention was not read",
    steps="0d",
    tells=["mentioned"],
)
def mention_unread(pks: Pks) -> Iterator[Due]:
    """Mentions that nobody looked at for two days."""
    rows = Notification.objects.filter(
        topic="mentions", read_at=None, done_at=None, withdrawn_at=None
    )
    for one in among(rows, pks):
        yield Due(
            subject=one,
            due=(one.at + READ_WITHIN).date(),
            since=one.at,
            people={"mentioned": [one.user_id]},
            title=one.title,
        )
