"""Workbooks with many tickets are made by a worker, watched, and kept for a week."""

import io
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.models import OutboxItem, StoredFile
from apps.vendors import actions, tasks
from apps.vendors.models import Workbook
from apps.vendors.queries.workbook import closure_book
from tests.factories import person
from tests.vendors.factories import representative
from tests.vendors.test_periods import (  # fixtures are asked for by name
    OCTOBER,
    closer,
    frozen,
    service,
    signer,
)

__all__ = ["closer", "service", "signer"]


@pytest.fixture
def few(monkeypatch):
    """Ten tickets under two levels are many."""
    for name in ("papers", "closures"):
        monkeypatch.setattr(f"apps.vendors.views.{name}.FEW", 5)


def ask(client, service, **headers):
    return client.post(
        reverse("vendors:ask_for_book", args=[service.slug, OCTOBER]), headers=headers
    )


def work() -> None:
    for item in OutboxItem.objects.filter(task="vendors.make_book"):
        tasks.make_book(item.pk)


def test_a_small_workbook_comes_at_once_and_a_big_one_is_offered(
    client, service, closer, monkeypatch
):
    client.force_login(closer)
    url = reverse("vendors:scorecard_xlsx", args=[service.slug, OCTOBER])
    at_once = client.get(url)
    monkeypatch.setattr("apps.vendors.views.papers.FEW", 19)
    offered = client.get(url)

    assert at_once["Content-Type"].startswith("application/vnd.openxml")
    assert offered["Content-Type"].startswith("text/html")
    assert "20 rows of tickets" in offered.content.decode()
    assert not Workbook.objects.exists()


def test_it_is_asked_for_watched_and_fetched(client, service, closer, few):
    client.force_login(closer)
    asked = ask(client, service)
    page = client.get(asked.url).content.decode()
    early = client.get(f"{asked.url}file/")
    work()
    done = client.get(asked.url).content.decode()
    fetched = client.get(f"{asked.url}file/")
    content = b"".join(fetched.streaming_content)

    assert asked.status_code == 303
    assert "Waiting for a worker" in page
    assert early.status_code == 404
    assert "kept for a week" in done
    assert "scorecard-" in fetched["Content-Disposition"]
    sheets = ZipFile(io.BytesIO(content)).namelist()
    assert len([one for one in sheets if "worksheets/sheet" in one]) == 5


def test_progress_is_told_while_it_is_written(service, closer, now, monkeypatch):
    monkeypatch.setattr("apps.vendors.queries.workbook.TOLD_EVERY", 8)
    made = actions.ask_for_book(service.pk, OCTOBER, by=closer, now=now)
    told = []
    actions.make_book(made.pk, now=now, progress=lambda *pair: told.append(pair))

    assert told == [(0, 20), (8, 20), (16, 20)]


@pytest.mark.usefixtures("few")
def test_of_a_closure_it_is_the_same_bytes_and_made_once(
    client, service, closer, signer, now
):
    closure = frozen(service, closer, signer, now)
    client.force_login(closer)
    offered = client.get(reverse("vendors:closure_xlsx", args=[closure.pk]))
    action = reverse("vendors:ask_for_closure_book", args=[closure.pk])
    first = client.post(action)
    work()
    again = client.post(action)
    made = Workbook.objects.get()

    assert action in offered.content.decode()
    assert first.url == again.url
    with made.file.file.open("rb") as kept:
        assert kept.read() == closure_book(closure, with_money=True)


def test_making_it_twice_makes_one(service, closer, now):
    made = actions.ask_for_book(service.pk, OCTOBER, by=closer, now=now)
    actions.ask_for_book(service.pk, OCTOBER, by=closer, now=now)
    actions.make_book(made.pk, now=now)
    actions.make_book(made.pk, now=now)

    assert Workbook.objects.count() == StoredFile.objects.count() == 1


def test_who_sees_no_money_gets_none_in_it(client, service, now):
    engineer = person(Role.SUPPORT_ENGINEER)
    made = actions.ask_for_book(service.pk, OCTOBER, by=engineer, now=now)
    done = actions.make_book(made.pk, now=now)
    with done.file.file.open("rb") as kept:
        names = ZipFile(kept).read("xl/workbook.xml").decode()

    assert not done.with_money
    assert "Credits" not in names
    assert "Tickets" in names


def test_who_sees_money_no_more_does_not_fetch_it(client, service, closer, now):
    made = actions.ask_for_book(service.pk, OCTOBER, by=closer, now=now)
    actions.make_book(made.pk, now=now)
    closer.grants.update(role=Role.SUPPORT_ENGINEER)
    client.force_login(closer)

    assert client.get(made.get_absolute_url()).status_code == 200
    file = client.get(reverse("vendors:book_file", args=[made.pk]))
    assert file.status_code == 403


def test_another_persons_workbook_does_not_exist(client, service, closer, now):
    made = actions.ask_for_book(service.pk, OCTOBER, by=closer, now=now)
    actions.make_book(made.pk, now=now)
    vendors_person = representative(service.contract.vendor.organisation)
    for other in (person(Role.ADMINISTRATOR), vendors_person):
        client.force_login(other)
        assert client.get(made.get_absolute_url()).status_code == 404
        url = reverse("vendors:book_file", args=[made.pk])
        assert client.get(url).status_code == 404


def test_one_that_no_worker_can_make_says_so(client, service, closer, now):
    made = actions.ask_for_book(service.pk, OCTOBER, by=closer, now=now)
    actions.give_up_book(made.pk, now=now)
    client.force_login(closer)
    page = client.get(made.get_absolute_url()).content.decode()

    assert "It could not be made" in page
    assert ask(client, service).url != made.get_absolute_url()


def test_it_is_forgotten_with_its_file_after_a_week(
    service, closer, django_capture_on_commit_callbacks
):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    made = actions.ask_for_book(service.pk, OCTOBER, by=closer, now=at)
    kept = actions.make_book(made.pk, now=at).file
    early = actions.forget_books(now=at + timedelta(days=7))
    with django_capture_on_commit_callbacks(execute=True):
        late = actions.forget_books(now=at + timedelta(days=7, seconds=1))

    assert (early, late) == (0, 1)
    assert not Workbook.objects.exists()
    assert not StoredFile.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)
