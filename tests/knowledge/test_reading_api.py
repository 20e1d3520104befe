"""Feedback, flags and required reading over the API: the same rows, rights and actions."""

from datetime import date

import pytest

from apps.accounts.roles import Role
from apps.knowledge.actions.publishing import publish
from apps.knowledge.actions.requiring import require_reading
from apps.knowledge.models import Feedback, Flag, SignOff, Use
from tests.factories import UserFactory, person
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    rewritten,
)

JSON = "application/json"
KEY = {"HTTP_IDEMPOTENCY_KEY": "8c5f7e0a-0000-4000-8000-000000000007"}
FLAGS = "/api/v1/flags/"

pytestmark = pytest.mark.django_db


def enter(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def at(article, name):
    return f"/api/v1/articles/{article.pk}/{name}/"


def test_readers_say_what_they_say_on_the_page(client):
    article, reader = published(), UserFactory()
    api = enter(client, reader)

    answers = [
        api.post(at(article, "feedback"), {"is_helpful": False}, JSON),
        api.post(at(article, "used"), {"ticket": "INC12"}, JSON),
        api.post(at(article, "sign-off"), {"number": 1}, JSON),
    ]

    assert [one.status_code for one in answers] == [200, 200, 200]
    assert not Feedback.objects.get().is_helpful
    assert Use.objects.get().ticket == "INC12"
    assert SignOff.objects.get().user == reader


def test_what_is_malformed_or_too_late_is_refused(client):
    article = published()
    api = enter(client, UserFactory())

    answers = [
        api.post(at(article, "feedback"), {}, JSON),
        api.post(at(article, "used"), {"ticket": "see chat"}, JSON),
        api.post(at(article, "sign-off"), {"number": 9}, JSON),
        api.post(FLAGS, {"article": article.pk}, JSON),
    ]

    assert [one.status_code for one in answers] == [400, 400, 409, 400]
    assert not (Feedback.objects.exists())
    assert not (Use.objects.exists())
    assert not (SignOff.objects.exists())
    assert not (Flag.objects.exists())


def test_a_flag_is_raised_once_and_fixed_over_its_etag(client, now):
    article, reader = published(owner=UserFactory()), UserFactory()
    sent = {"article": article.pk, "comment": "Old", "quote": "503"}
    api = enter(client, reader)
    first = api.post(FLAGS, sent, JSON, **KEY)
    again = api.post(FLAGS, sent, JSON, **KEY)
    assert (first.status_code, again.json()["id"]) == (201, first.json()["id"])
    address, match = f"{FLAGS}{first.json()['id']}/", {"HTTP_IF_MATCH": first["ETag"]}
    assert api.post(f"{address}fix/", {"number": 2}, JSON, **match).status_code == 403
    publish(rewritten(article, "Better"), by=None, now=now)

    api = enter(client, article.owner)
    unmatched = api.post(f"{address}fix/", {"number": 2}, JSON)
    fixed = api.post(f"{address}fix/", {"number": 2}, JSON, **match)
    late = api.post(f"{address}decline/", {"answer": "No"}, JSON, **match)

    assert [one.status_code for one in (unmatched, fixed, late)] == [428, 200, 412]
    told = fixed.json()
    assert (told["state"], told["fixed_in"], told["flagged_version"]) == ("fixed", 2, 1)
    assert api.get(FLAGS, {"state": "open"}).json()["results"] == []


def test_nothing_of_a_closed_space_is_told(client, now):
    space = SpaceFactory(closed=True)
    article, inside = published(space), member(space)
    by = author(space)
    flag = Flag.objects.create(
        article=article,
        version_flagged=article.published,
        comment="Old",
        by=inside,
        at=now,
    )
    made = require_reading(
        article, teams=[], people=[inside], due_on=date(2099, 1, 1), by=by, now=now
    )

    for user in (UserFactory(), outsider()):
        api = enter(client, user)
        assert api.get(FLAGS).json()["results"] == []
        assert api.get("/api/v1/required-reading/").json()["results"] == []
        for address in (f"{FLAGS}{flag.pk}/", f"/api/v1/required-reading/{made.pk}/"):
            assert api.get(address).status_code == 404
        sent = {"article": article.pk, "comment": "Old"}
        assert api.post(FLAGS, sent, JSON).status_code == 400
    assert enter(client, outsider(space)).get(FLAGS).json()["results"] == []


def test_who_has_read_is_told_to_who_may_know(client, now):
    article, reader = published(), UserFactory(name="Rita Reader")
    made = require_reading(
        article,
        teams=[],
        people=[reader],
        due_on=date(2099, 1, 1),
        by=author(article.space),
        now=now,
    )
    address = f"/api/v1/required-reading/{made.pk}/"
    api = enter(client, reader)
    assert api.get(address).json()["due_on"] == "2099-01-01"
    assert api.get(f"{address}readers/").status_code == 403
    api.post(at(article, "sign-off"), {"number": 1}, JSON)

    told = enter(client, person(Role.AUDITOR)).get(f"{address}readers/").json()

    assert [(one["name"], one["signed_version"]) for one in told] == [
        ("Rita Reader", 1)
    ]
