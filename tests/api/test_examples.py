"""Every example of docs/api.md, sent as it stands and in its order."""

import json
import re

import pytest
from drf_spectacular.generators import SchemaGenerator

from apps.accounts.roles import Role
from apps.core.api.examples import examples
from apps.core.queries import api_reference
from apps.knowledge.actions.indexing import reindex_all
from apps.knowledge.models import SpaceMember
from tests.access.world import build_world
from tests.factories import CriterionFactory, GrantFactory, UserFactory

KEY = re.compile(r"\b1\d{3}\b")


class Keys:
    """The ids of the document stand for those that the rows have here."""

    def __init__(self, **known):
        self.known = known

    def put(self, text: str) -> str:
        return KEY.sub(lambda found: self.known.get(found[0], found[0]), text)

    def holds(self, shown, real) -> bool:
        """Whether an answer has all that the document shows of it."""
        if isinstance(shown, dict) and isinstance(real, dict):
            self.learn(shown, real)
            return all(
                key in real and self.holds(one, real[key]) for key, one in shown.items()
            )
        if isinstance(shown, list) and isinstance(real, list):
            pairs = zip(shown, real, strict=False)
            return len(shown) == len(real) and all(self.holds(*one) for one in pairs)
        if isinstance(shown, int | str) and not isinstance(shown, bool):
            return self.put(str(shown)) == str(real)
        return shown == real

    def learn(self, shown, real) -> None:
        name = str(shown.get("id", ""))
        if KEY.fullmatch(name):
            self.known.setdefault(name, str(real.get("id")))


@pytest.fixture
def keys(client, now, time_machine, db):
    """The world that the document tells of, asked by its administrator."""
    time_machine.move_to(now, tick=False)
    CriterionFactory.reset_sequence(0)
    world = build_world(now)
    ada = UserFactory(name="Ada Stone", email="ada@bank.example")
    GrantFactory(user=ada, role=Role.ADMINISTRATOR)
    SpaceMember.objects.create(space=world["space"], user=ada, part="reviewer")
    client.force_login(ada, "django.contrib.auth.backends.ModelBackend")
    return Keys(**{"1001": str(world["staff"].pk)})


def test_each_example_of_the_guide_is_answered_as_it_says(client, keys, now):
    """What a worker does between publishing and searching is done here."""
    wrong = {}

    for one in examples():
        if one.title == "Search":
            reindex_all(now=now)
        real = client.generic(
            one.method,
            keys.put(one.path),
            keys.put(json.dumps(one.body)) if one.body is not None else "",
            content_type="application/json",
            headers={name: keys.put(value) for name, value in one.headers.items()},
        )
        is_same = real.status_code == one.status and keys.holds(one.answer, real.json())
        is_tagged = keys.put(one.etag) == real.get("ETag") if one.etag else True
        if not (is_same and is_tagged):
            wrong[one.title] = (real.status_code, real.get("ETag"), real.json())

    assert wrong == {}
    assert len(examples()) >= 18


def test_a_changed_answer_is_noticed():
    keys = Keys()

    assert keys.holds({"id": 1041, "rows": [1]}, {"id": 7, "rows": [1], "more": 2})
    assert not keys.holds({"id": 1041}, {"id": 8})
    assert not keys.holds({"rows": [1]}, {"rows": [1, 2]})
    assert not keys.holds({"state": "draft"}, {"state": "live"})
    assert not keys.holds({"gone": None}, {})


def test_the_document_has_each_example_with_its_operation():
    document = SchemaGenerator(api_version="v1").get_schema(request=None, public=True)
    text = json.dumps(document, default=str)

    for one in examples():
        assert f'"summary": {json.dumps(one.title)}' in text, one.title


def test_the_page_shows_each_example_with_its_operation():
    shown = {
        one.title
        for section in api_reference().sections
        for operation in section.operations
        for one in operation.examples
    }

    assert shown == {one.title for one in examples()}
