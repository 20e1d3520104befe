"""The body of a message: one event, in JSON that is documented and has a version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

SCHEMA = 1


@dataclass(frozen=True)
class Told:
    """What a message says of an event.

    `number` is the event's own, and grows; `previous` is that of the event about the
    same object that the same receiver was owed before, None if there was none.
    `is_late` says that a later one about the same object was delivered already, and
    `is_gone` that the object exists no more: it has no address then.
    """

    kind: str
    at: datetime
    number: int | None
    subject_type: str
    subject_id: int
    subject_name: str
    subject_url: str
    actor: str
    facts: Mapping[str, Any]
    previous: int | None = None
    is_late: bool = False
    is_gone: bool = False


def body_of(told: Told) -> bytes:
    """The JSON that is signed and sent. The form is `docs/integrations.md`, schema 1."""
    subject = {
        "type": told.subject_type,
        "id": told.subject_id,
        "name": told.subject_name,
        "url": told.subject_url,
        "is_gone": told.is_gone,
    }
    payload = {
        "type": told.kind,
        "timestamp": told.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "data": {
            "schema": SCHEMA,
            "event": told.number,
            "previous": told.previous,
            "is_late": told.is_late,
            "subject": subject,
            "actor": told.actor,
            "facts": dict(told.facts),
        },
    }
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


EXAMPLE = json.dumps(
    json.loads(
        body_of(
            Told(
                kind="onboarding.approved",
                at=datetime(2026, 11, 27, 9, 30, tzinfo=UTC),
                number=48213,
                subject_type="onboarding.request",
                subject_id=1042,
                subject_name="R-1042 Payments ledger",
                subject_url="https://portal.bank.example/onboarding/1042/",
                actor="Ada Lovelace",
                facts={"seat": 1},
                previous=48190,
            )
        )
    ),
    indent=2,
)
