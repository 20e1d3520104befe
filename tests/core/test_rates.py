"""How many requests the API takes of one asker, and what its answers say of it."""

import threading
import uuid

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.accounts.actions import make_token
from apps.core.rates import MICRO, Buckets, Rate, Verdict, buckets, poured
from tests.factories import UserFactory

FIVE = {"read": (5, 60), "write": (2, 60), "heavy": (1, 60), "stranger": (3, 60)}
AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture
def limited(settings):
    """Small limits, in buckets that nobody else uses: each test starts with full ones."""
    settings.API_RATES = FIVE
    found = buckets(settings.REDIS_URL)
    mark = uuid.uuid4().hex
    real = found.ask
    found.ask = lambda keys, arguments: real([f"{mark}:{keys[0]}"], arguments)
    yield found
    found.ask = real


def left(answer) -> tuple[str, str]:
    return answer["RateLimit-Limit"], answer["RateLimit-Remaining"]


@pytest.fixture
def me(db, client):
    user = UserFactory()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


@given(
    most=st.integers(1, 50),
    seconds=st.sampled_from([1, 60, 3600]),
    pauses=st.lists(st.integers(0, 90 * MICRO), max_size=60),
)
def test_no_more_than_a_full_bucket_and_what_flowed_in_is_ever_taken(
    most, seconds, pauses
):
    rate = Rate("read", most, seconds)
    wait = taken = passed = 0

    for pause in pauses:
        passed += pause
        wait = max(0, wait - pause)
        is_taken, wait = poured(wait, rate)
        taken += is_taken

        assert 0 <= wait <= rate.period
        assert taken <= most + passed // rate.step
        assert is_taken or Verdict(rate, is_taken, wait).remaining == 0


@settings(max_examples=25)
@given(
    most=st.integers(1, 40),
    seconds=st.sampled_from([60, 3600]),
    count=st.integers(1, 60),
)
def test_valkey_and_a_process_of_its_own_count_alike(most, seconds, count):
    rate, key = Rate("read", most, seconds), uuid.uuid4().hex
    shared, alone = (
        buckets(portal_settings.REDIS_URL),
        Buckets(AWAY, clock=lambda: 1.0, away_until=9.0),
    )

    for _ in range(count):
        told, own = shared.take(key, rate), alone.take(key, rate)

        # Valkey's clock goes on: the buckets differ by what flowed in since the first.
        assert told.is_taken or not own.is_taken
        assert 0 <= own.remaining - (told.remaining - 1) <= 2


def test_many_processes_at_once_share_one_bucket(settings):
    rate, key = Rate("write", 20, 3600), uuid.uuid4().hex
    verdicts = []

    def knock():
        mine = Buckets(settings.REDIS_URL)
        verdicts.extend(mine.take(key, rate).is_taken for _ in range(10))

    threads = [threading.Thread(target=knock) for _ in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert (len(verdicts), sum(verdicts)) == (50, 20)


@pytest.mark.usefixtures("limited", "me")
def test_every_answer_says_how_many_are_left_and_when_all_are_back(client):
    answer = client.get("/api/v1/me/")

    assert left(answer) == ("5", "4")
    assert answer["RateLimit-Reset"] == "12"
    assert answer["RateLimit-Policy"] == '"read";q=5;w=60'
    assert answer["RateLimit"] == '"read";r=4;t=12'


@pytest.mark.usefixtures("limited", "me")
def test_one_too_many_is_429_and_says_when_to_come_again(client):
    answers = [client.get("/api/v1/teams/") for _ in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [429]
    refused = answers[-1]
    assert refused["Content-Type"] == "application/problem+json"
    assert left(refused) == ("5", "0")
    assert 1 <= int(refused["Retry-After"]) <= 12
    assert refused.json()["status"] == 429


@pytest.mark.usefixtures("limited", "me")
def test_reading_leaves_room_for_changes_and_a_refusal_counts_too(client):
    for _ in range(6):
        client.get("/api/v1/me/")

    answers = [client.post("/api/v1/filters/", {}) for _ in range(3)]

    assert [one.status_code for one in answers] == [400, 400, 429]
    assert [left(one) for one in answers] == [("2", "1"), ("2", "0"), ("2", "0")]


@pytest.mark.usefixtures("limited", "db")
def test_strangers_are_counted_by_address_and_leave_others_alone():
    guess = {"authorization": "Bearer sop_guess"}

    answers = [Client().get("/api/v1/me/", headers=guess) for _ in range(4)]
    other = Client(REMOTE_ADDR="203.0.113.9").get("/api/v1/me/", headers=guess)

    assert [one.status_code for one in answers] == [401, 401, 401, 429]
    assert (other.status_code, left(other)) == (401, ("3", "2"))


@pytest.mark.usefixtures("limited", "db")
def test_each_token_has_a_bucket_of_its_own(now, time_machine):
    time_machine.move_to(now)
    user = UserFactory()
    end = now.replace(year=now.year + 1, day=1)
    keys = [
        make_token(by=user, name=name, scope="read", expires_at=end, now=now)[1]
        for name in ("one", "two")
    ]

    def ask(key):
        return Client().get("/api/v1/me/", headers={"authorization": f"Bearer {key}"})

    assert [left(ask(key))[1] for key in [keys[0], keys[0], keys[1]]] == ["4", "3", "4"]
    refused = Client().post(
        "/api/v1/filters/", headers={"authorization": f"Bearer {keys[0]}"}
    )
    assert (refused.status_code, left(refused)) == (403, ("2", "1"))


@pytest.mark.usefixtures("me")
def test_without_valkey_the_api_answers_and_each_process_counts(client, settings):
    settings.API_RATES, settings.REDIS_URL = FIVE, AWAY

    answers = [client.get("/api/v1/me/") for _ in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert left(answers[0]) == ("5", "4")


def test_an_absent_valkey_is_asked_again_after_five_seconds_and_not_before():
    moment, asked = [100.0], []
    alone = Buckets(AWAY, clock=lambda: moment[0])

    def away(*_):
        asked.append(moment[0])
        raise OSError

    alone.ask = away
    for at in (100.0, 101.0, 104.9, 105.1):
        moment[0] = at
        alone.take("me", Rate("read", 5, 60))

    assert asked == [100.0, 105.1]


@pytest.mark.usefixtures("me")
def test_the_rate_costs_no_query(client, settings, django_assert_num_queries, limited):
    settings.API_RATES = dict.fromkeys(FIVE, (0, 1))
    client.get("/api/v1/me/")
    with django_assert_num_queries(3) as unlimited:
        answer = client.get("/api/v1/me/")
    assert "RateLimit" not in answer

    settings.API_RATES = FIVE
    with django_assert_num_queries(len(unlimited)):
        client.get("/api/v1/me/")
