"""What senders send, read: real payloads, and the traps of each."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.integrations.rules.inbound.becoming import read, tickets
from apps.integrations.rules.inbound.events import Options, Unreadable, flatten, instant
from apps.integrations.rules.inbound.kinds import KINDS
from apps.integrations.states.inbound import EndpointKind
from tests.integrations.inbound_senders import alert, group, payload, sample

SEEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "alerts",
                    "labels",
                    "status",
                    "startsAt",
                    "issue",
                    "fields",
                    "data",
                    "type",
                    "result",
                    "sid",
                    "number",
                    "opened_at",
                    "created",
                    "key",
                ]
            )
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def reading(kind, body, **options):
    usual = KINDS[EndpointKind(kind)].options
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read(EndpointKind(kind), raw, Options(**options) if options else usual)


def becoming(kind, body):
    mapping = KINDS[EndpointKind(kind)].mapping
    events = reading(kind, body).events
    return [dict(one.values) for one in tickets(events, mapping, now=SEEN)]


def test_an_alert_of_alertmanager_becomes_a_ticket_by_its_fingerprint_and_beginning():
    first, second = becoming("alertmanager", sample("alertmanager"))

    assert first == {
        "Number": "a1bc48475b20e73d-20200206T001758",
        "Opened": "2020-02-06 00:17 UTC",
        "State": "Open",
        "Priority": "1",
        "Title": "High CPU core temperature",
        "Category": "High CPU Temperature",
        "Type": "Alert",
    }
    assert second["Number"] == "c2ea85182f28cbd9-20200206T001758"


def test_a_grafana_alert_is_read_by_the_same_core():
    (found,) = becoming("grafana", sample("grafana"))

    assert found["Number"] == "e6349a25f5ef0e9e-20240301T020900"
    assert found["Title"] == "High memory usage"
    assert flatten(payload("grafana"))["alerts.values.A"] == "2473545728"


@pytest.mark.parametrize(
    ("said", "state", "is_over"),
    [
        ("ok", "Resolved", True),
        ("Normal", "Resolved", True),
        ("alerting", "Open", False),
        ("no_data", "Open", False),
        ("paused", "Open", False),
        ("acknowledged", "In Progress", False),
    ],
)
def test_words_for_a_state_are_told_in_ours(said, state, is_over):
    """As Keep normalises them; what is not over goes on."""
    told = group(alert(status=said, ended="2026-11-23T08:30:00Z"))

    (event,) = reading("grafana", told).events

    assert (becoming("grafana", told)[0]["State"], event.is_over) == (state, is_over)


def test_splunk_names_no_beginning_and_its_identity_is_the_chosen_fields():
    (event,) = reading("splunk", sample("splunk")).events
    (alike,) = reading("splunk", payload("splunk", sid="another_run")).events
    result = payload("splunk")["result"] | {"host": "elsewhere"}
    (other,) = reading("splunk", payload("splunk", result=result)).events

    assert event.started_at is None
    assert not event.is_over
    assert event.title == "sudo · myserver · /var/log/auth.log"
    assert alike.fingerprint == event.fingerprint != other.fingerprint
    assert "first row" in reading("splunk", sample("splunk")).warnings[0]


def test_an_issue_of_jira_becomes_a_ticket_in_utc():
    (found,) = becoming("jira", sample("jira"))

    assert found == {
        "Number": "TEST-1",
        "Opened": "2017-01-30 17:30 UTC",
        "State": "In Progress",
        "Priority": "3",
        "Type": "Task",
        "Title": "Fix That",
    }


def test_a_deleted_issue_is_told_and_changes_nothing():
    found = reading("jira", payload("jira", webhookEvent="jira:issue_deleted"))

    assert found.events == ()
    assert "deleted" in found.warnings[0]


def test_a_record_of_servicenow_becomes_a_ticket():
    (found,) = becoming("servicenow", sample("servicenow"))

    assert found["Number"] == "INC0000045"
    assert found["State"] == "Resolved"
    assert found["Resolved"] == "2016-02-29 11:29 UTC"
    assert found["Assignment group"] == "Group 56"


def test_a_record_of_servicenow_may_come_in_display_values_under_a_name():
    inner = {
        key: {"display_value": value, "value": "x", "link": "https://x.example"}
        for key, value in payload("servicenow").items()
    }

    (found,) = becoming("servicenow", {"record": inner})

    assert found["Number"] == "INC0000045"


@pytest.mark.parametrize("name", ["number", "opened_at", "sys_updated_on"])
def test_a_record_of_servicenow_says_what_tells_its_updates_apart(name):
    with pytest.raises(Unreadable, match=name):
        reading("servicenow", payload("servicenow", **{name: ""}))


def test_alerts_left_out_by_the_sender_are_a_warning():
    found = reading("alertmanager", group(alert(), truncatedAlerts=7))

    assert "left out 7 more alerts" in found.warnings[0]


def test_keys_that_nobody_knows_yet_are_no_trouble():
    strange = group(alert(novelty={"deep": [1, 2]}), notification_reason="new")

    assert len(reading("alertmanager", strange).events) == 1


def test_without_a_fingerprint_the_labels_are_the_identity():
    one, other = alert(labels={"host": "a"}), alert(labels={"host": "b"})
    again = alert(labels={"host": "a"})
    for each in (one, other, again):
        del each["fingerprint"]

    found = [e.fingerprint for e in reading("grafana", group(one, other, again)).events]

    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"{", "not JSON"),
        (b"[]", "no object"),
        (b'{"a": NaN}', "NaN"),
        (b"[" * 100_000, "not JSON|deeply"),
        (b'{"alerts": 1}', "no list of alerts"),
        (b'{"alerts": [1]}', "holds something"),
        (b'{"alerts": [{}]}', "no labels"),
        (b'{"alerts": [{"labels": {}, "status": "firing"}]}', "since when"),
        (b'{"alerts": [{"labels": {}, "startsAt": "soon"}]}', "no date"),
        (json.dumps(group(alert(status="odd"))).encode(), "neither firing"),
    ],
)
def test_what_cannot_be_read_says_why(body, why):
    with pytest.raises(Unreadable, match=why):
        reading("alertmanager", body)


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        ("splunk", {"result": {}}, "no Splunk alert"),
        ("jira", {"issue": {"key": "A-1"}}, "no Jira webhook"),
        ("jira", {"issue": {"fields": {}}}, "no key"),
        ("jira", {"issue": {"key": "A-1", "fields": {}}}, "created"),
        ("signed", {"type": "ticket.opened"}, "no data"),
        ("signed", {"type": "user.created", "data": {}}, "leads nowhere"),
        ("signed", {"type": "fact.measured", "data": {}}, "application"),
        ("signed", {"type": "evidence", "data": {"application": "a"}}, "value"),
        ("signed", {"type": "ticket", "data": {"number": "1"}}, "opened_at"),
    ],
)
def test_what_a_sender_leaves_out_is_named(kind, body, why):
    with pytest.raises(Unreadable, match=why):
        reading(kind, body)


def test_nanoseconds_and_the_year_one_are_understood():
    assert instant("2020-02-06T00:17:58.432911368Z") == datetime(
        2020, 2, 6, 0, 17, 58, 432911, UTC
    )
    assert instant("0001-01-01T00:00:00Z") is None


def test_what_is_kept_of_a_payload_is_bounded():
    wide = {f"k{n}": "x" * 5_000 for n in range(5_000)}
    deep: dict[str, object] = {}
    for _ in range(50):
        deep = {"d": deep, "v": "1"}

    assert len(flatten(wide)) <= 400
    assert max(map(len, flatten(wide).values())) <= 1_000
    assert len(flatten(deep)) < 10


@settings(max_examples=150)
@given(
    kind=st.sampled_from(list(EndpointKind)),
    body=st.binary(max_size=60) | JSON.map(lambda one: json.dumps(one).encode()),
)
def test_whatever_is_sent_is_read_or_refused_in_words(kind, body):
    with suppress(Unreadable):
        found = read(kind, body, KINDS[kind].options)
        tickets(found.events, KINDS[kind].mapping, now=SEEN)
