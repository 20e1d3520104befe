"""Writing down what the portal itself knows: of all applications, a check at a time."""

from datetime import datetime

from django.db import transaction

from apps.facts.actions.gathering import PORTAL, put_all
from apps.facts.models import Check
from apps.facts.queries.own import FINDERS


def gather_own(*, now: datetime) -> int:
    """Write what is due of it; how many checks were. Any number at once."""
    due = Check.objects.filter(connector=None, is_on=True, next_run_at__lte=now)
    return sum(_gather(pk, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _gather(pk: int, now: datetime) -> bool:
    rows = Check.objects.select_for_update(skip_locked=True)
    check = rows.filter(pk=pk, next_run_at__lte=now).first()
    if check is None:
        return False
    for name, values in FINDERS[check.name](now).items():
        put_all(name, values, source=PORTAL, now=now, fresh_for=check.every * 3)
    check.next_run_at = now + check.every
    check.save(update_fields=["next_run_at"])
    return True
