"""Pages of periods, closures and claims, through both doors; papers and workbooks."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Closure, CreditClaim, LevelVersion, Period, Ticket
from apps.vendors.states import ClaimState, PeriodState
from tests.factories import person
from tests.vendors.factories import LevelFactory, ServiceFactory, representative
from tests.vendors.papers import A4, sheets_of_paper
from tests.vendors.test_claims import AUGUST, claim, closure, month, people, service

__all__ = ["claim", "closure", "people", "service"]


def body(response) -> str:
    return response.content.decode()


def test_a_month_is_reviewed_closed_and_signed_on_pages(door, service, people, now):
    period = Period.objects.create(service=service, month=AUGUST)
    door.force_login(people[0])
    door.post(reverse("vendors:take_to_review", args=[period.pk]), {"comment": "Look"})
    page = door.get(period.get_absolute_url())
    closing = door.post(reverse("vendors:close_period", args=[period.pk]))
    made = Closure.objects.get()
    own = door.get(made.get_absolute_url())
    refused = door.post(reverse("vendors:sign_closure", args=[made.pk]))
    door.force_login(people[1])
    other = door.get(made.get_absolute_url())
    signing = door.post(reverse("vendors:sign_closure", args=[made.pk]))

    assert "Nothing stands in the way" in body(page)
    assert (closing.status_code, closing["Location"]) == (303, made.get_absolute_url())
    assert "Sign it" not in body(own)
    assert refused.status_code == 403
    assert "Sign it" in body(other)
    assert signing.status_code == 303
    assert Period.objects.get().state == PeriodState.FROZEN


def test_what_waits_is_named_before_closing(client, service, people, now):
    period = actions.take_to_review(
        service.pk, AUGUST, by=people[0], dispute_until_on=now.date(), now=now
    )
    Period.objects.update(dispute_until_on=date(2100, 1, 1))
    client.force_login(people[0])
    page = client.get(period.get_absolute_url())
    refused = client.post(reverse("vendors:close_period", args=[period.pk]))

    assert "The vendor may dispute until 1 January 2100" in body(page)
    assert refused.status_code == 409
    assert not Closure.objects.exists()


def test_going_back_without_a_reason_is_asked_again(client, service, people, now):
    period = actions.take_to_review(service.pk, AUGUST, by=people[0], now=now)
    client.force_login(people[0])
    response = client.post(reverse("vendors:reopen_period", args=[period.pk]), {})

    assert response.status_code == 422
    assert "Error:" in body(response)
    assert Period.objects.get().state == PeriodState.UNDER_REVIEW


def test_periods_open_by_themselves_once_a_month_is_over(service, now):
    made = actions.open_periods(now=now)
    again = actions.open_periods(now=now)
    months = Period.objects.order_by("month").values_list("month", flat=True)

    assert (made, again) == (6, 0)
    assert (months[0], months[5]) == (date(2026, 5, 1), date(2026, 10, 1))


def test_no_period_opens_before_a_service_starts_or_after_it_ends(db, now):
    ServiceFactory(starts_on=date(2026, 8, 15), ends_on=date(2026, 9, 10))
    actions.open_periods(now=now)

    months = Period.objects.order_by("month").values_list("month", flat=True)
    assert list(months) == [AUGUST, date(2026, 9, 1)]


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_of_periods_takes_the_same_queries(client, people, count, now):
    for _ in range(count):
        Period.objects.create(service=ServiceFactory(), month=AUGUST)
    client.force_login(people[0])
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("vendors:periods"))

    assert body(response).count("A vendor manager takes it to review") == count
    assert len(queries) <= 12


def test_the_list_says_who_must_act_and_whom_it_waits_for(client, service, people, now):
    period = actions.take_to_review(service.pk, AUGUST, by=people[0], now=now)
    actions.close_period(period.pk, by=people[0], now=now)
    waits = f"A second person signs the closure of {people[0]}"
    found = []
    for who in people:
        client.force_login(who)
        page = body(client.get(reverse("vendors:periods"), {"whose": "me"}))
        found.append(waits in page)

    assert found == [False, True]


def test_periods_are_exported_as_listed(client, service, people, now):
    Period.objects.create(service=service, month=AUGUST)
    client.force_login(people[0])
    found = body(client.get(reverse("vendors:periods"), {"export": "csv"}))

    assert "Aug 2026" in found
    assert service.name in found


def test_a_closure_shows_its_figures_and_proves_them(door, closure, people):
    door.force_login(people[0])
    page = body(door.get(closure.get_absolute_url()))
    proof = body(door.get(reverse("vendors:verify_closure", args=[closure.pk])))

    assert "90.00 %" in page
    assert closure.digest in page
    assert "Everything comes out the same" in proof
    assert "10 verdicts judged again" in proof


def test_late_data_are_pointed_out_and_can_be_restated(
    client, service, closure, people, now
):
    opened = datetime(2026, 8, 12, 9, tzinfo=UTC)
    late(service, opened, now)
    client.force_login(people[0])
    page = body(client.get(closure.get_absolute_url()))
    client.post(reverse("vendors:restate", args=[closure.pk]), {"reason": "Came late"})
    second = Closure.objects.get(number=2)
    restated = body(client.get(second.get_absolute_url()))

    assert "Figures now differ" in page
    assert "1 verdict more" in page
    assert "What the restatement changed" in restated
    assert "Came late" in restated


def late(service, opened, now) -> None:
    made = Ticket.objects.create(
        service=service,
        number="LATE",
        opened_at=opened,
        resolved_at=opened + timedelta(days=5),
    )
    actions.recount_tickets(service.pk, [made.pk], now=now)


def test_the_tickets_behind_a_closure_are_listed_as_they_were(
    client, closure, service, people
):
    service.tickets.update(category="Other")
    client.force_login(people[0])
    url = reverse("vendors:closure_tickets", args=[closure.pk])
    page = body(client.get(url, {"outcome": "2"}))

    assert page.count('<th scope="row">') == 1
    assert "Breached" in page


def shaken(service, now) -> None:
    """What the closure hangs on becomes something else."""
    LevelVersion.objects.update(target_seconds=1, goal=50)
    service.charges.update(amount=1)
    service.name = "Another name"
    service.save()
    late(service, datetime(2026, 8, 13, 9, tzinfo=UTC), now)
    actions.recount(service.pk, now=now)


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_closures_link_always_gives_the_same_bytes(
    client, closure, people, now, kind
):
    service = closure.period.service
    client.force_login(people[0])
    url = reverse(f"vendors:closure_{kind}", args=[closure.pk])
    before = client.get(url).content
    shaken(service, now)
    after = client.get(url).content

    assert before == after
    assert before


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_the_scorecard_of_a_frozen_month_is_given_as_it_was_frozen(
    client, closure, service, people, kind
):
    client.force_login(people[0])
    args = [service.slug, "2026-08"]
    url = reverse(f"vendors:scorecard_{kind}", args=args)
    frozen = reverse(f"vendors:closure_{kind}", args=[closure.pk])

    found = client.get(url, follow=True).content
    assert found == client.get(frozen).content


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_has_the_figures_and_the_tickets_behind_them(
    client, closure, people
):
    client.force_login(people[0])
    url = reverse("vendors:closure_xlsx", args=[closure.pk])
    found = sheets(client.get(url).content)

    names = ["Scorecard", "Levels", "Thirteen months", "Credits", "Tickets"]
    assert list(found) == names
    assert len(found["Tickets"]) == 11
    assert [row[6] for row in found["Tickets"][1:]].count("Breached") == 1
    assert found["Levels"][1][3] == 90


def test_money_is_only_for_those_who_see_it(client, closure, claim, service):
    client.force_login(person(Role.PLATFORM_MANAGER))
    url = reverse("vendors:closure_xlsx", args=[closure.pk])
    found = sheets(client.get(url).content)
    page = body(client.get(closure.get_absolute_url()))
    claims = body(client.get(reverse("vendors:claims")))

    assert "Credits" not in found
    assert not any("EUR" in str(row) for row in found["Scorecard"])
    assert "Service credits" not in page
    assert claim.number not in claims


def test_a_running_month_is_on_paper_too(client, service, people, now):
    client.force_login(people[0])
    args = [service.slug, f"{now:%Y-%m}"]
    paper = client.get(reverse("vendors:scorecard_pdf", args=args))
    book = client.get(reverse("vendors:scorecard_xlsx", args=args))

    assert paper.content.startswith(b"%PDF")
    assert "Not closed, as of" in str(sheets(book.content)["Scorecard"])


def test_a_claim_goes_its_way_on_pages(door, claim, people, now):
    door.force_login(people[1])
    door.post(reverse("vendors:send_claim", args=[claim.pk]))
    wrong = door.post(reverse("vendors:settle_claim", args=[claim.pk]), {})
    sent_on = CreditClaim.objects.get().sent_at.date()
    door.post(
        reverse("vendors:settle_claim", args=[claim.pk]),
        {"settled_on": f"{sent_on}", "settlement": "CN 7"},
    )
    found = CreditClaim.objects.get()

    assert wrong.status_code == 422
    assert (found.state, found.settlement) == (ClaimState.SETTLED, "CN 7")
    assert "CN 7" in body(door.get(claim.get_absolute_url()))


def test_the_vendor_reads_its_claim_as_a_letter_once_it_is_sent(
    client, claim, service, people, now
):
    client.force_login(representative(service.contract.vendor.organisation))
    url = reverse("vendors:claim_pdf", args=[claim.pk])
    before = client.get(url).status_code
    actions.send_claim(claim.pk, by=people[1], now=now)
    after = client.get(url)

    assert before == 404
    assert after.content.startswith(b"%PDF")


def test_the_scorecard_shows_where_its_month_stands(client, closure, service, people):
    client.force_login(people[0])
    page = body(
        client.get(reverse("vendors:scorecard", args=[service.slug, "2026-08"]))
    )

    assert "Frozen" in page
    assert closure.get_absolute_url() in page
    assert "These figures do not change" in page


def test_a_year_of_frozen_months_costs_no_more_queries(client, service, people, now):
    client.force_login(people[0])
    url = reverse("vendors:scorecard", args=[service.slug, "2026-08"])
    client.get(url)
    counts = []
    for first in (AUGUST, date(2026, 7, 1), date(2026, 6, 1)):
        month(service, people, first, now, breached=0)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert counts[0] <= 15


def test_what_came_late_tells_of_money_only_those_who_see_it(client, closure, service):
    service.charges.update(amount=98765)
    found = {}
    for role in (Role.SUPPORT_ENGINEER, Role.VENDOR_MANAGER):
        client.force_login(person(role))
        found[role] = body(client.get(closure.get_absolute_url()))

    assert "Figures now differ" in found[Role.VENDOR_MANAGER]
    assert "Figures now differ" not in found[Role.SUPPORT_ENGINEER]


@pytest.mark.parametrize("count", [1, 40])
def test_a_scorecard_is_one_sheet_of_a4_however_many_levels(
    client, service, people, now, count
):
    for number in range(count):
        LevelFactory(service=service, slug=f"more-{number}")
    client.force_login(people[0])
    paper = client.get(reverse("vendors:scorecard_pdf", args=[service.slug, "2026-08"]))

    assert sheets_of_paper(paper.content) == [A4]
