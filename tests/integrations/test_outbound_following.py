"""Real transactions side by side: ids commit out of order, and none is missed."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from apps.core import outbox, outgoing
from apps.history.models import Event
from apps.integrations.actions import outbound_owing, outbound_sending
from apps.integrations.models import Follower, Message
from tests.factories import NOW, TeamFactory
from tests.integrations.outbound_world import Receiver, happen, send_all, subscribe

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 20


@pytest.fixture(autouse=True)
def _nobody_is_woken(monkeypatch):
    monkeypatch.setattr(outbox, "_wake", lambda: None)


@contextmanager
def not_committed_yet(subject):
    """An event of another connection, whose transaction ends with the block."""
    written, ends, found = threading.Event(), threading.Event(), []

    def write():
        try:
            with transaction.atomic():
                found.append(happen(subject))
                written.set()
                ends.wait(SECONDS)
        finally:
            connection.close()

    other = threading.Thread(target=write)
    other.start()
    assert written.wait(SECONDS)
    try:
        yield found[0]
    finally:
        ends.set()
        other.join(SECONDS)


def numbers():
    return set(Message.objects.values_list("number", flat=True))


def test_an_event_that_commits_after_a_later_one_is_told():
    subscribe()
    slow, quick = TeamFactory(), TeamFactory()
    outbound_owing.follow(now=NOW)
    before = numbers()

    with not_committed_yet(slow) as late:
        early = happen(quick)
        assert late.pk < early.pk
        for _ in range(3):
            outbound_owing.follow(now=NOW)
        assert numbers() - before == {early.pk}
        assert Follower.objects.get().reached < late.pk
    outbound_owing.follow(now=NOW)

    assert numbers() - before == {late.pk, early.pk}


def test_a_long_transaction_holds_the_mark_and_new_ones_do_not_move_it_on():
    """The mark waits for who wrote then, not for whoever writes by now."""
    subscribe()
    with not_committed_yet(TeamFactory()) as first:
        happen(TeamFactory())
        outbound_owing.follow(now=NOW)
        waiting = Follower.objects.get()
        assert waiting.until > first.pk
        assert waiting.looked_at != []
        held = not_committed_yet(TeamFactory())
        second = held.__enter__()
    outbound_owing.follow(now=NOW)
    mark = Follower.objects.get()
    held.__exit__(None, None, None)
    outbound_owing.follow(now=NOW)
    outbound_owing.follow(now=NOW)

    assert first.pk < mark.reached < second.pk
    settled = Follower.objects.get()
    assert settled.looked_at == []
    assert settled.reached == Event.objects.latest("pk").pk
    assert {first.pk, second.pk} <= numbers()


def test_many_writers_and_two_readers_owe_each_event_once():
    subscribe()
    teams = TeamFactory.create_batch(4)
    ends = threading.Event()

    def write(team):
        for _ in range(10):
            with transaction.atomic():
                happen(team)
        connection.close()

    def read():
        while not ends.is_set():
            outbound_owing.follow(now=NOW)
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(2)]
    writers = [threading.Thread(target=write, args=[team]) for team in teams]
    for one in [*readers, *writers]:
        one.start()
    for one in writers:
        one.join(SECONDS)
    ends.set()
    for one in readers:
        one.join(SECONDS)
    outbound_owing.follow(now=NOW)

    of_teams = Event.objects.filter(verb="accounts.team_amended")
    told = Message.objects.filter(kind="accounts.team_amended")
    assert sorted(told.values_list("number", flat=True)) == sorted(
        of_teams.values_list("pk", flat=True)
    )
    assert told.count() == 40


def test_a_worker_that_dies_after_sending_sends_again_under_the_same_id(monkeypatch):
    receiver = Receiver()
    monkeypatch.setattr(outgoing, "post", receiver.post)
    subscribe()
    happen(TeamFactory())
    outbound_owing.follow(now=NOW)

    class Killed(BaseException):
        """As if by kill -9: nothing after it is done."""

    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(outbound_sending, "keep", die)
        with pytest.raises(Killed):
            send_all(NOW)
    send_all(NOW)

    ids = [one["webhook-id"] for one in receiver.headers]
    assert len(ids) >= 2
    assert ids[0] == ids[1]
    assert not Message.objects.waiting().exists()
