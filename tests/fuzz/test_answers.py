"""What systems send and answer: webhooks, facts, and the rules and conditions of standards."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.facts.rules.asking import Answered, Asked, Place
from apps.facts.rules.connectors import WAYS
from apps.facts.rules.kinds import KINDS, Fault, kind_of, read_value
from apps.integrations.rules.inbound.becoming import read, tickets
from apps.integrations.rules.inbound.events import Options, Unreadable
from apps.integrations.rules.inbound.kinds import KINDS as SENDERS
from apps.onboarding import rules
from tests.factories import NOW
from tests.fuzz import examples, json_like, pathological, within_a_second

SENT = (
    *("alerts", "labels", "annotations", "status", "startsAt", "endsAt", "fingerprint"),
    *("issue", "fields", "changelog", "webhookEvent", "data", "type", "timestamp"),
    *(
        "result",
        "results_link",
        "sid",
        "search_name",
        "number",
        "opened_at",
        "priority",
    ),
    *(
        "alertname",
        "severity",
        "firing",
        "resolved",
        "truncatedAlerts",
        "created",
        "key",
    ),
)
ANSWERED = (
    *("status", "success", "data", "resultType", "vector", "result", "metric", "value"),
    *("spec", "replicas", "template", "containers", "resources", "limits", "items"),
    *("readinessProbe", "livenessProbe", "matchLabels", "selector", "readyReplicas"),
    *("services", "desiredCount", "runningCount", "deployments", "state", "labels"),
    *("uid", "title", "dashboard", "results", "fields", "rows", "window", "active"),
)
NESTED = pathological("[", "{", '{"a":', '"', "1,", "\\u0000", "-", "1e", "9")
CONDITION = json_like(
    *("check", "at_least", "at_most", "equals", "accepted", "fresh_hours", "yes"),
    *("all", "any", "not", "tiers", "platforms", "answers"),
)


def as_body(value) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value).encode()


BODIES = st.one_of(
    json_like(*SENT, *ANSWERED).map(as_body),
    NESTED.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=200),
)


@pytest.mark.parametrize("kind", sorted(SENDERS))
@given(body=BODIES)
@examples(20)
def test_whatever_is_sent_becomes_tickets_or_is_refused(kind, body):
    def hear():
        found = read(kind, body, SENDERS[kind].options)
        return list(tickets(found.events, SENDERS[kind].mapping, now=NOW))

    within_a_second(hear, Unreadable)
    within_a_second(lambda: read(kind, body, Options()), Unreadable)


def answered(kind, asked, answer):
    """The question is understood before it is sent, and then its answer."""
    WAYS[kind].ask(Place("https://there.example", "s", {"region": "eu"}), asked, NOW)
    return WAYS[kind].read(asked, answer, NOW)


@pytest.mark.parametrize("kind", sorted(WAYS))
@given(
    body=BODIES, status=st.sampled_from([200, 404, 500, 0]), text=st.text(max_size=40)
)
@examples(20)
def test_whatever_is_answered_is_a_fact_or_a_fault(kind, body, status, text):
    for name in sorted(one for one in KINDS if one.startswith(f"{kind}.")):
        for query in ("payments/ledger", text):
            asked, answer = Asked(name, query), Answered(status, body, 0.1)
            within_a_second(lambda a=asked, b=answer: answered(kind, a, b), Fault)


@given(st.sampled_from(sorted(KINDS)), json_like() | NESTED)
@examples(40)
def test_any_value_is_kept_or_refused(name, value):
    within_a_second(lambda: read_value(name, value), Fault)


@given(CONDITION, st.sampled_from(sorted(KINDS)), st.text(max_size=20))
@examples(60)
def test_any_condition_and_any_rule_is_understood_or_faulted(said, name, value):
    kind = kind_of(name)
    wanted = {**said, "check": name} if isinstance(said, dict) else {"check": said}

    def judged():
        if not rules.condition_faults(wanted, kind):
            rules.judge(wanted, kind, rules.Reading(value, NOW), NOW)

    def applied():
        if not rules.faults(said, ["asked"]):
            rules.applies(said, rules.Situation("openshift", 1, {"asked": "yes"}))
            rules.explain(said)

    within_a_second(judged)
    within_a_second(applied)
