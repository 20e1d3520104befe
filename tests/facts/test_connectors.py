"""What is asked of each kind of system, and what its answers are read to say."""

import json
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.facts.rules.asking import About, Answered, Asked, Place, fill
from apps.facts.rules.connectors import WAYS
from apps.facts.rules.kinds import KINDS, Fault, read_value
from tests.facts.connectors import NOW, QUERIES, asked, question, reading, way


def vector(*samples):
    result = [{"metric": m, "value": [1, v]} for m, v in samples]
    return {"status": "success", "data": {"resultType": "vector", "result": result}}


def test_what_is_asked_of_each_kind():
    assert question("http.up").url == "https://there.example/base/health"
    assert question("http.up").headers == {"Authorization": "Bearer s3cret"}
    assert question("http.certificate_days").is_certificate
    assert question("grafana.dashboard").url.endswith("/api/dashboards/uid/abc")
    assert question("kubernetes.replicas").url.endswith(
        "/apis/apps/v1/namespaces/payments/deployments/ledger"
    )
    assert question("kubernetes.replicas", "payments/statefulset/db").url.endswith(
        "/statefulsets/db"
    )
    silences = urlsplit(question("alertmanager.silences").url)
    assert parse_qs(silences.query) == {"filter": ['application="ledger"']}
    splunk = parse_qs((question("splunk.result").body or b"").decode())
    assert splunk["search"] == ['| loadjob savedsearch="nobody:search:Ledger errors"']


def test_a_user_and_password_go_as_basic_and_a_token_as_bearer():
    basic = Place("https://there.example", "pw", {"user": "reader"})

    assert question("grafana.dashboard", place=basic).headers == {
        "Authorization": "Basic cmVhZGVyOnB3"
    }


def test_another_hosts_address_is_asked_without_the_secret():
    assert question("http.up", "https://elsewhere.example/").headers == {}


def test_ecs_is_signed_for_its_region():
    place = Place("", "secret", {"region": "eu-central-1", "user": "AKID"})
    sent = question("ecs.desired", place=place)

    assert sent.url == "https://ecs.eu-central-1.amazonaws.com/"
    assert json.loads(sent.body) == {"cluster": "live", "services": ["ledger"]}
    assert "/eu-central-1/ecs/aws4_request" in sent.headers["Authorization"]
    assert "X-Amz-Security-Token" not in sent.headers
    passing = replace(place, session_token="t0ken")
    sent = question("ecs.desired", place=passing)
    assert sent.headers["X-Amz-Security-Token"] == "t0ken"
    assert "t0ken" not in repr(passing) + repr(sent)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("alertmanager.firing", ""),
        ("prometheus.error_ratio", " "),
        ("prometheus.burn_rate", "rate(x[5m])"),
        ("grafana.dashboard", "tag:"),
        ("splunk.result", 'a:b:c" | delete'),
        ("splunk.result", "search"),
        ("kubernetes.replicas", "../../secrets/x"),
        ("kubernetes.disruption_budget", "a/b"),
        ("ecs.desired", "cluster"),
    ],
)
def test_a_question_that_makes_no_sense_is_a_fault_and_not_sent(name, query):
    with pytest.raises(Fault):
        question(name, query)


def test_names_fill_placeholders_and_nothing_else_does():
    about = About("ledger", "ocp", "production")

    filled = fill('up{job="{application}-{environment}"}[{window}]', about)
    assert filled == 'up{job="ledger-production"}[{window}]'
    for name in ("", 'x"} or vector(1) #', "a/../b", "a\nb"):
        with pytest.raises(Fault):
            fill("{application}", About(name))


def test_a_path_with_signs_that_cannot_be_kept_is_not_believed():
    odd = {"dashboard": {"uid": "abc"}, "meta": {"url": "/d/\x00\ud800"}}
    (found,) = way("grafana.dashboard").read(
        asked("grafana.dashboard"), Answered(200, json.dumps(odd).encode()), NOW
    )

    assert (found.value, found.url) == (True, "")


def test_an_endpoint_is_up_where_it_answers_well_with_its_words():
    assert reading("http.up", b"yes, alive") == {"http.up": True, "http.latency": 12}
    assert reading("http.up", b"asleep")["http.up"] is False
    assert reading("http.up", b"alive", status=503)["http.up"] is False
    assert reading("http.up", b"", status=0) == {"http.up": False}


def test_a_dashboard_that_is_not_there_is_a_no_and_not_a_fault():
    name = "grafana.dashboard"

    assert reading(name, {"message": "Dashboard not found"}, status=404) == {
        name: False
    }
    assert reading(name, [], "tag:ledger") == {name: False}
    there = {"dashboard": {"uid": "abc"}, "meta": {"url": "/d/abc/x"}}
    assert reading(name, there) == {name: True}


def test_the_address_that_a_system_says_is_believed_only_as_a_path():
    evil = {"dashboard": {"uid": "abc"}, "meta": {"url": "javascript:alert(1)"}}
    found = way("grafana.dashboard").read(
        asked("grafana.dashboard"), Answered(200, json.dumps(evil).encode()), NOW
    )

    assert [one.url for one in found] == [""]


def test_a_value_of_prometheus_is_told_in_percent_and_milliseconds():
    one = vector(({}, "0.0125"))

    assert reading("prometheus.error_ratio", one) == {
        "prometheus.error_ratio": Decimal("1.25")
    }
    assert WAYS["prometheus"].read(
        Asked("prometheus.p99_latency", "x"),
        Answered(200, json.dumps(one).encode()),
        NOW,
    )[0].value == Decimal("12.5")


def test_a_burn_rate_tells_three_facts_out_of_one_question():
    windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d"]
    samples = [({"portal_window": one}, "0.02") for one in windows]
    samples += [({"portal_window": f"events:{one}"}, "5000") for one in windows]
    sent = parse_qs((question("prometheus.burn_rate").body or b"").decode())
    assert sent["query"][0].count("label_replace") == 16
    assert "{window}" not in sent["query"][0]

    found = reading("prometheus.burn_rate", vector(*samples))

    assert found == {
        "prometheus.burn_rate": Decimal(20),
        "prometheus.burn_alert": "page fast",
        "prometheus.budget_left": Decimal(-1900),
    }


@pytest.mark.parametrize(
    "body",
    [
        vector(),
        vector(({}, "1"), ({"a": "b"}, "2")),
        vector(({}, "NaN")),
        vector(({}, "+Inf")),
        vector(({}, "1e99")),
        vector(({}, None)),
        {"status": "error", "errorType": "bad_data"},
        {"status": "success", "data": {"resultType": "matrix", "result": []}},
        [],
        b"<html>",
        b"",
        b"[" * 100_000,
        b'{"status":' + b"9" * 6000 + b"}",
    ],
)
def test_an_answer_that_says_no_one_value_is_a_fault_in_words(body):
    with pytest.raises(Fault) as fault:
        reading("prometheus.error_ratio", body)

    assert str(fault.value).endswith((".", "?"))


@pytest.mark.parametrize("name", [one for one in QUERIES if not one.startswith("http")])
@pytest.mark.parametrize("status", [0, 301, 401, 403, 404, 429, 500, 999])
def test_a_refusal_is_a_fault_that_repeats_no_body(name, status):
    with pytest.raises(Fault) as fault:
        reading(name, b"canary-secret", status=status)

    assert "canary" not in str(fault.value)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["success", "vector", "active", "ACTIVE", "NaN", "1e999", "1" * 50]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "status",
                    "state",
                    "data",
                    "result",
                    "resultType",
                    "metric",
                    "value",
                    "spec",
                    "template",
                    "containers",
                    "replicas",
                    "items",
                    "selector",
                    "matchLabels",
                    "services",
                    "status",
                    "messages",
                    "type",
                    "matchExpressions",
                    "key",
                    "operator",
                    "values",
                    "desiredCount",
                    "runningCount",
                    "healthCheckGracePeriodSeconds",
                    "dashboard",
                    "uid",
                    "meta",
                    "url",
                    "preview",
                    "portal_window",
                    "resources",
                    "limits",
                    "x",
                    "readyReplicas",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(QUERIES)),
    body=values.map(lambda v: json.dumps(v).encode()) | st.binary(max_size=40),
    status=st.sampled_from([200, 200, 200, 204, 404, 500]),
)
def test_whatever_comes_back_is_read_or_a_fault(name, body, status):
    found = []
    with suppress(Fault):
        found = way(name).read(asked(name), Answered(status, body, 0.1), NOW)

    for one in found:
        assert one.name in KINDS
        with suppress(Fault):
            read_value(one.name, one.value)
