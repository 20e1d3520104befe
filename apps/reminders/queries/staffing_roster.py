"""What is due with people: their certificates, the steps of their checklists."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q

from apps.reminders.queries.rules import Due, Pks, among, rule
from apps.staffing.models import Certificate, ChecklistStep

A_YEAR = timedelta(days=365)


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@rule(
    "staffing.certificate_expiring",
    "A person’s certificate expires",
    steps="-60d -30d -7d 0d",
    tells=["holder"],
    offers=["line manager"],
    escalates="0d",
)
def certificate_expiring(pks: Pks) -> Iterator[Due]:
    """Certificates of people who are not gone by then, unless a newer one lasts longer."""
    newer = Certificate.objects.filter(
        person=OuterRef("person"),
        name=OuterRef("name"),
        expires_on__gt=OuterRef("expires_on"),
    )
    stays = Q(person__ends_on=None) | Q(person__ends_on__gte=F("expires_on"))
    rows = Certificate.objects.filter(stays, ~Exists(newer), expires_on__isnull=False)
    for one in among(rows.select_related("person__line_manager"), pks):
        above = one.person.line_manager
        managers = [above.user_id] if above and above.user_id else []
        yield Due(
            subject=one,
            due=one.expires_on,
            since=_at_midnight(one.issued_on or one.expires_on - A_YEAR),
            people={
                "holder": [one.person.user_id] if one.person.user_id else managers,
                "line manager": managers,
            },
            title=str(one),
        )


@rule(
    "staffing.step_due",
    "A step of a checklist is due",
    steps="-3d 0d +3d",
    tells=["owner"],
    offers=["who started it"],
    escalates="+5d",
)
def step_due(pks: Pks) -> Iterator[Due]:
    """Steps that are not done, of lists that are not closed."""
    rows = ChecklistStep.objects.open().select_related("checklist__person")
    for one in among(rows, pks):
        started_by = one.checklist.started_by_id
        yield Due(
            subject=one,
            due=one.due_on,
            since=one.checklist.started_at,
            people={
                "owner": [one.owner_id or started_by],
                "who started it": [started_by],
            },
            title=f"{one.title}: {one.checklist.person}",
        )
