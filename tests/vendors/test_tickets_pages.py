"""From a file to tickets over the pages, and the same over the API."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.forms.tickets import numbered
from apps.vendors.models import SavedMapping, Ticket, TicketImport, Verdict
from apps.vendors.states import ImportState
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    TicketFactory,
    VendorFactory,
    representative,
)

CONTENT = (
    "Ticket;Created;Prio;Status;Solved\n"
    "A-1;12/31/2025 9:00 AM;Severe;Erledigt;12/31/2025 11:00 AM\n"
    "A-2;12/31/2025 9:00 AM;2;Offen;\n"
    "A-3;31/12/2025 9:00 AM;2;Offen;\n"
)


@pytest.fixture
def service(db):
    return LevelFactory(service__slug="desk").service


@pytest.fixture
def manager(db):
    return person(Role.VENDOR_MANAGER)


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("export.csv", CONTENT.encode())


def test_a_file_is_given_mapped_looked_at_and_brought_in(door, service, manager, now):
    door.force_login(manager)

    given = door.post(reverse("vendors:give_file", args=["desk"]), {"file": file()})

    assert given.status_code == 303
    found = TicketImport.objects.get()
    page = door.get(given["Location"]).content.decode()
    assert "12/31/2025 9:00 AM" in page
    assert (found.rules["order"], found.rules["columns"]["number"]) == (
        "month",
        "Ticket",
    )
    rules = {
        "layout": "tickets",
        "zone": "Europe/London",
        "order": "month",
        "column_number": "Ticket",
        "column_opened_at": "Created",
        "column_priority": "Prio",
        "column_state": "Status",
        "column_resolved_at": "Solved",
        "priorities": "Severe = 1",
        "states": "Erledigt = Resolved\nOffen = Active",
        "save_as": "Ours",
    }
    url = reverse("vendors:choose_columns", args=[found.pk])
    assert door.post(url, {**rules, "states": "Erledigt"}).status_code == 422
    assert door.post(url, {**rules, "zone": "Mars"}).status_code == 422
    assert door.post(url, rules).status_code == 303
    assert SavedMapping.objects.get().rules["states"]["Offen"] == "Active"
    actions.check_import(found.pk, now=now)
    page = door.get(found.get_absolute_url()).content.decode()
    assert "is no date and time that we know" in page
    assert "Import these tickets" in page

    assert (
        door.post(reverse("vendors:confirm_import", args=[found.pk])).status_code == 303
    )
    assert "<progress" in door.get(found.get_absolute_url()).content.decode()
    actions.begin_import(found.pk, now=now)
    assert "No worker is at it" in door.get(found.get_absolute_url()).content.decode()
    actions.run_import(found.pk, now=now)

    page = door.get(found.get_absolute_url()).content.decode()
    assert "Done" in page
    ticket = Ticket.objects.get(number="A-1")
    assert (ticket.priority, ticket.state) == (1, "Resolved")
    report = door.get(reverse("vendors:import_report", args=[found.pk]))
    assert b"4,Created,31/12/2025 9:00 AM,is no date" in report.content


def test_what_is_no_file_is_said_beside_the_field(client, service, manager):
    client.force_login(manager)

    answer = client.post(
        reverse("vendors:give_file", args=["desk"]),
        {"file": SimpleUploadedFile("x.csv", b"\0\0")},
    )

    assert answer.status_code == 422
    assert "it is no text" in answer.content.decode()
    assert not TicketImport.objects.exists()


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("q=b", ["B1"]),
        ("priority=2", ["B1"]),
        ("group=net", ["A1"]),
        ("opened_from=2026-10-06", ["B1"]),
        ("opened_to=2026-10-05", ["A1"]),
        ("opened_to=9999-12-31", ["B1", "A1"]),
        ("sort=-number", ["B1", "A1"]),
        ("state=Nothing", []),
    ],
)
def test_tickets_are_filtered_and_sorted(asked, wanted, client, service, manager):
    TicketFactory(service=service, number="A1", group="Net")
    TicketFactory(
        service=service,
        number="B1",
        priority=2,
        opened_at="2026-10-06T09:00Z",
        resolved_at=None,
    )
    client.force_login(manager)

    page = client.get(f"{reverse('vendors:tickets', args=['desk'])}?{asked}")

    assert [one.number for one in page.context["page_obj"]] == wanted
    saved = client.get(f"{reverse('vendors:all_tickets')}?service=desk&{asked}")
    assert [one.number for one in saved.context["page_obj"]] == wanted
    assert not client.get(reverse("vendors:all_tickets")).context["page_obj"]


@pytest.mark.parametrize("asked", ["INC00100", "inc00100"])
def test_a_number_is_looked_up_by_its_beginning_in_the_index(asked, service):
    Ticket.objects.bulk_create(
        TicketFactory.build(service=service, number=f"INC{number:07}")
        for number in range(0, 30_000, 10)
    )
    rows = Ticket.objects.of_service(service).filter(numbered(asked))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE vendors_ticket")

    assert {one.number for one in rows} == {
        f"INC{n:07}" for n in range(10000, 10100, 10)
    }
    plan = rows.order_by().explain()
    assert "ticket_once_a_service" in plan
    assert "number)::text >=" in plan


def test_the_lists_need_the_same_queries_at_any_length(
    client, service, manager, now, django_assert_num_queries
):
    client.force_login(manager)
    urls = [reverse("vendors:tickets", args=["desk"]), reverse("vendors:imports")]
    client.get(urls[0])
    counts = []
    for size in (2, 12):
        for _ in range(size):
            TicketFactory(service=service)
            actions.give_file(service.pk, by=manager, file=file(), now=now)
        for url in urls:
            with (
                django_assert_num_queries(counts[len(counts) % 2])
                if len(counts) >= 2
                else django_assert_num_queries(20, exact=False) as seen
            ):
                assert client.get(url).status_code == 200
            counts.append(len(seen))

    assert counts[:2] == counts[2:]


def send(client, tickets, **headers):
    return client.post(
        reverse("api:ticket-bulk"),
        {"service": "desk", "tickets": tickets},
        content_type="application/json",
        headers=headers,
    )


def test_tickets_sent_over_the_api_have_a_result_each(client, service, manager):
    client.force_login(manager)
    TicketFactory(service=service, number="OLD", category="Mail")
    one = {"number": "A", "opened_at": "2026-10-05T09:00:00Z", "priority": 2}
    sent = [one, {"number": "B"}, {"number": "OLD", "opened_at": "2026-10-04T09:00Z"}]

    answer = send(client, sent)

    assert [row["result"] for row in answer.json()] == ["new", "rejected", "changed"]
    assert answer.json()[1]["why"] == "is missing"
    assert Ticket.objects.get(number="OLD").category == "Mail"
    assert Verdict.objects.count() == 2
    again = send(client, [one])
    assert [row["result"] for row in again.json()] == ["unchanged"]


def test_the_same_key_is_answered_as_before(client, service, manager):
    client.force_login(manager)
    one = {"number": "A", "opened_at": "2026-10-05T09:00:00Z"}
    key = {"Idempotency-Key": str(uuid.uuid4())}

    first, second = send(client, [one], **key), send(client, [one], **key)

    assert first.json() == second.json() == [{"row": 0, "number": "A", "result": "new"}]
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "tickets", [[], ["x"], [{"number": ["x"]}], [{"numbr": "x"}], [{}] * 1001]
)
def test_what_is_malformed_over_the_api_changes_nothing(
    tickets, client, service, manager
):
    client.force_login(manager)

    assert send(client, tickets).status_code == 400
    assert not Ticket.objects.exists()


def test_an_import_over_the_api(client, service, manager, now):
    client.force_login(manager)
    given = client.post(
        reverse("api:ticketimport-list"), {"service": "desk", "file": file()}
    )
    assert given.status_code == 201
    pk = given.json()["id"]

    client.post(reverse("api:ticketimport-check", args=[pk]))
    actions.check_import(pk, now=now)
    client.post(reverse("api:ticketimport-confirm", args=[pk]))
    actions.begin_import(pk, now=now)
    assert actions.run_import(pk, now=now).state == ImportState.DONE

    told = client.get(reverse("api:ticketimport-detail", args=[pk])).json()
    assert (told["state"], told["counts"]["new"]) == ("done", 2)
    report = client.get(reverse("api:ticketimport-report", args=[pk])).json()
    assert report["problems"][0]["row"] == 4


def test_the_api_does_not_say_which_services_others_have(client, service, manager):
    client.force_login(representative(VendorFactory().organisation))

    answers = [
        client.post(
            reverse("api:ticketimport-list"), {"service": slug, "file": file()}
        ).json()["invalid"]["service"]
        for slug in ("desk", "none")
    ]

    assert [str(one).replace("desk", "none") for one in answers] == [
        str(answers[1])
    ] * 2
    assert not TicketImport.objects.exists()
