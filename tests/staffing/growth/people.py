"""A small line: who leads whom, who reads as HR, and who has nothing to do with it."""

import time
import uuid
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.staffing.models import Person
from apps.staffing.models.growth import HrGrant
from tests.factories import NOW, GrantFactory, UserFactory
from tests.staffing.factories import PersonFactory

TODAY = NOW.date()


@dataclass(frozen=True)
class Line:
    """Anna is led by Ben, Ben by Cora, Cora by Dan; the others are not of her line."""

    anna: Person
    ben: Person
    cora: Person
    dan: Person
    hr: Person
    second_hr: Person
    past_hr: Person
    colleague: Person
    other_manager: Person
    administrator: Person
    auditor: Person

    def inside(self) -> dict[str, Person]:
        """Who may read what is Anna's and shared."""
        names = ("anna", "ben", "cora", "dan", "hr", "second_hr")
        return {name: getattr(self, name) for name in names}

    def outside(self) -> dict[str, Person]:
        """Who may read nothing of hers."""
        names = ("past_hr", "colleague", "other_manager", "administrator", "auditor")
        return {name: getattr(self, name) for name in names}


def somebody(name: str, manager: Person | None = None, role: str = "") -> Person:
    """Somebody who logs in."""
    user = UserFactory(name=name)
    if role:
        GrantFactory(user=user, role=role)
    return PersonFactory(
        name=name, user=user, organisation=user.organisation, line_manager=manager
    )


def make_line() -> Line:
    """Everybody, with their grants."""
    dan = somebody("Dan Top")
    cora = somebody("Cora Head", dan)
    ben = somebody("Ben Lead", cora, Role.TEAM_MANAGER)
    other = somebody("Olga Lead", dan, Role.TEAM_MANAGER)
    line = Line(
        anna=somebody("Anna Engineer", ben, Role.SUPPORT_ENGINEER),
        ben=ben,
        cora=cora,
        dan=dan,
        hr=somebody("Hilda Resources"),
        second_hr=somebody("Hugo Resources"),
        past_hr=somebody("Paula Resources"),
        colleague=somebody("Carl Engineer", ben, Role.SUPPORT_ENGINEER),
        other_manager=other,
        administrator=somebody("Ada Admin", role=Role.ADMINISTRATOR),
        auditor=somebody("Aldo Audit", role=Role.AUDITOR),
    )
    one, two = line.administrator.user, UserFactory()
    for person in (line.hr, line.second_hr):
        reads_as_hr(person, one, two, ends_on=TODAY + timedelta(days=30))
    reads_as_hr(line.past_hr, one, two, ends_on=TODAY - timedelta(days=1))
    return line


def reads_as_hr(person: Person, one: User, two: User, *, ends_on) -> HrGrant:
    """A grant that two people gave."""
    return HrGrant.objects.create(
        person=person,
        starts_on=TODAY - timedelta(days=60),
        ends_on=ends_on,
        reason="Works in HR",
        asked_by=one,
        asked_at=NOW,
        approved_by=two,
        approved_at=NOW,
    )


def client_of(user: User | None, *, minutes_ago: float = 0) -> Client:
    """Signed in, by a password typed so many minutes ago."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        typed_again(client, user, minutes_ago)
    return client


def send(client: Client, address: str, data: dict | None = None):
    """Send a form as a browser would: with a key of its own."""
    return client.post(address, {"sent_key": str(uuid.uuid4()), **(data or {})})


def typed_again(client: Client, user: User, minutes_ago: float = 0) -> None:
    """As if the password had been typed then."""
    session = client.session
    at = time.time() - minutes_ago * 60
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": at, "username": user.email}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
