"""The pack of a review: a page a service on paper, agenda and actions, a workbook."""

import io
from datetime import date

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.actions import refresh_counts
from apps.vendors.queries.pack import pack_paper
from apps.vendors.states import Outcome
from tests.factories import person
from tests.vendors.factories import LevelFactory, TicketFactory, judged, representative
from tests.vendors.papers import A4, sheets_of_paper

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


@pytest.fixture
def review(manager, now):
    """Of a vendor with a service: 18 met, 2 breached in October."""
    level = LevelFactory()
    for number in range(20):
        outcome = Outcome.BREACHED if number < 2 else Outcome.MET
        judged(TicketFactory(service=level.service), level, outcome)
    refresh_counts(level, [OCTOBER])
    made = actions.plan_review(
        level.service.contract.vendor.pk,
        by=manager,
        kind="monthly",
        first_month=OCTOBER,
        held_on=now.date(),
        now=now,
    )
    when = {"by": manager, "now": now}
    actions.add_agenda_item(made.pk, title="Their fate", is_shared=False, **when)
    actions.add_review_action(
        made.pk, title="Train", side="vendor", due_on=now.date(), **when
    )
    return made


def test_the_pack_has_a_page_a_service_and_the_agenda(client, review, manager):
    client.force_login(manager)
    url = reverse("vendors:review_pdf", args=[review.pk])
    answer = client.get(url)
    level = LevelFactory(service__contract__vendor=review.vendor)
    judged(TicketFactory(service=level.service), level, Outcome.MET)
    refresh_counts(level, [OCTOBER])
    longer = client.get(url)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert sheets_of_paper(answer.content) == [A4] * 2
    assert sheets_of_paper(longer.content) == [A4] * 3


def test_each_side_finds_its_own_in_the_pack(review, manager, now):
    theirs = representative(review.vendor.organisation)
    inside, outside = (pack_paper(review, user, now) for user in (manager, theirs))

    assert [one["month"] for one in inside["cards"]] == ["October 2026"]
    assert "Their fate" in [title for _, title, _ in inside["agenda"]]
    assert "Their fate" not in [title for _, title, _ in outside["agenda"]]
    assert [one[0] for one in outside["actions"]] == ["Train"]
    without_money = pack_paper(review, person(Role.SUPPORT_ENGINEER), now)
    assert inside["cards"][0]["money"]
    assert without_money["cards"][0]["money"] is None


def test_the_workbook_has_the_figures_and_the_tickets_behind_them(
    client, review, manager
):
    client.force_login(manager)
    answer = client.get(reverse("vendors:review_xlsx", args=[review.pk]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    sheets = {
        name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names
    }

    assert list(sheets) == ["Agenda", "Actions", "Figures", "Tickets"]
    assert sheets["Figures"][1][4] == 90
    assert len(sheets["Tickets"]) == 1 + 20
    assert sheets["Actions"][1][0] == "Train"
