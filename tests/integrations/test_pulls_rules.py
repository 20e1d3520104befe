"""Pages of other systems: asked for, read, and none missed while they change."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.integrations.rules import pulls_jira as jira
from apps.integrations.rules import pulls_pages as pages
from apps.integrations.rules import pulls_schedule as schedule
from apps.integrations.rules import pulls_servicenow as servicenow
from apps.integrations.rules.pulls_pages import BadAnswer, Cursor
from tests.integrations.pulls_world import LONG_AGO, Server

DATA = Path(__file__).parent.parent / "data" / "integrations"
AT = datetime(2026, 11, 1, 10, 30, 15, tzinfo=UTC)
READ = {
    "servicenow": (servicenow.read, pages.SECOND),
    "jira_server": (jira.read_server, pages.MINUTE),
    "jira_cloud": (jira.read_cloud, pages.MINUTE),
}


def recorded(name):
    return json.loads((DATA / name).read_text())


def asks(path):
    return {key: value[0] for key, value in parse_qs(urlsplit(path).query).items()}


def test_a_recorded_incident_is_read():
    page = servicenow.read(
        recorded("pulls_servicenow_incident.json"), {"x-total-count": "68"}, 1000
    )

    (row,) = page.rows
    assert row.key == "1c741bd70b2322007518478d83673af3"
    assert row.updated_at == datetime(2016, 12, 14, 2, 46, 44, tzinfo=UTC)
    assert row.values["number"] == "INC0000060"
    assert row.values["cmdb_ci"] == "109562a3c611227500a7b7ff98cc0dc7"
    assert (page.total, page.is_last) == (68, True)


def test_of_a_date_the_utc_is_taken_and_of_all_else_what_people_see():
    data = {
        "sys_id": {"display_value": "a1", "value": "a1"},
        "sys_updated_on": {
            "display_value": "01/11/2026 11:30:15",
            "value": "2026-11-01 10:30:15",
        },
        "state": {"display_value": "On Hold", "value": "3"},
        "assignment_group": {"display_value": "", "value": ""},
    }

    (row,) = servicenow.read({"result": [data]}, {}, 10).rows

    assert row.values["sys_updated_on"] == "2026-11-01 10:30:15"
    assert row.values["state"] == "On Hold"
    assert row.values["assignment_group"] == ""


def test_recorded_issues_of_cloud_are_read_and_their_token_goes_on():
    page = jira.read_cloud(recorded("pulls_jira_cloud.json"), {}, 100)

    first, second = page.rows
    assert (first.key, second.key) == ("JAVA-92", "JAVA-93")
    assert first.updated_at == datetime(2023, 11, 3, 15, 32, 5, 209000, tzinfo=UTC)
    assert (first.values["status"], first.values["issuetype"]) == ("To Do", "Task")
    assert not page.is_last, "it gave fewer than 100, and there are more all the same"
    then = Cursor(token=page.token, asked=AT)
    asked = asks(jira.cloud_path("x", then, fields=[], zone="UTC", size=100))
    assert asked["nextPageToken"].startswith("ChkjU3RyaW5n")


def test_recorded_issues_are_read():
    page = jira.read_server(recorded("pulls_jira_server.json"), {}, 500)

    first, second = page.rows
    assert first.key == first.values["key"] == "JUZT-36"
    assert first.updated_at == datetime(2017, 8, 7, 11, 46, 31, tzinfo=UTC)
    assert first.values["status"] == "Open"
    assert first.values["priority"] == "Medium"
    assert first.values["resolutiondate"] == first.values["components"] == ""
    assert second.values["resolutiondate"] == "2017-07-06T18:27:30.000-0700"
    assert page.total == 34
    assert page.is_last, "it gave fewer than the 50 that it gives at most"


def test_the_question_to_servicenow():
    path = servicenow.path(
        "incident",
        "^active=true^",
        Cursor(AT, skip=3, anchor="x"),
        fields=["u_first_response", "Assignment group", "caller_id.location"],
        zone="Europe/Berlin",
        size=100,
    )

    asked = asks(path)
    assert path.startswith("/api/now/table/incident?")
    assert asked["sysparm_query"] == (
        "active=true^sys_updated_on>=2026-11-01 11:30:15"
        "^ORDERBYsys_updated_on^ORDERBYsys_id"
    )
    assert asked["sysparm_offset"] == "2"
    assert asked["sysparm_display_value"] == "all"
    assert asked["sysparm_fields"].endswith(
        "made_sla,u_first_response,caller_id.location"
    )


def test_the_question_to_jira():
    path = jira.server_path(
        "project = OPS OR project = NET",
        Cursor(AT),
        fields=["customfield_10050", "Summary"],
        zone="America/New_York",
        size=500,
    )

    asked = asks(path)
    assert asked["jql"] == (
        '(project = OPS OR project = NET) AND updated >= "2026-11-01 05:30"'
        " ORDER BY updated ASC, key ASC"
    )
    assert asked["fields"].endswith("labels,customfield_10050")
    assert jira.jql("", Cursor(), "UTC") == "ORDER BY updated ASC, key ASC"


def test_a_token_goes_with_the_question_that_it_was_given_for():
    first = Cursor(AT)
    page = pages.Page([], is_last=False, token="t1")
    row = pages.Row("OPS-1", AT + timedelta(hours=3), {})
    page = pages.Page([row], is_last=False, token="t1")

    then = pages.step(first, page, pages.MINUTE).cursor

    asked = asks(jira.cloud_path("", then, fields=[], zone="UTC", size=100))
    assert asked["nextPageToken"] == "t1"
    assert "2026-11-01 10:30" in asked["jql"]
    assert Cursor.from_json(then.as_json()) == then


@pytest.mark.parametrize("data", [None, [], {}, {"result": 1}, {"result": [1]},
                                  {"result": [{"sys_id": "a"}]}])  # fmt: skip
def test_what_servicenow_never_gives_is_said(data):
    with pytest.raises(BadAnswer):
        servicenow.read(data, {}, 10)


@pytest.mark.parametrize("data", [None, {}, {"issues": {}}, {"issues": [1]},
                                  {"issues": [{"key": "A-1", "fields": {}}]}])  # fmt: skip
@pytest.mark.parametrize("read", [jira.read_server, jira.read_cloud])
def test_what_jira_never_gives_is_said(data, read):
    with pytest.raises(BadAnswer):
        read(data, {}, 10)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["result", "issues", "fields", "updated", "sys_updated_on",
                         "value", "key", "nextPageToken", "total"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
@settings(max_examples=50)
def test_whatever_comes_is_read_or_refused(data):
    for read, _ in READ.values():
        with suppress(BadAnswer):
            assert read(data, {"x-total-count": "²"}, 10).rows is not None


@given(st.data())
@settings(max_examples=30)
@pytest.mark.parametrize("kind", list(READ))
def test_no_row_is_missed_while_rows_change(kind, data):
    """Rows of few different times, paged by 3; at each request some are updated.

    What is updated in the very second in which the last page is read may come with the
    next run, whose overlap of five minutes does not reach back to the rest.
    """
    server = Server(kind)
    for number in range(data.draw(st.integers(0, 7))):
        minutes = data.draw(st.integers(0, 2))
        server.add(number, LONG_AGO + timedelta(minutes=minutes, seconds=number % 2))
    clock = LONG_AGO + timedelta(hours=1)
    seen, cursor = {}, Cursor()

    def change():
        nonlocal clock
        chosen = st.sets(st.sampled_from(sorted(server.rows)), max_size=2)
        for number in data.draw(chosen):
            clock += timedelta(seconds=data.draw(st.integers(0, 40)))
            server.rows[number].updated_at = clock

    for changes in (6, 0):
        cursor = cursor.for_a_new_run()
        for turn in range(60):
            if server.rows and turn < changes:
                change()
            step = next_step(server, cursor)
            seen |= {one.key: one.updated_at for one in step.rows}
            cursor = Cursor.from_json(step.cursor.as_json())
            if step.is_done:
                break
        else:
            raise AssertionError("it never ended")

    there = {key_of(kind, one): one.updated_at for one in server.rows.values()}
    assert seen == there


def next_step(server, cursor):
    read, unit = READ[server.kind]
    body, headers = server.answer(question(server.kind, cursor))
    return pages.step(cursor, read(body, headers, 3), unit)


def question(kind, cursor):
    if kind == "servicenow":
        return asks(
            servicenow.path("incident", "", cursor, fields=[], zone="UTC", size=3)
        )
    path = jira.cloud_path if kind == "jira_cloud" else jira.server_path
    return asks(path("", cursor, fields=[], zone="UTC", size=3))


def key_of(kind, one):
    return f"{one.number:032x}" if kind == "servicenow" else f"OPS-{one.number}"


def test_what_an_overlap_brings_again_is_known_unless_it_changed():
    row = pages.Row("a", AT, {"state": "New"})
    changed = pages.Row("a", AT, {"state": "Closed"})
    recent = pages.remembered({}, [row])

    assert pages.fresh([row], recent) == []
    assert pages.fresh([changed], recent) == [changed]
    later = pages.Row("b", AT + timedelta(hours=1), {})
    assert set(pages.remembered(recent, [later])) == {"b"}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", 30),
        ("0", 0),
        ("999999999", 3600),
        ("Sun, 01 Nov 2026 10:31:15 GMT", 60),
        ("Sun, 01 Nov 2020 10:31:15 GMT", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text, seconds):
    found = schedule.asked_to_wait(text, AT)

    assert found == (None if seconds is None else timedelta(seconds=seconds))


def test_the_waits_after_failures_grow_and_end():
    waits = [schedule.wait_after(n) for n in range(1, 9)]

    assert [one and one.total_seconds() for one in waits] == [
        *(30, 60, 120, 240, 480, 960, 1920, None)
    ]
    assert schedule.pace(30) == timedelta(seconds=2)
