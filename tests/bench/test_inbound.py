"""Deliveries a second: kept at the door, and worked off by one worker, one after the other."""

import json
import time

import pytest

from apps.core.models import OutboxItem
from apps.integrations.models import InboundDelivery
from apps.integrations.tasks.inbound import process
from apps.vendors.models import Ticket
from tests.bench.ledger import note
from tests.integrations.inbound_senders import alert, group, measured, send

DELIVERIES = 400
AIM = 10


def bodies(size: int) -> list[bytes]:
    """Groups of so many alerts that fire, no two alike."""
    return [
        json.dumps(group(*(alert(f"{n:06x}-{k}") for k in range(size)))).encode()
        for n in range(DELIVERIES)
    ]


def rate(count: int, begun: float) -> float:
    """How many a second since then."""
    return count / (time.perf_counter() - begun)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 10])
def test_deliveries_are_kept_and_worked_off(size, capsys):
    found = measured(per_minute=100_000)

    begun = time.perf_counter()
    answers = {send(found, one).status_code for one in bodies(size)}
    kept = rate(DELIVERIES, begun)
    owed = list(OutboxItem.objects.order_by("pk").values_list("pk", flat=True))
    begun = time.perf_counter()
    for pk in owed:
        process(pk)
    done = rate(DELIVERIES, begun)

    with capsys.disabled():
        print(f"\n{size} alerts each: {kept:.0f} kept a second, {done:.0f} worked off")
    note("inbound", f"kept, {size} alerts each", kept, "a second")
    note("inbound", f"worked off, {size} alerts each", done, "a second")
    assert answers == {202}
    assert InboundDelivery.objects.filter(state="processed").count() == DELIVERIES
    assert Ticket.objects.count() == DELIVERIES * size
    assert done > AIM
