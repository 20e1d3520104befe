"""What leaves the portal, signed how, tried again when."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.integrations.rules import outbound_schedule as schedule
from apps.integrations.rules.outbound_kinds import (
    facts_sent,
    is_wanted,
    label_of,
    may_leave,
)
from apps.integrations.rules.outbound_payload import Told, body_of
from apps.integrations.rules.outbound_signing import new_secret, signed_headers

# The worked example of the standard's own libraries: standard-webhooks,
# libraries/javascript/src/index.test.ts, "sign function works".
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
EXAMPLE = {
    "id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "at": datetime.fromtimestamp(1614265330, UTC),
    "body": b'{"test": 2432232314}',
    "signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


def test_the_signature_is_that_of_the_standards_own_example():
    headers = signed_headers([SECRET], EXAMPLE["id"], EXAMPLE["at"], EXAMPLE["body"])

    assert headers["webhook-signature"] == EXAMPLE["signature"]
    assert headers["webhook-timestamp"] == "1614265330"


def test_two_keys_sign_side_by_side_and_an_empty_one_does_not():
    fresh = new_secret()

    headers = signed_headers([fresh, SECRET, ""], "msg_1", EXAMPLE["at"], b"{}")

    first, second = headers["webhook-signature"].split(" ")
    key = base64.b64decode(fresh.removeprefix("whsec_"))
    signed = b"msg_1.1614265330.{}"
    assert (
        first
        == "v1,"
        + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    )
    assert second != first


def test_a_message_is_tried_for_three_days():
    waits = [schedule.wait_after(n, 0) for n in range(1, schedule.MOST_ATTEMPTS)]

    assert sum(waits, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    assert schedule.wait_after(schedule.MOST_ATTEMPTS, 0) is None


@given(st.integers(1, schedule.MOST_ATTEMPTS - 1), st.floats(0, 1))
def test_the_lot_adds_a_tenth_at_most_and_never_shortens(failures, share):
    plain = schedule.WAITS[failures - 1]

    assert plain <= schedule.wait_after(failures, share) <= plain * 1.1


def test_a_receiver_that_fails_is_left_in_peace_longer_and_longer():
    rests = [schedule.rest_after(n) for n in (0, 4, 5, 6, 10, 11, 500)]

    minutes = [rest and rest.total_seconds() / 60 for rest in rests]
    assert minutes == [None, None, 1, 2, 32, 60, 60]


@pytest.mark.parametrize(
    ("kind", "leaves"),
    [
        ("onboarding.approved", True),
        ("vendors.period_closed", True),
        ("vendors.claim_made", True),
        ("vendors.charge_added", False),
        ("vendors.vendor_rated", False),
        ("vendors.risk_entered", False),
        ("staffing.rota_published", True),
        ("staffing.one_to_one_held", False),
        ("staffing.review_shared", False),
        ("staffing.absence_approved", False),
        ("staffing.note_written", False),
        ("reminders.went_away", False),
        ("knowledge.failed_answered", True),
        ("knowledge.query_judged", False),
        ("staffing.generation_ended", True),
        ("somebody.invented_this", False),
    ],
)
def test_what_may_leave_is_named(kind, leaves):
    assert may_leave(kind) is leaves
    assert is_wanted(kind, ["*"]) is leaves


def test_a_pattern_takes_an_app_and_a_name_takes_one_kind():
    assert is_wanted("onboarding.approved", ["onboarding.*"])
    assert is_wanted("onboarding.approved", ["onboarding.approved"])
    assert not is_wanted("onboarding.rejected", ["onboarding.approved"])
    assert not is_wanted("onboarding.approved", [])
    assert label_of("onboarding.*") == "onboarding: everything"


def test_notes_amounts_and_people_stay_inside():
    told = facts_sent(
        {
            "note": "He is on notice",
            "reason": "Too expensive",
            "comment": "x",
            "text": "x",
            "amount": "1200.00",
            "currency": "EUR",
            "person": "Ada",
            "name": "Ada",
            "number": 7,
            "month": "2026-10",
            "counts": {"new": 3, "changed": 1},
            "fields": ["name", "tier"],
            "kind": "a\nb",
            "reference": "x" * 500,
            "level": {"a": {"b": {"c": 1}}},
            "service": Decimal("1.5"),
        }
    )

    assert told == {
        "number": 7,
        "month": "2026-10",
        "counts": {"new": 3, "changed": 1},
        "fields": ["name", "tier"],
    }


def test_the_body_is_the_documented_json():
    told = Told(
        kind="onboarding.approved",
        at=datetime(2026, 11, 27, 9, 30, tzinfo=UTC),
        number=42,
        subject_type="onboarding.request",
        subject_id=7,
        subject_name="R-7 Payments",
        subject_url="https://portal.example/onboarding/7/",
        actor="Ada",
        facts={"seat": 1},
        previous=40,
    )

    assert json.loads(body_of(told)) == {
        "type": "onboarding.approved",
        "timestamp": "2026-11-27T09:30:00Z",
        "data": {
            "schema": 1,
            "event": 42,
            "previous": 40,
            "is_late": False,
            "subject": {
                "type": "onboarding.request",
                "id": 7,
                "name": "R-7 Payments",
                "url": "https://portal.example/onboarding/7/",
                "is_gone": False,
            },
            "actor": "Ada",
            "facts": {"seat": 1},
        },
    }
