"""A page is whole, or a named part of it, or a way on."""

import pytest
from django.urls import reverse

from apps.core.http import see_other
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(door):
    door.force_login(UserFactory(), "django.contrib.auth.backends.ModelBackend")
    return door


def test_a_list_comes_through_both_doors(reader):
    answer = reader.get(reverse("accounts:people"))

    assert answer.status_code == 200
    assert "HX-Request" in answer["Vary"]
    assert "HX-Target" in answer["Vary"]


@pytest.mark.parametrize("target", ["results", "section#results"])
def test_htmx_gets_the_part_it_targets_and_a_page_gets_all(reader, target):
    answer = reader.get(reverse("accounts:people"), headers={"HX-Target": target})

    has_frame = b"<html" in answer.content
    assert has_frame == (reader.via == "page")
    assert b'id="results"' in answer.content


@pytest.mark.parametrize("target", ["unknown", "main", "../base.html#x", ""])
def test_a_part_that_is_not_named_is_never_drawn_alone(reader, target):
    answer = reader.get(reverse("accounts:people"), headers={"HX-Target": target})

    assert b"<html" in answer.content


def test_a_boosted_link_gets_the_whole_page(reader):
    headers = {"HX-Target": "results", "HX-Boosted": "true"}

    answer = reader.get(reverse("accounts:people"), headers=headers)

    assert b"<html" in answer.content


def test_a_post_that_did_its_work_sends_the_browser_on():
    answer = see_other("/people/")

    assert answer.status_code == 303
    assert answer["Location"] == "/people/"
