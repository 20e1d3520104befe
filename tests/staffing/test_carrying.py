"""Schedules of other tools answer who is on call as their own documentation and tests do."""

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.staffing.actions import carrying
from apps.staffing.models import Override, Rota, RotaImport
from apps.staffing.queries.carrying import rule_from
from apps.staffing.queries.rotas import rule_of
from apps.staffing.rules.carrying import CarryError, read
from apps.staffing.rules.carrying.opsgenie import DAYS
from apps.staffing.rules.rotations import expand, on_call
from tests.factories import NOW, TeamFactory, person
from tests.staffing.factories import PersonFactory

EASTERN = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")
LONDON = "Europe/London"


def answers(tool, document, now=NOW):
    """Who is on call by the first schedule of a document, by their keys."""
    [schedule, *_] = read(tool, document, now)
    numbers = {key: number for number, key in enumerate(sorted(schedule.people), 1)}
    names = {number: key for key, number in numbers.items()}
    rule = rule_from(schedule, numbers)
    return lambda at: sorted(names[one] for one in on_call(rule, at)), rule, names


# PagerDuty, REST API reference "Get a schedule": its example renders the entry
# 2015-11-09T08:00:00-05:00 to 17:00 of the user PEYSGVF for this layer.
NIGHT_SHIFT = {
    "schedule": {
        "id": "PI7DH85",
        "type": "schedule",
        "name": "Daily Engineering Rotation",
        "time_zone": "America/New_York",
        "schedule_layers": [
            {
                "name": "Night Shift",
                "start": "2015-11-06T20:00:00-05:00",
                "end": "2016-11-06T20:00:00-05:00",
                "rotation_virtual_start": "2015-11-06T20:00:00-05:00",
                "rotation_turn_length_seconds": 86400,
                "users": [{"user": {"id": "PEYSGVF", "summary": "PagerDuty Admin"}}],
                "restrictions": [
                    {
                        "type": "daily_restriction",
                        "start_time_of_day": "08:00:00",
                        "duration_seconds": 32400,
                    }
                ],
            }
        ],
    }
}


def test_pagerdutys_example_renders_its_documented_entry():
    _, rule, names = answers("pagerduty", NIGHT_SHIFT)
    day = datetime(2015, 11, 9, tzinfo=EASTERN)

    found = expand(rule, day, day + timedelta(days=1))

    assert [(names[one.person], one.starts, one.ends) for one in found] == [
        ("PEYSGVF", day.replace(hour=8), day.replace(hour=17))
    ]


def layer(name, users, seconds=604_800, start="2023-02-20T17:00:00Z", **more):
    return {
        "name": name,
        "start": start,
        "end": None,
        "rotation_virtual_start": start,
        "rotation_turn_length_seconds": seconds,
        "restrictions": [],
        "users": [{"user": {"id": one}} for one in users],
        **more,
    }


def pagerduty(*layers, **more):
    return {
        "schedule": {
            "name": "S",
            "time_zone": "Etc/UTC",
            "schedule_layers": list(layers),
        }
        | more
    }


def test_pagerdutys_first_layer_listed_is_the_highest_and_overrides_are_above():
    """grafana/oncall, tools/migrators/lib/pagerduty/resources/schedules.py: the API
    returns layers in reverse order."""
    at = datetime(2023, 2, 22, 12, tzinfo=UTC)
    who, *_ = answers(
        "pagerduty",
        pagerduty(
            layer("Layer 2", ["HIGH"]),
            layer("Layer 1", ["LOW"], start="2023-02-19T17:00:00Z"),
            overrides=[
                {
                    "start": "2023-02-22T11:00:00Z",
                    "end": "2023-02-22T13:00:00Z",
                    "user": {"id": "OVER"},
                }
            ],
        ),
    )

    assert who(at) == ["OVER"]
    assert who(at + timedelta(hours=1)) == ["HIGH"]
    assert who(datetime(2023, 2, 20, 12, tzinfo=UTC)) == ["LOW"]


def test_pagerdutys_weekly_restriction_runs_over_the_weekend():
    """The cases of test_current_or_next_restriction in grafana/oncall,
    tools/migrators/lib/tests/pagerduty/test_schedules.py; days are ISO's in the API."""
    restrictions = [
        ("weekly_restriction", 1, "10:00:00", 3600),
        ("weekly_restriction", 6, "22:00:00", 28 * 3600),
    ]
    rows = [
        {
            "type": kind,
            "start_day_of_week": day,
            "start_time_of_day": since,
            "duration_seconds": seconds,
        }
        for kind, day, since, seconds in restrictions
    ]
    who, *_ = answers(
        "pagerduty",
        pagerduty(
            layer("L", ["A"], start="2023-02-13T00:00:00Z", restrictions=rows),
        ),
    )

    def at(day, hour):
        return who(datetime(2023, 2, day, hour, tzinfo=UTC))

    assert at(20, 10) == ["A"]
    assert at(20, 8) == at(20, 11) == at(22, 11) == at(27, 2) == at(27, 8) == []
    assert at(26, 12) == at(26, 22) == at(27, 0) == ["A"]


def test_pagerdutys_overlapping_daily_restrictions_are_one():
    """test_merge_restrictions of the same file: 9:00-19:30 and 22:00-2:00 each day."""
    rows = [
        {
            "type": "daily_restriction",
            "start_time_of_day": since,
            "duration_seconds": round(hours * 3600),
        }
        for since, hours in [
            ("10:00:00", 1),
            ("09:00:00", 8),
            ("10:30:00", 9),
            ("22:00:00", 4),
        ]
    ]
    _, rule, _ = answers(
        "pagerduty",
        pagerduty(layer("L", ["A"], start="2023-02-01T00:00:00Z", restrictions=rows)),
    )
    day = datetime(2023, 2, 22, 3, tzinfo=UTC)

    found = expand(rule, day, day + timedelta(days=1))

    clock = [
        (one.starts.strftime("%H:%M"), one.ends.strftime("%H:%M")) for one in found
    ]
    assert clock == [("09:00", "19:30"), ("22:00", "02:00")]


# Opsgenie, "Schedule Rotation API": the example of "weekday-and-time-of-day", also in
# Okta's reference of the same call.
OPSGENIE = {
    "data": {
        "id": "s1",
        "name": "Primary",
        "timezone": "Europe/London",
        "rotations": [
            {
                "name": "First",
                "type": "daily",
                "length": 1,
                "startDate": "2017-02-06T00:00:00Z",
                "participants": [
                    {"type": "user", "id": "u1", "username": "ann@bank.example"},
                    {"type": "none"},
                    {"type": "user", "id": "u2", "username": "bo@bank.example"},
                    {"type": "none"},
                ],
                "timeRestriction": {
                    "type": "weekday-and-time-of-day",
                    "restrictions": [
                        {
                            "startDay": "monday",
                            "startHour": 8,
                            "startMin": 0,
                            "endDay": "tuesday",
                            "endHour": 18,
                            "endMin": 30,
                        },
                        {
                            "startDay": "thursday",
                            "startHour": 6,
                            "startMin": 0,
                            "endDay": "sunday",
                            "endHour": 8,
                            "endMin": 30,
                        },
                    ],
                },
            }
        ],
        "overrides": [
            {
                "user": {"type": "user", "id": "u2", "username": "bo@bank.example"},
                "startDate": "2017-02-10T10:00:00Z",
                "endDate": "2017-02-10T12:00:00Z",
            }
        ],
    }
}


@pytest.mark.parametrize(
    ("day", "clock", "on"),
    [
        (6, "07:59", []),
        (6, "08:00", ["u1"]),
        (7, "12:00", []),  # nobody's turn
        (8, "12:00", []),  # bo's turn, not these hours
        (9, "12:00", []),  # nobody's turn
        (10, "09:59", ["u1"]),
        (10, "10:00", ["u2"]),
        (10, "12:00", ["u1"]),
        (12, "08:29", ["u2"]),
        (12, "08:30", []),
    ],
)
def test_opsgenies_documented_restrictions_and_turns_of_nobody(day, clock, on):
    who, *_ = answers("opsgenie", OPSGENIE)

    at = datetime.combine(date(2017, 2, day), time.fromisoformat(clock), UTC)
    assert who(at) == on


# Answers of Opsgenie itself, as github.com/dxw/opsgenie-schedule recorded them:
# spec/fixtures/cassettes/Opsgenie_Schedule/on_calls, GET /v2/schedules/{id} beside
# GET /v2/schedules/{id}/on-calls?date=…; letters stand for its people.
OFFICE = [(day, 10, day, 18) for day in DAYS[:5]]
NIGHTS = [
    *((day, 18, after, 10) for day, after in pairwise(DAYS[:5])),
    ("friday", 18, "monday", 10),
]
RECORDED = [
    ("Phone", "daily", "2017-03-15T08:00:00Z", None, "P", []),
    ("Ops", "weekly", "2019-07-24T09:00:00Z", "2019-09-04T10:00:00Z", "OBC", OFFICE),
    ("Ops since", "weekly", "2019-09-04T07:00:00Z", None, "OC", OFFICE),
    ("Dev", "weekly", "2019-08-21T09:00:00Z", None, "KFIEUSWRTLJ", OFFICE),
    (
        "OOH",
        "weekly",
        "2019-07-31T09:00:00Z",
        "2019-09-04T10:00:00Z",
        "RDEMBCO",
        NIGHTS,
    ),
    (
        "OOH since",
        "weekly",
        "2019-09-04T09:00:00Z",
        "2019-12-11T11:00:00Z",
        "CORDEM",
        NIGHTS,
    ),
]


def recorded():
    """The schedule whose answers were recorded, in Europe/London."""
    names = ("startDay", "startHour", "endDay", "endHour")
    rotations = [
        {
            "name": name,
            "type": kind,
            "length": 1,
            "startDate": since,
            "endDate": until,
            "participants": [{"type": "user", "id": one} for one in people],
            "timeRestriction": {
                "type": "weekday-and-time-of-day",
                "restrictions": [dict(zip(names, row, strict=True)) for row in hours],
            },
        }
        for name, kind, since, until, people, hours in RECORDED
    ]
    return {"data": {"name": "first_line", "timezone": LONDON, "rotations": rotations}}


@pytest.mark.parametrize(
    ("at", "on"),
    [("2019-10-15T10:00:00+00:00", "CPR"), ("2019-10-25T10:00:00+00:00", "CLP")],
)
def test_opsgenies_own_recorded_answers(at, on):
    who, *_ = answers("opsgenie", recorded())

    assert who(datetime.fromisoformat(at)) == list(on)


def test_a_night_is_the_period_of_opsgenies_recorded_timeline():
    """GET …/timeline in spec/opsgenie/schedule_spec.rb of the same repository."""
    _, rule, names = answers("opsgenie", recorded())
    night = datetime(2019, 11, 6, 12, tzinfo=UTC)

    found = expand(rule, night, night + timedelta(days=1))

    [ours] = [one for one in found if names[one.person] in "RDEM"]
    assert (ours.starts, ours.ends) == (
        datetime.fromisoformat("2019-11-06T18:00:00Z"),
        datetime.fromisoformat("2019-11-07T10:00:00Z"),
    )


# grafana/oncall, engine/apps/schedules/tests/custom_shift_test_cases.py: who is on the
# days named, from a start, with days of the week, a frequency and an interval.
CUSTOM_SHIFTS = [
    (3, "2024-08-01", "FR", "daily", 1, "02:A 09:B 16:C"),
    (
        5,
        "2024-08-05",
        "MO TU WE TH FR",
        "daily",
        1,
        "05:A 06:B 07:C 08:D 09:E 12:A 13:B",
    ),
    (
        4,
        "2024-08-05",
        "MO TU WE TH FR",
        "daily",
        2,
        "05:A 06:A 07:B 08:B 09:C 12:C 13:D",
    ),
    (5, "2024-08-05", "MO TU WE TH FR", "weekly", 1, "05:A 06:A 09:A 12:B 16:B"),
    (
        5,
        "2024-08-08",
        "MO TU WE TH FR",
        "daily",
        1,
        "08:A 09:B 12:C 13:D 14:E 15:A 16:B",
    ),
    (5, "2024-08-08", "MO TU WE TH FR", "weekly", 1, "08:A 09:A 12:B 16:B 19:C 21:C"),
    (3, "2024-08-03", "SA SU", "daily", 1, "03:A 04:B 10:C 11:A 17:B"),
    (6, "2024-08-01", "SA SU", "daily", 1, "03:A 04:B 10:C 11:D 17:E"),
    (3, "2024-08-01", "SA SU", "daily", 2, "03:A 04:A 10:B 11:B 17:C"),
    (3, "2024-08-01", "SA SU", "weekly", 1, "03:A 04:A 10:B 11:B 17:C 18:C"),
    (3, "2024-08-01", "SA SU", "weekly", 2, "03:A 04:A 17:B 18:B"),
]
MONTHLY = [
    (5, "2024-08-26", "MO TU WE TH FR", "26:A 27:A 30:A", "02:B 06:B"),
    (5, "2024-08-29", "MO TU WE TH FR", "29:A 30:A", "02:B 06:B 11:B"),
    (3, "2024-08-29", "SA SU", "31:A", "01:B 07:B 15:B"),
]


def grafana(groups, start, days, frequency, interval=1, **more):
    users = "ABCDEF"[:groups]
    shift = {
        "id": "O1",
        "name": "Shift",
        "type": "rolling_users",
        "start": f"{start}T00:00:00",
        "duration": 86400,
        "frequency": frequency,
        "interval": interval,
        "week_start": "MO",
        "rolling_users": [[one] for one in users],
        "time_zone": "UTC",
        "level": 1,
        **({"by_day": days.split()} if days else {}),
        **more,
    }
    return {
        "schedules": [{"id": "S1", "name": "S", "time_zone": "UTC", "shifts": ["O1"]}],
        "on_call_shifts": [shift],
    }


def named(text, month):
    return {date(2024, month, int(one[:2])): list(one[3:]) for one in text.split()}


@pytest.mark.parametrize("case", CUSTOM_SHIFTS)
def test_grafanas_custom_shifts(case):
    groups, start, days, unit, n, expected = case
    who, *_ = answers("grafana", grafana(groups, start, days, unit, n))
    cases = named(expected, 8)

    day = date.fromisoformat(start)
    while day <= max(cases):
        on = who(datetime.combine(day, time(12), UTC))
        asked = f"{day:%a}".upper()[:2] in days.split()
        assert on == cases[day] if day in cases else not on or asked, day
        day += timedelta(days=1)


@pytest.mark.parametrize(("groups", "start", "days", "august", "september"), MONTHLY)
def test_grafanas_custom_shifts_by_month(groups, start, days, august, september):
    who, *_ = answers("grafana", grafana(groups, start, days, "monthly"))

    for day, on in (named(august, 8) | named(september, 9)).items():
        assert who(datetime.combine(day, time(12), UTC)) == on, day


def test_grafanas_groups_are_on_together_and_start_where_they_say():
    """“All Days uneven groups” of the same file, begun at the second group."""
    groups = {"rolling_users": [["A", "B"], ["C"]]}
    who, *_ = answers("grafana", grafana(0, "2024-08-14", "", "daily", **groups))
    turned, *_ = answers(
        "grafana",
        grafana(
            0, "2024-08-14", "", "daily", **groups, start_rotation_from_user_index=1
        ),
    )

    for number in range(9):
        at = datetime(2024, 8, 14 + number, 12, tzinfo=UTC)
        assert "".join(who(at)) == ("AB", "C")[number % 2]
        assert "".join(turned(at)) == ("C", "AB")[number % 2]


def goalert(rules, *, start="2017-01-01T06:00:00Z", kind="daily", length=1, **more):
    return {
        "schedules": [
            {
                "id": "sch",
                "name": "S",
                "timeZone": "America/Chicago",
                "targets": [
                    {"target": {"id": "rot", "type": "rotation"}, "rules": rules}
                ],
                **more,
            }
        ],
        "rotations": [
            {
                "id": "rot",
                "name": "R",
                "type": kind,
                "start": start,
                "shiftLength": length,
                "timeZone": "America/Chicago",
                "userIDs": ["a", "b"],
            }
        ],
    }


# target/goalert, schedule/rotation/rotation_test.go (TestRotation_EndTime): a turn that
# begins at the first ends at the second; the clocks of Chicago change on 12 March and
# 5 November 2017.
GOALERT_TURNS = [
    ("weekly", 1, "2017-06-10 08:00", "2017-06-17 08:00", 168),
    ("weekly", 2, "2017-06-10 08:00", "2017-06-24 08:00", 336),
    ("weekly", 1, "2017-03-10 08:00", "2017-03-17 08:00", 167),
    ("weekly", 1, "2017-11-04 08:00", "2017-11-11 08:00", 169),
    ("daily", 1, "2017-06-10 08:00", "2017-06-11 08:00", 24),
    ("daily", 1, "2017-03-11 08:00", "2017-03-12 08:00", 23),
    ("daily", 1, "2017-11-04 08:00", "2017-11-05 08:00", 25),
    ("hourly", 2, "2017-06-10 08:00", "2017-06-10 10:00", 2),
    ("hourly", 3, "2017-03-12 00:00", "2017-03-12 03:00", 2),
    ("hourly", 3, "2017-11-05 00:00", "2017-11-05 03:00", 4),
]


@pytest.mark.parametrize(("kind", "length", "since", "until", "hours"), GOALERT_TURNS)
def test_goalerts_turns_end_as_its_tests_say(kind, length, since, until, hours):
    starts, ends = (
        datetime.fromisoformat(one).replace(tzinfo=CHICAGO) for one in (since, until)
    )
    document = goalert([{}], start=starts.isoformat(), kind=kind, length=length)

    _, rule, names = answers("goalert", document)
    [first, *_] = expand(rule, starts.astimezone(UTC), ends + timedelta(hours=1))

    assert names[first.person] == "a"
    assert (first.ends, first.seconds) == (ends, hours * 3600)


# target/goalert, schedule/rule/rule_test.go (TestRule_IsActive); 24 July 2017 is a Monday.
MONDAY, WEEKDAYS = (0, 1, 0, 0, 0, 0, 0), (0, 1, 1, 1, 1, 1, 0)
GOALERT_RULES = [
    (MONDAY, "08:00", "20:00", {(20, 8): 0, (24, 8): 1, (24, 20): 0, (24, 9): 1}),
    (MONDAY, "20:00", "08:00", {(24, 9): 0, (24, 20): 1, (25, 7): 1, (25, 8): 0}),
    (WEEKDAYS, "08:00", "20:00", {(23, 8): 0, (24, 8): 1, (28, 8): 1, (29, 8): 0}),
    (WEEKDAYS, "08:00", "08:00", {(24, 7): 0, (24, 8): 1, (29, 7): 1, (29, 8): 0}),
    (WEEKDAYS, "20:00", "08:00", {(24, 7): 0, (28, 20): 1, (29, 7): 1, (30, 7): 0}),
]


@pytest.mark.parametrize(("days", "since", "until", "cases"), GOALERT_RULES)
def test_goalerts_rules_are_active_as_its_tests_say(days, since, until, cases):
    rule = {"start": since, "end": until, "weekdayFilter": list(map(bool, days))}
    document = goalert([])
    document["schedules"][0] |= {
        "timeZone": "UTC",
        "targets": [{"target": {"id": "u", "type": "user"}, "rules": [rule]}],
    }
    who, *_ = answers("goalert", document)

    for (day, hour), on in cases.items():
        assert bool(who(datetime(2017, 7, day, hour, tzinfo=UTC))) is bool(on)


def test_goalerts_overrides_and_temporary_schedules():
    """target/goalert, oncall/state_test.go: ReplaceOverride, AddOverride, RemoveOverride
    and the shifts of “Temporary Schedule”."""
    rules = [{"start": "08:00", "end": "10:00", "weekdayFilter": [True] * 7}]
    base = {
        "timeZone": "UTC",
        "targets": [{"target": {"id": "foobar", "type": "user"}, "rules": rules}],
    }

    def at(minute, **more):
        document = goalert([])
        document["schedules"][0] |= base | more
        who, *_ = answers("goalert", document)
        return who(datetime(2018, 1, 1, 8, minute, tzinfo=UTC))

    span = {"start": "2018-01-01T08:30:00Z", "end": "2018-01-01T08:45:00Z"}
    replaced = [{**span, "addUserID": "binbaz", "removeUserID": "foobar"}]
    added, removed = (
        [{**span, "addUserID": "binbaz"}],
        [{**span, "removeUserID": "foobar"}],
    )
    assert (
        at(0) == at(29, overrides=replaced) == at(45, overrides=replaced) == ["foobar"]
    )
    assert at(30, overrides=replaced) == ["binbaz"]
    assert at(30, overrides=added) == ["binbaz", "foobar"]
    assert at(30, overrides=removed) == []
    shifts = [
        {
            "start": "2018-01-01T08:25:00Z",
            "end": "2018-01-01T08:35:00Z",
            "userID": "baz",
        }
    ]
    temporary = [{"shifts": shifts}]
    assert at(30, temporarySchedules=temporary) == ["baz"]
    assert at(50, temporarySchedules=temporary) == ["foobar"]


def test_goalerts_active_user_is_on_turn_now():
    now = datetime(2017, 6, 10, 18, tzinfo=UTC)
    document = goalert([{}])
    for active, on in enumerate(("a", "b")):
        document["rotations"][0]["activeUserIndex"] = active
        who, *_ = answers("goalert", document, now)
        assert who(now) == [on]


@pytest.mark.parametrize("tool", ["pagerduty", "opsgenie", "grafana", "goalert"])
@pytest.mark.parametrize(
    "document", [{}, [], {"schedules": 3}, {"data": None}, "x", None]
)
def test_what_is_no_schedule_is_refused_in_words(tool, document):
    with pytest.raises(CarryError):
        read(tool, document, NOW)


@pytest.fixture
def planner(db):
    return person(Role.ADMINISTRATOR)


def look(planner, document, team, tool="opsgenie"):
    return carrying.look_at_schedules(
        by=planner,
        tool=tool,
        team=team,
        file_name="schedules.json",
        document=json.loads(json.dumps(document)),
        now=NOW,
    )


def test_an_import_is_looked_at_then_carried_in_and_again_changes_nothing(planner):
    team = TeamFactory()
    ann = PersonFactory(email="Ann@bank.example")
    found = look(planner, OPSGENIE, team)
    assert not Rota.objects.exists()
    assert found.report["rows"][0]["does"] == "new"
    assert found.report["unmatched"] == ["bo@bank.example (u2)"]

    carrying.carry_in(found.pk, by=planner, now=NOW)

    rota = Rota.objects.get()
    assert (rota.name, rota.source) == ("Primary", "opsgenie:s1")
    at = datetime(2017, 2, 10, 9, tzinfo=UTC)
    assert on_call(rule_of(rota, at), at) == [ann.pk]
    assert on_call(rule_of(rota, at), at + timedelta(days=2)) == []
    with pytest.raises(DomainError):
        carrying.carry_in(found.pk, by=planner, now=NOW)
    before = list(rota.layers.values_list("pk", "rotations__pk", "rotations__version"))

    again = look(planner, OPSGENIE, team)
    assert [row["does"] for row in again.report["rows"]] == ["same"]
    carrying.carry_in(again.pk, by=planner, now=NOW)

    rows = rota.layers.values_list("pk", "rotations__pk", "rotations__version")
    assert list(rows) == before
    assert Rota.objects.count() == 1
    assert RotaImport.objects.get(pk=again.pk).report["counts"]["same"] == 1


def test_a_changed_schedule_changes_its_rota_and_keeps_our_own_overrides(planner):
    team = TeamFactory()
    ann, bo = (PersonFactory(email=f"{one}@bank.example") for one in ("ann", "bo"))
    carrying.carry_in(look(planner, OPSGENIE, team).pk, by=planner, now=NOW)
    rota = Rota.objects.get()
    ours = Override.objects.create(
        rota=rota,
        added=ann,
        starts_at=NOW,
        ends_at=NOW + timedelta(days=1),
        made_at=NOW,
    )
    other = json.loads(json.dumps(OPSGENIE))
    other["data"]["rotations"][0]["participants"] = [
        {"type": "user", "id": "u2", "username": "bo@bank.example"}
    ]
    other["data"]["overrides"] = []

    found = look(planner, other, team)
    assert found.report["rows"][0]["does"] == "changed"
    carrying.carry_in(found.pk, by=planner, now=NOW)

    at = datetime(2017, 2, 10, 9, tzinfo=UTC)
    assert on_call(rule_of(rota, at), at) == [bo.pk]
    assert list(rota.overrides.all()) == [ours]
