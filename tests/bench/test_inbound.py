"""Deliveries a second: kept at the door, and worked off by one worker, one after the other."""

import json
import time
from collections.abc import Callable

import pytest

from apps.core.models import OutboxItem
from apps.integrations.models import InboundDelivery
from apps.integrations.tasks.inbound import process
from apps.vendors.models import Ticket
from tests.bench.ledger import note
from tests.integrations.inbound_senders import alert, group, measured, send

DELIVERIES = 100


def bodies(size: int) -> list[bytes]:
    """Groups of so many alerts that fire, no two alike."""
    return [
        json.dumps(group(*(alert(f"{n:06x}-{k}") for k in range(size)))).encode()
        for n in range(DELIVERIES)
    ]


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """How many a second, and milliseconds of this process's processor for each."""
    begun, spent = time.perf_counter(), time.process_time()
    work()
    took, spent = time.perf_counter() - begun, time.process_time() - spent
    return DELIVERIES / took, spent * 1000 / DELIVERIES


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 10])
def test_deliveries_are_kept_and_worked_off(size, capsys):
    found = measured(per_minute=100_000)

    answers: set[int] = set()

    def keep() -> None:
        answers.update(send(found, one).status_code for one in bodies(size))

    def work_off() -> None:
        for pk in OutboxItem.objects.order_by("pk").values_list("pk", flat=True):
            process(pk)

    kept, done = timed(keep), timed(work_off)
    with capsys.disabled():
        print(
            f"\n{size} alerts each: {kept[0]:.1f} kept a second, {done[0]:.1f} worked off;"
        )
        print(f"{kept[1]:.1f} and {done[1]:.1f} ms of processor for each")
    for name, (rate, spent) in (("kept", kept), ("worked off", done)):
        note("inbound", f"{name}, {size} alerts each", rate, "a second")
        note("inbound", f"{name}, {size} alerts, processor", spent, "ms")
    assert answers == {202}
    assert InboundDelivery.objects.filter(state="processed").count() == DELIVERIES
    assert Ticket.objects.count() == DELIVERIES * size
