"""A list is filtered, sorted, paged and exported by its address alone."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from apps.accounts.roles import Role
from tests.factories import MembershipFactory, TeamFactory, UserFactory, person

pytestmark = pytest.mark.django_db
LISTS = [
    "accounts:people",
    "accounts:teams",
    "accounts:organisations",
    "accounts:roles",
]


@pytest.fixture
def auditor(door):
    user = person(Role.AUDITOR)
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return door


def names(answer) -> list[str]:
    return [one.name for one in answer.context["page_obj"]]


@pytest.mark.parametrize("way", ["", "-"])
def test_a_list_sorts_by_its_columns(auditor, way):
    for name in ("Cards", "Accounts", "Branches"):
        TeamFactory(name=name)

    answer = auditor.get(reverse("accounts:teams"), {"sort": f"{way}name"})

    assert names(answer) == sorted(["Accounts", "Branches", "Cards"], reverse=bool(way))


@pytest.mark.parametrize(
    "asked", ["password", "-user__password", "pk; drop table", "name,email", "--name"]
)
def test_a_list_sorts_by_nothing_else(auditor, asked):
    TeamFactory(name="B")
    TeamFactory(name="A")

    answer = auditor.get(reverse("accounts:teams"), {"sort": asked})

    assert names(answer) == ["A", "B"]
    assert answer.context["sort"].key == ""


@pytest.mark.parametrize("asked", ["1", "2", "0", "-1", "999", "x", "1e9", ""])
def test_any_page_number_shows_a_page(auditor, asked):
    TeamFactory.create_batch(60)

    answer = auditor.get(reverse("accounts:teams"), {"page": asked})

    assert answer.status_code == 200
    assert len(names(answer)) in {50, 10}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_fails_on_a_senseless_question(auditor, name):
    question = {
        "q": "\0' OR 1=1 --" * 3,
        "role": "king",
        "organisation": "x",
        "page": "z",
    }

    assert auditor.get(reverse(name), question).status_code == 200


def test_an_export_has_the_filtered_rows_and_only_the_columns(auditor):
    TeamFactory(name="=cmd", slug="cmd", email="cmd@bank.example")
    TeamFactory(name="Cards", description="kept inside")

    answer = auditor.get(reverse("accounts:teams"), {"q": "cmd", "export": "csv"})

    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Team", "Below", "Manager", "Organisation", "E-mail"]
    assert [row[0] for row in rows[1:]] == ["'=cmd"]
    assert "attachment" in answer["Content-Disposition"]


def test_an_export_has_all_pages(auditor):
    TeamFactory.create_batch(60)

    answer = auditor.get(reverse("accounts:teams"), {"export": "xlsx", "page": "2"})

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert len(book.get_sheet_by_index(0).to_python()) == 61


@pytest.mark.parametrize("name", LISTS)
def test_twenty_rows_ask_no_more_than_two(auditor, name):
    counts = []
    for many in (2, 18):
        for _ in range(many):
            member = MembershipFactory(user=person(Role.REQUESTER))
            member.team.manager = member.user
            member.team.parent = TeamFactory()
            member.team.save()
        with CaptureQueriesContext(connection) as found:
            auditor.get(reverse(name))
        counts.append(len(found))

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_an_empty_list_says_what_to_do_next(auditor):
    answer = auditor.get(reverse("accounts:people"), {"q": "nobody at all"})

    assert b"Nobody matches" in answer.content


def test_an_outsider_lists_and_exports_only_their_own(door):
    outsider = UserFactory(external=True, name="Vera Vendor")
    UserFactory(name="Bea Bank")
    door.force_login(outsider, "django.contrib.auth.backends.ModelBackend")

    page = door.get(reverse("accounts:people")).content.decode()
    file = door.get(reverse("accounts:people"), {"export": "csv"}).content.decode()

    for shown in (page, file):
        assert "Vera Vendor" in shown
        assert "Bea Bank" not in shown
