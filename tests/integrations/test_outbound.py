"""Events on their way out: none missed, each object's in order, failures and their end."""

from datetime import timedelta
from itertools import count

import pytest
from django.apps import apps
from django.core import mail as letters
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.history.models import Event
from apps.integrations.actions import outbound, outbound_owing, outbound_sending
from apps.integrations.models import Attempt, Message, Subscription
from apps.integrations.queries import outbound_events, outbound_kinds
from apps.integrations.states.outbound import MESSAGE_MOVES, MessageState
from apps.knowledge.models import FailedSearch
from tests.factories import (
    NOW,
    PlatformFactory,
    TeamFactory,
    person,
)
from tests.integrations.outbound_world import (
    ADDRESS,
    Receiver,
    happen,
    send_all,
    subscribe,
    until_settled,
    work,
)
from tests.test_architecture import verbs
from tests.vendors.factories import ServiceFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def receiver(monkeypatch):
    found = Receiver()
    monkeypatch.setattr(outgoing, "post", found.post)
    return found


def test_what_was_missed_is_found_behind_much_that_is_not_for_the_receiver(monkeypatch):
    monkeypatch.setattr(outbound, "READ_AT_ONCE", 2)
    monkeypatch.setattr(outbound, "MOST_AGAIN", 2)
    here, admin = PlatformFactory(), person(Role.ADMINISTRATOR)
    found = subscribe(by=admin, platforms=[here])
    for _ in range(5):
        happen(PlatformFactory(), "catalog.platform_amended")
    wanted = happen(here, "catalog.platform_amended")

    count = outbound.send_again_since(found.pk, by=admin, now=NOW, since=NOW)

    assert count == 1
    assert Message.objects.get().event == wanted


def test_an_event_arrives_signed_once(receiver):
    subscription = subscribe()
    team = TeamFactory()
    event = happen(team, fields=["name"], note="between us")

    work(NOW)
    work(NOW)

    (told,) = receiver.got
    assert told["type"] == "accounts.team_amended"
    assert told["data"]["event"] == event.pk
    assert told["data"]["subject"]["name"] == team.name
    assert told["data"]["subject"]["url"].startswith("http")
    assert told["data"]["facts"] == {"fields": ["name"]}
    (message,) = Message.objects.all()
    assert receiver.headers[0]["webhook-id"] == message.public_id
    assert message.state == MessageState.DELIVERED
    assert Attempt.objects.get().status == 204
    assert subscription.secret not in str(receiver.headers)


def test_what_happened_before_the_first_receiver_is_not_told(receiver):
    happen(TeamFactory())
    subscribe()
    later = happen(TeamFactory())

    work(NOW)

    assert receiver.numbers == [later.pk]


def test_only_kinds_that_were_chosen_are_told(receiver):
    subscribe(kinds=["accounts.member_added", "onboarding.*"])
    team = TeamFactory()
    happen(team)
    wanted = happen(team, "accounts.member_added")

    work(NOW)

    assert receiver.numbers == [wanted.pk]


def test_a_chosen_platform_or_vendor_shuts_out_all_else(receiver):
    ours, theirs = PlatformFactory(), PlatformFactory()
    vendor, service = VendorFactory(), ServiceFactory()
    subscribe(platforms=[ours], vendors=[vendor], kinds=["*"])
    happen(theirs, "catalog.platform_amended")
    happen(TeamFactory())
    happen(service, "vendors.service_amended")
    first = happen(ours, "catalog.platform_amended")
    second = happen(vendor, "vendors.vendor_amended")

    work(NOW)

    assert receiver.numbers == [first.pk, second.pk]


def test_what_its_owner_may_not_see_is_not_told(receiver):
    owner = person(Role.ADMINISTRATOR)
    subscribe(by=owner, kinds=["*"])
    owner.grants.all().delete()
    happen(ServiceFactory(), "vendors.service_amended")

    work(NOW)

    assert receiver.got == []
    assert not Message.objects.exists()


def test_what_stopped_being_visible_is_withdrawn_before_it_is_sent(receiver):
    owner = person(Role.ADMINISTRATOR)
    subscribe(by=owner)
    happen(ServiceFactory(), "vendors.service_amended")
    outbound_owing.follow(now=NOW)
    owner.grants.all().delete()

    send_all(NOW)

    assert receiver.got == []
    assert Message.objects.get().state == MessageState.WITHDRAWN


def test_what_was_removed_is_told_to_the_end_without_an_address(receiver):
    admin = person(Role.ADMINISTRATOR)
    subscribe(kinds=["integrations.*"])
    other = subscribe(by=admin, name="Old bus", kinds=["vendors.*"])
    key = other.pk
    amended = happen(other, "integrations.subscription_amended")
    outbound.remove_subscription(key, by=admin, now=NOW)

    work(NOW)

    told = [one for one in receiver.got if one["data"]["subject"]["is_gone"]]
    kinds = ["added", "amended", "removed"]
    assert [one["type"] for one in told] == [
        f"integrations.subscription_{kind}" for kind in kinds
    ]
    subjects = [one["data"]["subject"] for one in told]
    assert {(one["id"], one["url"]) for one in subjects} == {(key, "")}
    assert [one["name"] for one in subjects] == ["", "", "Old bus"]
    assert told[-1]["data"]["previous"] == amended.pk


def test_a_receiver_of_chosen_things_hears_the_end_of_what_it_knew(receiver):
    known, unknown = PlatformFactory(), PlatformFactory()
    subscribe(platforms=[PlatformFactory(), known], kinds=["catalog.*"])
    first = happen(known, "catalog.platform_amended")
    work(NOW)
    last = happen(known, "catalog.platform_amended")
    happen(unknown, "catalog.platform_amended")
    known.delete()
    unknown.delete()

    work(NOW)

    assert receiver.numbers == [first.pk, last.pk]
    assert receiver.got[-1]["data"]["subject"]["is_gone"] is True


def test_what_people_typed_is_no_name_of_a_thing_that_is_told(receiver, now):
    subscribe(kinds=["knowledge.*"])
    found = FailedSearch.objects.create(words="s3cret plan", first_at=now, last_at=now)
    happen(found, "knowledge.failed_noted")

    work(NOW)

    (told,) = receiver.got
    assert told["data"]["subject"]["url"].endswith(found.get_absolute_url())
    assert "s3cret" not in str(told)


def test_a_closed_account_is_told_nothing_until_somebody_takes_over(receiver):
    subscription = subscribe()
    happen(TeamFactory())
    outbound_owing.follow(now=NOW)
    owner = subscription.owner
    owner.is_active = False
    owner.save()

    work(NOW)
    assert receiver.got == []
    outbound.take_over(subscription.pk, by=person(Role.ADMINISTRATOR), now=NOW)
    work(NOW)

    assert len(receiver.got) == 1


def test_no_confidential_word_ever_leaves(receiver):
    """A few events of each app, with a secret in every fact that may hold words."""
    subscribe(kinds=["*"])
    names = [*("note", "reason", "comment", "text", "amount", "currency", "person")]
    names += ["name", "notes", "words", "answer", "cause", "title", "taker", "query"]
    several = [*outbound_kinds.kinds()[::12], "staffing.note_written"]
    several += [
        "staffing.review_shared",
        "vendors.charge_added",
        "vendors.vendor_rated",
    ]
    for team, verb in zip(TeamFactory.create_batch(len(several)), several, strict=True):
        happen(team, verb, **dict.fromkeys(names, "s3cret"))

    work(NOW)

    told = {one["type"] for one in receiver.got} - {"integrations.subscription_added"}
    assert told == {*outbound_kinds.kinds()[::12]}
    assert "s3cret" not in str(receiver.got)


def test_each_kind_that_is_recorded_is_known():
    assert set(verbs()) <= set(outbound_kinds.all_kinds())
    assert set(outbound_kinds.kinds()) < set(outbound_kinds.all_kinds())


def test_every_path_to_a_platform_or_vendor_leads_there():
    for paths in (outbound_events.TO_PLATFORM, outbound_events.TO_VENDOR):
        for kind, path in paths.items():
            rows = apps.get_model(kind)._default_manager
            assert list(rows.filter(**{f"{path}__in": [1]})) == []


def test_later_events_of_an_object_wait_for_the_first(receiver):
    subscribe()
    one, other = TeamFactory(), TeamFactory()
    first, second = happen(one), happen(one)
    apart = happen(other)
    receiver.answers = [503]

    work(NOW)

    assert receiver.numbers == [first.pk, apart.pk]
    work(NOW + timedelta(seconds=10))
    assert receiver.numbers == [first.pk, apart.pk, first.pk, second.pk]
    assert receiver.got[-1]["data"]["previous"] == first.pk
    ids = [one["webhook-id"] for one in receiver.headers]
    assert ids[0] == ids[2] != ids[3]


def test_one_that_is_given_up_lets_the_next_pass_and_comes_late_when_resent(receiver):
    subscribe()
    team = TeamFactory()
    first = happen(team)
    receiver.answers = [500] * 10
    now = until_settled(NOW)
    failed = Message.objects.get()
    assert failed.state == MessageState.FAILED
    assert now - NOW >= timedelta(hours=75)
    now += timedelta(hours=1)
    second = happen(team, now=now)
    work(now)

    outbound.send_again(failed.pk, by=person(Role.ADMINISTRATOR), now=now)
    send_all(now)

    assert receiver.numbers[-2:] == [second.pk, first.pk]
    assert receiver.got[-2]["data"]["previous"] == first.pk
    assert receiver.got[-1]["data"]["is_late"] is True
    assert failed.attempts.count() == 11


def test_a_receiver_that_fails_gets_one_attempt_at_a_time(receiver, monkeypatch):
    monkeypatch.setattr(outbound_owing, "IN_FLIGHT", 3)
    subscription = subscribe()
    for _ in range(9):
        happen(TeamFactory())
    receiver.usual = 500

    owed_before_the_fifth_failure = 3 + 4
    assert work(NOW) == owed_before_the_fifth_failure
    subscription.refresh_from_db()
    assert subscription.failures == owed_before_the_fifth_failure
    assert work(NOW + timedelta(minutes=3)) == 0
    assert work(NOW + timedelta(minutes=61)) == 1
    receiver.usual = 200
    until_settled(NOW + timedelta(hours=3))

    assert Message.objects.filter(state=MessageState.DELIVERED).count() == 9


def test_410_switches_it_off_and_its_owner_is_told(receiver):
    subscription = subscribe()
    happen(TeamFactory())
    receiver.answers = [410]

    work(NOW)

    subscription.refresh_from_db()
    assert not subscription.is_on
    assert "410" in subscription.off_reason
    mail = OutboxItem.objects.get(task="core.send_mail").payload
    assert mail["to"] == subscription.owner.email
    assert "93.184.216.34" in mail["text"]
    assert "/events" not in mail["text"].split("portal")[0]
    happen(TeamFactory())
    assert work(NOW + timedelta(days=1)) == 0
    assert letters.outbox == []


def test_days_of_failure_switch_it_off_and_nothing_is_lost(receiver):
    subscription = subscribe()
    receiver.usual = outgoing.Failed("Nobody answered.")
    now = NOW
    for _ in count():
        happen(TeamFactory(), now=now)
        work(now)
        subscription.refresh_from_db()
        if not subscription.is_on:
            break
        now += timedelta(hours=17)
    assert timedelta(days=5) <= now - NOW < timedelta(days=6)
    happen(TeamFactory(), now=now)
    work(now)
    receiver.usual = 200

    values = {"name": "x", "url": ADDRESS, "kinds": ["*"], "is_on": True}
    admin = person(Role.ADMINISTRATOR)
    outbound.amend_subscription(
        subscription.pk,
        by=admin,
        now=now,
        version=subscription.version,
        platforms=[],
        vendors=[],
        **values,
    )
    outbound.send_again_since(subscription.pk, by=admin, now=now, since=NOW)
    until_settled(now)

    about_teams = Event.objects.filter(verb="accounts.team_amended")
    told = set(receiver.numbers)
    assert {one.pk for one in about_teams} <= told


def test_a_message_that_the_portal_cannot_make_is_given_up(receiver, monkeypatch):
    subscribe()
    team = TeamFactory()
    happen(team)
    happen(team)
    outbound_owing.follow(now=NOW)

    def broken(told):
        raise RuntimeError("a fault of our own")

    with monkeypatch.context() as patch:
        patch.setattr(outbound_sending, "body_of", broken)
        item = OutboxItem.objects.get(task="integrations.send")
        for _ in range(12):
            with pytest.raises(RuntimeError):
                outbound_sending.attempt(item.pk, now=NOW)
    send_all(NOW)

    states = Message.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == [MessageState.FAILED, MessageState.DELIVERED]


def test_a_test_is_tried_once(receiver):
    subscription = subscribe()
    receiver.answers = [500]

    outbound.send_test(subscription.pk, by=subscription.owner, now=NOW)
    send_all(NOW)

    assert receiver.got[0]["type"] == "integrations.test"
    assert Message.objects.get(kind="integrations.test").state == MessageState.FAILED


def test_a_new_secret_signs_beside_the_former_one(receiver):
    subscription = subscribe()
    before = subscription.secret
    found = outbound.new_secret_for(subscription.pk, by=subscription.owner, now=NOW)
    assert found.former_secret == before != found.secret
    with pytest.raises(DomainError):
        outbound.new_secret_for(subscription.pk, by=subscription.owner, now=NOW)
    happen(TeamFactory())
    work(NOW)
    outbound.drop_former_secret(subscription.pk, by=subscription.owner, now=NOW)
    happen(TeamFactory())
    work(NOW)

    counts = [len(one["webhook-signature"].split(" ")) for one in receiver.headers]
    assert counts[0] == 2
    assert counts[-1] == 1


def test_only_administrators_change_receivers():
    subscription = subscribe()
    before = Subscription.objects.values().get()
    manager = person(Role.PLATFORM_MANAGER)
    acts = [
        lambda: subscribe(by=manager, name="Another"),
        lambda: outbound.remove_subscription(subscription.pk, by=manager, now=NOW),
        lambda: outbound.new_secret_for(subscription.pk, by=manager, now=NOW),
        lambda: outbound.send_test(subscription.pk, by=manager, now=NOW),
        lambda: outbound.take_over(subscription.pk, by=manager, now=NOW),
        lambda: outbound.send_again_since(
            subscription.pk, by=manager, now=NOW, since=NOW
        ),
    ]
    told = Event.objects.count()

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()

    assert Subscription.objects.values().get() == before
    assert Event.objects.count() == told
    assert not Message.objects.exists()


def test_old_messages_are_forgotten_and_those_that_wait_are_not(receiver):
    subscribe()
    happen(TeamFactory())
    work(NOW)
    receiver.usual = 500
    happen(TeamFactory())
    work(NOW)

    outbound_owing.forget_old(now=NOW + timedelta(days=91))

    assert [one.state for one in Message.objects.all()] == [MessageState.WAITING]


def test_every_state_of_a_message_is_reached():
    reached = {MessageState.WAITING}.union(*MESSAGE_MOVES.values())

    assert reached == set(MessageState)
