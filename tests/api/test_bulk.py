"""Many rows in one request: each with its own result, by the rights of the single call."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.roles import Role
from apps.catalog.models import Application
from apps.history.models import Event
from apps.staffing.models import Absence, Holding
from tests.factories import ApplicationFactory, TeamFactory, UserFactory, person
from tests.staffing.factories import PersonFactory, PostingFactory, SkillFactory

pytestmark = pytest.mark.django_db
JSON = "application/json"
URL = "/api/v1/applications/bulk/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def team():
    return TeamFactory(slug="payments")


@pytest.fixture
def api(client, team):
    client.force_login(person(Role.ADMINISTRATOR), BACKEND)
    return client


def new(code, **more):
    return {
        "code": code,
        "name": code.title(),
        "owner_team": "payments",
        "lifecycle": "production",
        **more,
    }


def statuses(answer):
    return [one["status"] for one in answer.json()]


def codes():
    return sorted(Application.objects.values_list("code", flat=True))


def test_each_row_is_made_or_refused_by_itself(api):
    rows = [new("ledger"), new("cards", tier=9), "no object", new("fx")]

    answer = api.post(URL, rows, JSON)

    assert answer.status_code == 200
    assert statuses(answer) == [201, 400, 400, 201]
    made, wrong, odd, _ = answer.json()
    row = Application.objects.get(code="ledger")
    assert made == {
        "row": 0,
        "status": 201,
        "id": row.pk,
        "key": "ledger",
        "version": 1,
    }
    assert set(wrong["invalid"]) == {"tier"}
    assert odd["detail"] == "Some values can't be used."
    assert codes() == ["fx", "ledger"]


def test_all_or_none_leaves_nothing_and_says_which_rows(api):
    rows = [new("ledger"), new("cards", tier=9), new("ledger")]

    answer = api.post(f"{URL}?atomic=true", rows, JSON)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Nothing was done: row 1 was refused."
    assert sorted(answer.json()["invalid"]) == ["1", "2"]
    assert (codes(), Event.objects.count()) == ([], 0)

    assert statuses(api.post(f"{URL}?atomic=true", rows[:1], JSON)) == [201]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Send a list of 1 to 500 rows."),
        ([], "Send a list of 1 to 500 rows."),
        ([{}] * 501, "Send a list of 1 to 500 rows."),
    ],
)
def test_what_is_no_list_of_rows_is_refused_whole(api, sent, said):
    answer = api.post(URL, sent, JSON)

    assert answer.status_code == 400
    assert said in str(answer.json()["invalid"])


def test_a_word_for_atomic_that_is_no_yes_or_no_is_refused(api):
    answer = api.post(f"{URL}?atomic=perhaps", [new("ledger")], JSON)

    assert (answer.status_code, codes()) == (400, [])


def test_the_same_key_does_each_row_once_and_the_refused_again(api, team):
    key = {"HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4())}
    rows = [new("ledger"), new("cards", owner_team="none-yet")]

    first = api.post(URL, rows, JSON, **key)
    TeamFactory(slug="none-yet")
    again = api.post(URL, rows, JSON, **key)

    assert (statuses(first), statuses(again)) == ([201, 400], [201, 201])
    assert again.json()[0] == first.json()[0]
    assert codes() == ["cards", "ledger"]
    assert Event.objects.count() == 2
    bad = api.post(URL, rows, JSON, HTTP_IDEMPOTENCY_KEY="no uuid")
    assert bad.status_code == 400


def test_each_change_needs_the_version_that_was_read(api, team):
    for code in ("ledger", "cards", "fx"):
        ApplicationFactory(code=code, owner_team=team, tier=3)
    rows = [
        {"code": "ledger", "version": 1, "tier": 1},
        {"code": "cards", "version": 7, "tier": 1},
        {"code": "fx", "tier": 1},
        {"code": "nowhere", "version": 1, "tier": 1},
        {"version": 1, "tier": 1},
        {"code": ["ledger"], "version": 1, "tier": 1},
        {"code": "ledger", "version": True, "tier": 1},
    ]

    answer = api.patch(URL, rows, JSON)

    assert statuses(answer) == [200, 412, 428, 404, 400, 404, 412]
    assert (answer.json()[0]["key"], answer.json()[0]["version"]) == ("ledger", 2)
    tiers = dict(Application.objects.values_list("code", "tier"))
    assert tiers == {"ledger": 1, "cards": 3, "fx": 3}


def test_a_change_under_a_key_is_made_once(api, team):
    ApplicationFactory(code="ledger", owner_team=team, tier=3)
    rows = [{"code": "ledger", "version": 1, "tier": 1}]
    key = {"HTTP_IDEMPOTENCY_KEY": str(uuid.uuid4())}

    answers = [api.patch(URL, rows, JSON, **key) for _ in range(2)]

    assert [one.json()[0]["status"] for one in answers] == [200, 200]
    assert Application.objects.get().version == 2


def test_the_rights_of_each_row_are_those_of_the_single_call(client, team):
    mine = ApplicationFactory(code="mine", owner_team=team)
    other = ApplicationFactory(code="other", owner_team=TeamFactory(slug="fx"))
    client.force_login(person(Role.TEAM_MANAGER, team=team.slug), BACKEND)
    rows = [{"code": one.code, "version": 1, "tier": 1} for one in (mine, other)]

    answer = client.patch(URL, rows, JSON)
    alone = client.patch(
        "/api/v1/applications/other/",
        {"tier": 1},
        JSON,
        headers={"if-match": f'"{other.pk}-1"'},
    )

    assert statuses(answer) == [200, alone.status_code] == [200, 403]
    client.force_login(UserFactory(external=True), BACKEND)
    assert statuses(client.patch(URL, rows, JSON)) == [404, 404]


def test_levels_of_many_are_confirmed_and_absences_asked_for_and_decided(api, team):
    people = [
        PostingFactory(person=PersonFactory(), team=team).person for _ in range(2)
    ]
    SkillFactory(slug="ingress")
    levels = [{"id": one.pk, "levels": {"ingress": 3}} for one in people]

    confirmed = api.post("/api/v1/staff/confirm/bulk/", levels, JSON)

    assert statuses(confirmed) == [200, 200]
    assert [one.level for one in Holding.objects.all()] == [3, 3]


def test_five_hundred_rows_take_a_fixed_number_of_queries_each(api, team):
    def queries(first, count):
        rows = [new(f"app-{first + number}") for number in range(count)]
        with CaptureQueriesContext(connection) as found:
            assert set(statuses(api.post(URL, rows, JSON))) == {201}
        return len(found)

    one, three, five = queries(0, 1), queries(10, 3), queries(20, 5)

    assert three - one == five - three
    assert (five - three) / 2 <= 12
    assert Absence.objects.count() == 0
