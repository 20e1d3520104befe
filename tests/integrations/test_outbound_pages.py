"""The pages of receivers: list, form, secret, log, a message."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.integrations.models import Message, Subscription
from tests.factories import NOW, PlatformFactory, TeamFactory, person
from tests.integrations.outbound_world import ADDRESS, Receiver, happen, subscribe, work

pytestmark = pytest.mark.django_db
KEY = "7f0b7a3e-0f5e-4d57-9e0e-51a3a43f3a11"
TYPED = {
    "name": "Event bus",
    "url": ADDRESS,
    "kinds": ["onboarding.*", "vendors.period_closed"],
    "is_on": "on",
    "sent_key": KEY,
}


@pytest.fixture
def receiver(monkeypatch):
    found = Receiver()
    monkeypatch.setattr(outgoing, "post", found.post)
    return found


@pytest.fixture
def admin():
    return person(Role.ADMINISTRATOR)


def test_a_secret_is_shown_once(door, admin):
    door.force_login(admin)
    url = reverse("integrations:add_subscription")

    first = door.post(url, TYPED)
    again = door.post(url, TYPED)

    made = Subscription.objects.get()
    assert made.secret in first.content.decode()
    assert first["Cache-Control"] == "no-store"
    assert again.status_code == 303
    page = door.get(made.get_absolute_url()).content.decode()
    assert made.secret not in page
    assert "/events" not in page.replace("/outbound/events/", "")
    assert "93.184.216.34" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"url": "https://169.254.169.254/"}, "cannot be used"),
        ({"url": "https://you@x.example/"}, "no user or password"),
        ({"kinds": []}, "at least one kind"),
        ({"kinds": ["staffing.note_written"]}, "not one of the available"),
        ({"name": "Taken", "sent_key": str(uuid4())}, "has this name"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(door, admin, wrong, says):
    subscribe(by=admin, name="Taken")
    door.force_login(admin)

    response = door.post(reverse("integrations:add_subscription"), TYPED | wrong)

    summary = response.content.decode().partition("portal-summary")[2]
    field = "id_kinds_0" if "kinds" in wrong else f"id_{next(iter(wrong))}"
    assert response.status_code == 422
    assert f'<a href="#{field}">' in summary
    assert says in summary
    assert Subscription.objects.count() == 1


def test_an_address_stays_when_it_is_left_empty(door, admin):
    found = subscribe(by=admin)
    platform = PlatformFactory()
    door.force_login(admin)
    form = door.get(reverse("integrations:edit_subscription", args=[found.pk]))
    assert ADDRESS not in form.content.decode()

    typed = {
        "name": "Bus",
        "url": "",
        "kinds": ["catalog.*"],
        "platforms": [platform.pk],
        "version": found.version,
    }
    door.post(reverse("integrations:amend_subscription", args=[found.pk]), typed)

    found.refresh_from_db()
    assert (found.url, found.is_on, found.kinds) == (ADDRESS, False, ["catalog.*"])
    assert list(found.platforms.all()) == [platform]


def test_who_saves_second_sees_both(client, admin):
    found = subscribe(by=admin)
    client.force_login(admin)
    url = reverse("integrations:amend_subscription", args=[found.pk])
    typed = {"name": "First", "kinds": ["catalog.*"], "version": found.version}
    client.post(url, typed)

    response = client.post(url, typed | {"name": "Second"})

    assert response.status_code == 409
    assert "First" in response.content.decode()
    assert Subscription.objects.get().name == "First"


def test_the_log_says_status_time_and_attempts(door, admin, receiver):
    found = subscribe(by=admin)
    receiver.answers = [503]
    happen(TeamFactory())
    work(NOW)
    door.force_login(admin)

    page = door.get(found.get_absolute_url()).content.decode()
    message = Message.objects.get()
    detail = door.get(message.get_absolute_url()).content.decode()
    export = door.get(found.get_absolute_url(), {"export": "csv"}).content.decode()
    none = door.get(found.get_absolute_url(), {"state": "delivered"}).content.decode()

    assert ">503<" in page
    assert "It answered 503." in detail
    assert " ms" in detail
    assert "Once its receiver is switched on" not in detail
    assert "accounts.team_amended" in export
    assert "It answered 503." in export
    assert "No message matches" in none


def test_what_waits_for_a_receiver_that_is_off_is_said_to_wait(door, admin, receiver):
    found = subscribe(by=admin)
    receiver.answers = [503]
    happen(TeamFactory())
    work(NOW)
    Subscription.objects.update(is_on=False)
    door.force_login(admin)

    detail = door.get(Message.objects.get().get_absolute_url()).content.decode()

    assert found.name in detail
    assert "Once its receiver is switched on" in detail


def test_the_log_looks_at_the_attempts_of_the_messages_it_shows_alone(
    client, admin, receiver
):
    found = subscribe(by=admin)
    for _ in range(3):
        happen(TeamFactory())
    work(NOW)
    first, *_, last = found.messages.order_by("pk")
    first.attempts.update(milliseconds=90_000)
    last.attempts.create(at=NOW, milliseconds=7, status=204)
    client.force_login(admin)
    url = found.get_absolute_url()

    with CaptureQueriesContext(connection) as queries:
        page = client.get(url)

    both = ("integrations_message", "integrations_attempt")
    asked = [one["sql"] for one in queries]
    assert not [sql for sql in asked if all(f'FROM "{name}"' in sql for name in both)]
    assert "90000 ms" in page.text
    assert "7 ms" in page.text
    slowest = client.get(url, {"sort": "-took"}).context["page_obj"]
    assert slowest[0].pk == first.pk


def test_a_platform_manager_sees_receivers_of_their_platforms_alone(client):
    mine, other = PlatformFactory(), PlatformFactory()
    for name, platforms in {
        "A": [mine],
        "B": [other],
        "C": [mine, other],
        "D": [],
    }.items():
        subscribe(name=f"Receiver {name}", platforms=platforms)
    manager = person(Role.PLATFORM_MANAGER, platform=mine.slug)

    seen = Subscription.objects.visible_to(manager)

    assert [one.name for one in seen] == ["Receiver A"]


@pytest.mark.parametrize("name", ["subscriptions", "subscription"])
def test_a_list_asks_as_much_for_many_as_for_few(name, client, admin, receiver):
    client.force_login(admin)
    found = subscribe(by=admin)
    args = [] if name == "subscriptions" else [found.pk]
    url = reverse(f"integrations:{name}", args=args)
    counts = []
    for some in (2, 12):
        for n in range(some):
            happen(TeamFactory())
            subscribe(by=admin, name=f"{some} {n}", kinds=["catalog.*"])
        work(NOW)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts.append(len(seen))

    assert counts[0] == counts[1]
