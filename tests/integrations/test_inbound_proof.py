"""Who is believed: the vectors of the standards, and five thousand deliveries (A-16)."""

import base64
import json
import random
from collections import Counter
from ipaddress import ip_address

import pytest

from apps.integrations.rules.inbound.proof import (
    BAD_SIGNATURE,
    BAD_TIME,
    Sent,
    fault,
    key_of_delivery,
    new_secret,
    refusal,
)
from apps.integrations.states.inbound import EndpointKind
from tests.integrations.inbound_senders import signed
from tests.security.tally import note

SIGNED, JIRA = EndpointKind.SIGNED, EndpointKind.JIRA
AT = 1_614_265_330
VECTOR = Sent(
    b'{"test": 2432232314}',
    20,
    {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": str(AT),
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
)
KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def sent(body=b"{}", token="", **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return Sent(body, len(body), headers, ip_address("10.0.0.1"), token)


def why(kind, one, *keys, now=AT):
    return refusal(EndpointKind(kind), one, keys, now=now)


def test_the_vector_of_standard_webhooks_is_accepted():
    assert why("signed", VECTOR, KEY) == ""
    assert why("signed", VECTOR, new_secret(SIGNED), KEY) == ""
    assert why("signed", VECTOR, new_secret(SIGNED), "")


@pytest.mark.parametrize(
    ("off", "is_in_time"), [(-300, True), (300, True), (-301, False), (301, False)]
)
def test_five_minutes_either_way_are_in_time(off, is_in_time):
    assert (why("signed", VECTOR, KEY, now=AT + off) == "") is is_in_time


def test_only_who_knows_a_secret_is_told_about_our_clock():
    assert why("signed", VECTOR, KEY, now=AT + 900) == BAD_TIME
    assert why("signed", VECTOR, new_secret(SIGNED), now=AT + 900) != BAD_TIME


def test_one_of_several_signatures_is_enough():
    several = f"v1a,xxxx v1,AAAA {VECTOR.headers['webhook-signature']}"
    one = Sent(VECTOR.body, 20, VECTOR.headers | {"webhook-signature": several})

    assert why("signed", one, KEY) == ""


def test_a_dot_in_the_id_cannot_move_what_was_signed():
    """The id `a`, signed over the body `2.x`, must not pass as the id `a.1`."""
    headers = signed(KEY, f"{AT}.{{}}".encode(), key="a", at=AT)
    moved = headers | {"webhook-id": f"a.{AT}"}

    assert why("signed", Sent(b"{}", 2, moved), KEY)


def test_the_vector_of_jiras_manual_is_accepted():
    given = "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"
    secret = "It's a Secret to Everybody"
    greeting = b"Hello World!"

    good = sent(greeting, x_hub_signature=f"sha256={given}")

    assert why("jira", good, secret) == ""
    assert why("jira", sent(greeting, x_hub_signature=f"sha1={given}"), secret)
    assert why("jira", sent(b"Hello World?", x_hub_signature=f"sha256={given}"), secret)
    assert why("jira", sent(greeting), secret)


@pytest.mark.parametrize("kind", ["alertmanager", "grafana", "servicenow"])
def test_who_cannot_sign_bears_a_secret(kind):
    basic = base64.b64encode(b"portal:inb_secret").decode()
    other = base64.b64encode(b"admin:inb_secret").decode()

    assert why(kind, sent(authorization="Bearer inb_secret"), "inb_secret") == ""
    assert why(kind, sent(authorization=f"Basic {basic}"), "inb_secret") == ""
    assert why(kind, sent(authorization="Bearer inb_secret"), "x", "inb_secret") == ""
    for wrong in ("", "Bearer", "Bearer inb_secre", "Basic ???", f"Basic {other}"):
        assert why(kind, sent(authorization=wrong), "inb_secret")
    assert why(kind, sent(authorization="Bearer "), "", "")
    assert why(kind, sent(token="inb_secret"), "inb_secret")


GRAFANA = {
    "x-grafana-alerting-timestamp": "1700000000",
    "x-grafana-alerting-signature": (
        "22fa362e179e150a7005766ee09f7a41a115d22c6499140a58c3eb23b8e70198"
    ),
}


def grafana(body=b'{"a":1}', **changes):
    return Sent(body, len(body), GRAFANA | changes)


def test_grafana_signs_the_body_behind_its_timestamp():
    """A vector made by another receiver's tests, of what Grafana sends under “gkey”."""
    at = 1_700_000_000

    assert why("grafana", grafana(), "gkey", now=at) == ""
    assert why("grafana", grafana(), "other", "gkey", now=at + 300) == ""
    assert why("grafana", grafana(), "gkey", now=at + 301) == BAD_TIME
    assert why("grafana", grafana(), "gkey", now=at - 301) == BAD_TIME
    assert why("grafana", grafana(), "other", now=at + 301) == BAD_SIGNATURE
    assert why("grafana", grafana(b'{"a":2}'), "gkey", now=at) == BAD_SIGNATURE
    later = {"x-grafana-alerting-timestamp": "1700000001"}
    assert why("grafana", grafana(**later), "gkey", now=at) == BAD_SIGNATURE
    odd = {"x-grafana-alerting-timestamp": "17e8"}
    assert why("grafana", grafana(**odd), "gkey", now=at) == BAD_TIME


@pytest.mark.parametrize("name", ["alerting", "alert"])
def test_grafana_signs_the_body_alone_without_a_timestamp(name):
    """The name of its form, and the one that its code falls back to."""
    digest = "3bcebf43c85d20bba6e3b6ba278af1d2ba3ab0d57de271b0ad30b833e851c5a6"
    header = {f"x-grafana-{name}-signature": digest}

    assert why("grafana", Sent(b"test message", 12, header), "secret") == ""
    assert why("grafana", Sent(b"test messagf", 12, header), "secret")
    assert why("grafana", Sent(b"test message", 12, header), "secreT")


def test_what_grafana_signed_with_a_timestamp_cannot_be_moved_into_the_body():
    headers = {"x-grafana-alerting-signature": GRAFANA["x-grafana-alerting-signature"]}
    moved = b'1700000000:{"a":1}'

    assert why("grafana", Sent(moved, len(moved), headers), "gkey") == BAD_SIGNATURE


def test_a_secret_that_is_borne_helps_no_wrong_signature_of_grafana():
    both = grafana(b"{}", authorization="Bearer gkey")

    assert why("grafana", both, "gkey", now=1_700_000_000) == BAD_SIGNATURE


def test_splunk_bears_it_in_its_address():
    assert why("splunk", sent(token="inb_secret"), "inb_secret") == ""
    assert why("splunk", sent(token="inb_secreT"), "inb_secret")
    assert why("splunk", sent(authorization="Bearer inb_secret"), "inb_secret")


def test_secrets_that_people_type_are_long_enough():
    assert fault(SIGNED, KEY) == ""
    assert "whsec_" in fault(SIGNED, "whsec_dG9vIHNob3J0")
    assert "whsec_" in fault(SIGNED, KEY.removeprefix("whsec_"))
    assert fault(JIRA, "short")
    assert fault(JIRA, "a" * 24) == ""
    assert all(fault(kind, new_secret(kind)) == "" for kind in EndpointKind)


def flip(drawn: random.Random, value: bytes) -> bytes:
    """The same bytes but for one bit."""
    place = drawn.randrange(len(value))
    changed = bytes([value[place] ^ (1 << drawn.randrange(8))])
    return value[:place] + changed + value[place + 1 :]


def forged(drawn: random.Random, one: Sent, other: Sent, at: int) -> list[Sent]:
    """What somebody makes of a delivery they overheard, without its secret."""
    heads, body = one.headers, one.body
    told = json.loads(body)
    flipped = drawn.choice(sorted(heads))
    bits = flip(drawn, heads[flipped].encode("latin-1")).decode("latin-1")
    twice = drawn.choice(sorted(heads))
    wrong = signed(new_secret(SIGNED), body, key=heads["webhook-id"], at=at)
    return [
        Sent(flip(drawn, body), one.size, heads),
        Sent(body, one.size, heads | {flipped: bits}),
        Sent(body, one.size, heads | {"webhook-id": other.headers["webhook-id"]}),
        Sent(other.body, other.size, heads),
        Sent(body, one.size, heads | {twice: f"{heads[twice]},{heads[twice]}"}),
        Sent(json.dumps(told, indent=1).encode(), one.size, heads),
        Sent(body, one.size, wrong),
        Sent(body, one.size, {k: v for k, v in heads.items() if k != flipped}),
    ]


def test_five_thousand_deliveries_are_told_from_their_forgeries():
    """A-16: wrongly accepted 0, valid rejected 0; and none is counted twice."""
    drawn = random.Random(16)
    current, former = new_secret(SIGNED), new_secret(SIGNED)
    keys = (current, former)
    wrongly, rejected, tried = [], [], 0
    inbox: Counter[str] = Counter()

    def delivery(number: int) -> tuple[Sent, int]:
        body = json.dumps({"type": "fact", "data": {"n": number, "é": "ü"}}).encode()
        at = AT + drawn.randint(-299, 299)
        secret = drawn.choice(keys)
        heads = signed(secret, body, key=f"msg_{number}", at=at)
        return Sent(body, len(body), heads), at

    for number in range(500):
        one, at = delivery(2 * number)
        other, _ = delivery(2 * number + 1)
        for _repeat in range(drawn.choice([1, 3])):
            tried += 1
            if refused := refusal(SIGNED, one, keys, now=AT):
                rejected.append(refused)
            else:
                inbox[key_of_delivery(SIGNED, one)] += 1
        late = [AT + 301 + (at - AT), AT - 301 + (at - AT)]
        attacks = [(one, now) for now in late]
        attacks += [(false, AT) for false in forged(drawn, one, other, at)]
        tried += len(attacks)
        passed = [
            false
            for false, now in attacks
            if refusal(SIGNED, false, keys, now=now) == ""
        ]
        wrongly += passed
        note("webhooks", len(attacks), len(passed))

    assert tried >= 5_000
    assert wrongly == []
    assert rejected == []
    assert len(inbox) == 500
