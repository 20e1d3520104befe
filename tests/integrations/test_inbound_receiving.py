"""The door: what is believed is in the inbox before the sender is told so; nothing else is."""

import hashlib
import hmac
import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.core.models import OutboxItem
from apps.history.models import Event
from apps.integrations.actions.inbound_endpoints import (
    change_secret,
    drop_former_secret,
)
from apps.integrations.actions.inbound_receiving import KEPT_OF_MORE, MOST
from apps.integrations.models import Endpoint, InboundDelivery, Refusal
from apps.integrations.rules.inbound.proof import new_secret
from apps.integrations.states.inbound import EndpointKind
from apps.integrations.tasks.inbound import process
from tests.factories import person
from tests.integrations.inbound_senders import (
    address,
    endpoint,
    measured,
    proof,
    sample,
    send,
    signed,
    tickets_of,
)
from tests.security.tally import note

KINDS = ["alertmanager", "grafana", "splunk", "jira", "servicenow"]
FACT = b'{"type": "fact.measured", "data": {"application": "x", "name": "n"}}'


def amend(found, **values):
    Endpoint.objects.filter(pk=found.pk).update(**values)


def nothing_came(found):
    return not InboundDelivery.objects.exists() and not OutboxItem.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_delivery_of_each_kind_is_kept_with_its_work_and_becomes_a_ticket(kind):
    found = measured(kind)

    answer = send(found, sample(kind))

    assert (answer.status_code, answer.json()) == (202, {"result": "accepted"})
    kept, owed = InboundDelivery.objects.get(), OutboxItem.objects.get()
    assert bytes(kept.body) == sample(kind)
    assert kept.state == "received"
    assert owed.payload == {"delivery": kept.pk}
    assert "Set-Cookie" not in answer.headers

    process(owed.pk)
    process(owed.pk)

    kept.refresh_from_db()
    assert (kept.state, kept.error, kept.runs) == ("processed", "", 1)
    assert len(tickets_of(found)) == (2 if kind == "alertmanager" else 1)
    assert all(one["result"] in {"new", "warning"} for one in kept.result)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_again_is_known_and_owes_nothing_more(kind):
    found = endpoint(kind)

    answers = [send(found, sample(kind)).status_code for _ in range(3)]

    assert answers == [202, 200, 200]
    assert InboundDelivery.objects.get().repeats == 2
    assert OutboxItem.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*KINDS, "signed"])
def test_who_proves_nothing_is_refused_and_only_counted(kind):
    found, body = endpoint(kind), sample("jira")
    other = new_secret(EndpointKind(kind))
    bare = Client().post(
        reverse("integrations:receive", args=[found.key]), body, "application/json"
    )
    forged = Client().post(
        address(found, other),
        body,
        "application/json",
        headers=proof(found, body, other),
    )

    answers = [bare.status_code, forged.status_code]
    note("webhooks", 2, 2 - answers.count(401))
    assert answers == [401, 401]
    assert bare["WWW-Authenticate"].startswith("Bearer")
    assert nothing_came(found)
    assert sum(one.count for one in Refusal.objects.all()) == 2


@pytest.mark.django_db
def test_a_signed_delivery_that_is_too_old_is_refused():
    found = endpoint("signed")
    now = timezone.now().timestamp()

    late = send(found, FACT, signed(found.secret, FACT, at=now - 400))
    good = send(found, FACT, signed(found.secret, FACT))

    assert (late.status_code, good.status_code) == (401, 202)
    assert "five minutes" in Refusal.objects.get().why


@pytest.mark.django_db
def test_grafana_may_sign_and_what_it_signed_is_taken_once():
    found, body = endpoint("grafana"), sample("grafana")
    at = str(int(timezone.now().timestamp()))
    told = f"{at}:".encode() + body
    digest = hmac.new(found.secret.encode(), told, hashlib.sha256).hexdigest()
    headers = {
        "X-Grafana-Alerting-Timestamp": at,
        "X-Grafana-Alerting-Signature": digest,
    }
    huge = b"x" * (MOST + 1)

    answers = [send(found, body, headers).status_code for _ in range(2)]

    assert answers == [202, 200]
    assert send(found, body + b" ", headers).status_code == 401
    assert send(found, huge, headers).status_code == 413
    kept = InboundDelivery.objects.get()
    assert digest not in json.dumps(kept.headers)


@pytest.mark.django_db
def test_two_secrets_count_while_one_is_changed(now):
    found, admin = endpoint(), person("administrator")
    before = found.secret
    after = change_secret(found.pk, by=admin, now=now).secret
    bodies = [json.dumps({"n": n}).encode() for n in range(3)]

    assert before != after
    assert send(found, bodies[0], proof(found, b"", before)).status_code == 202
    assert send(found, bodies[1], proof(found, b"", after)).status_code == 202

    drop_former_secret(found.pk, by=admin, now=now)

    assert send(found, bodies[2], proof(found, b"", before)).status_code == 401
    assert send(found, bodies[2], proof(found, b"", after)).status_code == 202


@pytest.mark.django_db
def test_what_comes_from_elsewhere_is_refused(settings):
    settings.TRUSTED_PROXY_COUNT = 1
    found = endpoint(networks=["10.1.0.0/16"])
    body = sample("alertmanager")

    def sent_from(place):
        headers = proof(found, body) | {"x-forwarded-for": f"10.1.0.9, {place}"}
        return send(found, body, headers).status_code

    assert sent_from("10.2.0.1") == 403
    assert nothing_came(found)
    assert sent_from("10.1.0.7") == 202
    assert sent_from("::ffff:10.1.0.7") == 200
    assert InboundDelivery.objects.get().sent_from == "10.1.0.7"


@pytest.mark.django_db
def test_while_it_is_off_the_sender_is_asked_to_come_again():
    found = endpoint(is_on=False)

    answer = send(found, sample("alertmanager"))

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert nothing_came(found)


@pytest.mark.django_db
def test_too_many_within_a_minute_are_asked_to_come_again_and_none_is_lost():
    found = endpoint(per_minute=2)
    bodies = [json.dumps({"n": n}).encode() for n in range(3)]

    assert [send(found, one).status_code for one in bodies] == [202, 202, 503]

    earlier = timezone.now() - timedelta(seconds=61)
    InboundDelivery.objects.update(received_at=earlier)
    assert send(found, bodies[2]).status_code == 202


@pytest.mark.django_db
def test_too_much_is_kept_in_part_from_who_bears_a_secret_and_refused_from_who_signs():
    huge = b'{"alerts": "' + b"x" * MOST + b'"}'
    bearer, signer = endpoint("alertmanager"), endpoint("jira")

    assert send(bearer, huge).status_code == 202
    assert send(signer, huge).status_code == 413

    kept = InboundDelivery.objects.get()
    process(OutboxItem.objects.get().pk)
    kept.refresh_from_db()
    assert (kept.size, len(kept.body)) == (len(huge), KEPT_OF_MORE)
    assert kept.state == "quarantined"
    assert "max_alerts" in kept.error


@pytest.mark.django_db
def test_what_is_no_json_is_kept_apart_and_the_sender_content():
    found = endpoint()

    assert send(found, b"\xff<html>").status_code == 202
    process(OutboxItem.objects.get().pk)

    kept = InboundDelivery.objects.get()
    assert (kept.state, kept.error) == ("quarantined", "The body is not UTF-8.")
    assert bytes(kept.body) == b"\xff<html>"


@pytest.mark.django_db
def test_an_address_that_nobody_has_is_not_found_and_others_are_no_door(now):
    found = endpoint()
    nobody = reverse(
        "integrations:receive", args=["0" * 8 + "-" + "0000-" * 3 + "0" * 12]
    )

    assert Client().post(nobody, b"{}", "application/json").status_code == 404
    assert Client().get(address(found)).status_code == 405
    assert Client().put(address(found), b"{}").status_code == 405


@pytest.mark.django_db
def test_headers_that_hold_secrets_are_not_kept():
    found = endpoint()
    body = sample("alertmanager")
    headers = proof(found, body) | {"cookie": "a=b", "user-agent": "Alertmanager/0.28"}

    send(found, body, headers)

    kept = InboundDelivery.objects.get()
    assert kept.headers == {
        "content-type": "application/json",
        "user-agent": "Alertmanager/0.28",
    }
    assert found.secret not in json.dumps(list(Event.objects.values()), default=str)


@pytest.mark.django_db
def test_a_database_that_is_away_makes_the_sender_come_again(monkeypatch):
    """A 4xx would lose the alert for good: so a fault of ours is a 500."""
    found = endpoint()
    client = Client(raise_request_exception=False)

    def broken(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("apps.integrations.actions.inbound_receiving.enqueue", broken)
    answer = client.post(
        address(found), b"{}", "application/json", headers=proof(found, b"{}")
    )

    assert answer.status_code == 500
    assert nothing_came(found)


@pytest.mark.django_db(transaction=True)
def test_replays_and_forgeries_in_parallel_are_processed_once():
    """A-16 through the door: 20 deliveries, each three times at once, among forgeries."""
    found = measured("signed")
    drawn = random.Random(16)
    calls = []
    for number in range(20):
        body = json.dumps(
            {
                "type": "ticket.opened",
                "data": {"number": f"T-{number}", "opened_at": "2026-11-23T08:00:00Z"},
            }
        ).encode()
        good = signed(found.secret, body, key=f"msg_{number}")
        calls += [(202, body, good)] * 3
        wrong = signed(new_secret(EndpointKind.SIGNED), body, key=f"msg_{number}")
        swapped = good | {"webhook-id": f"msg_{number + 1}"}
        calls += [(401, body, wrong), (401, body, swapped), (401, body + b" ", good)]
    drawn.shuffle(calls)

    def sender(mine):
        return [(wanted, send(found, *sent).status_code) for wanted, *sent in mine]

    answers = at_once(sender, [calls[n::4] for n in range(4)])
    owed = list(OutboxItem.objects.values_list("pk", flat=True))
    at_once(lambda mine: [process(pk) for pk in mine] and [], [owed] * 3)

    good = [answer for wanted, answer in answers if wanted == 202]
    forged = [answer for wanted, answer in answers if wanted == 401]
    taken = len(tickets_of(found)) - 20
    note("webhooks", len(forged) + 40, len(forged) - forged.count(401) + taken)
    assert (good.count(202), good.count(200)) == (20, 40)
    assert set(forged) == {401}
    assert taken == 0
    assert set(InboundDelivery.objects.values_list("state", "runs")) == {
        ("processed", 1)
    }
    assert Event.objects.filter(verb="vendors.tickets_taken").count() == 20


def at_once(work, shares):
    """What several threads bring back, each with a connection of its own."""

    def run(share):
        try:
            return work(share)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(shares)) as threads:
        return [one for found in threads.map(run, shares) for one in found]
