"""Vendors at once: the map, the worst first, money only for whom it is meant."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.vendors.models import Charge, MonthFigure, ServiceLevel
from apps.vendors.queries.money import Bill, bills
from apps.vendors.queries.portfolio import portfolio
from apps.vendors.queries.scorecard import scorecards
from apps.vendors.queries.served import served as served_to
from apps.vendors.queries.standings import standings
from apps.vendors.rules.months import month_of, next_month
from apps.vendors.rules.portfolio import Standing, badness, vendor_standing, worst
from apps.vendors.rules.scoring import Rating
from tests.factories import person
from tests.vendors.factories import (
    ContractFactory,
    LevelFactory,
    ServiceFactory,
    VendorFactory,
    representative,
)

D = Decimal
G, A, R = Rating.GREEN, Rating.AMBER, Rating.RED
Measure = ServiceLevel.Measure


def test_a_vendor_is_marked_as_its_worst_service_and_scored_by_charge():
    """(98 × 30,000 + 80 × 10,000) ÷ 40,000 = 93.5."""
    found = vendor_standing(
        [Standing(D(98), G, D(30_000)), Standing(D(80), R, D(10_000))]
    )

    assert found == Standing(D("93.5"), R, D(40_000))


def test_without_charges_each_service_weighs_the_same():
    assert vendor_standing([Standing(D(100), G), Standing(D(90), A)]).score == 95


def test_a_service_without_a_score_weighs_nothing():
    found = vendor_standing(
        [Standing(D(99), A, D(10)), Standing(None, Rating.NO_DATA, D(990))]
    )

    assert (found.score, found.rating) == (99, A)


def test_no_service_has_no_data():
    assert worst([]) is Rating.NO_DATA
    assert vendor_standing([]) == Standing(None, Rating.NO_DATA)


def test_the_worst_comes_first_by_mark_then_by_score():
    mixed = [
        Standing(D(100), G),
        Standing(None, Rating.NO_DATA),
        Standing(D(97), R),
        Standing(D(99), A),
        Standing(D(60), R),
    ]

    assert [one.score for one in sorted(mixed, key=badness)] == [60, 97, 99, 100, None]


@pytest.fixture
def today(db):
    return timezone.localdate()


def figure(level, month, met, breached, **fields):
    return MonthFigure.objects.create(
        level=level,
        month=month,
        version=level.versions.order_by("valid_from_on").first(),
        met=met,
        breached=breached,
        **fields,
    )


def served(vendor=None, charge=10_000, **contract):
    """A service of a vendor with a level and a charge."""
    vendor = vendor or VendorFactory()
    service = ServiceFactory(contract=ContractFactory(vendor=vendor, **contract))
    Charge.objects.create(
        service=service, valid_from_on=date(2024, 1, 1), amount=charge
    )
    return LevelFactory(service=service, version__bands=[(95, 2), (90, 5)])


@pytest.mark.django_db
def test_the_database_says_what_the_scorecards_say():
    """Random figures of levels of every measure, with and without what is excluded."""
    dice = random.Random(11)
    services, months = [], [date(2026, month, 1) for month in range(1, 7)]
    for _ in range(3):
        service = ServiceFactory()
        services.append(service)
        for measure in Measure:
            level = LevelFactory(
                service=service,
                measure=measure,
                version__goal=D(dice.choice([80, 90, 95, "99.5"])),
                version__weight=dice.choice([0, 1, 3]),
                version__minimum_volume=dice.choice([0, 0, 6]),
                version__is_critical=dice.random() < 0.3,
            )
            for month in months:
                if dice.random() < 0.15:
                    continue
                met, breached = dice.randrange(30), dice.randrange(3)
                seconds = dice.choice([None, 86_400])
                figure(
                    *(level, month, met, breached),
                    accepted_met=dice.randrange(met + 1),
                    accepted_breached=dice.randrange(breached + 1),
                    service_seconds=seconds,
                    down_seconds=seconds and dice.randrange(3_000),
                    value=dice.choice([None, D(dice.randrange(8_000, 10_001)) / 100]),
                )

    slow = scorecards(services, months)
    fast = standings([one.pk for one in services], months)

    assert len(fast) > 15
    for key, card in slow.items():
        found = fast.get(key, Standing(None, Rating.NO_DATA))
        assert found.rating is card.rating, key
        assert round(found.score or 0, 9) == round(card.score or 0, 9), key


@pytest.mark.django_db
def test_the_bill_is_what_the_scorecard_says():
    """Of the charge and of the amount at risk, capped or not, with and without misses."""
    dice, month = random.Random(5), date(2026, 5, 1)
    services = []
    for number in range(12):
        contract = {
            "at_risk_percent": dice.choice([3, 10]),
            "credit_basis": dice.choice(["charge", "at_risk"]),
            "rounding": dice.choice(["half_up", "down"]),
        }
        level = served(charge=10_000 + 37 * number, **contract)
        services.append(level.service)
        for _ in range(2):
            more = LevelFactory(
                service=level.service,
                version__bands=[(95, "2.3"), (85, "4.7")],
                version__minimum_volume=dice.choice([0, 30]),
            )
            figure(more, month, dice.randrange(15, 21), dice.randrange(6))
        figure(level, month, 20, dice.randrange(3))

    cards = scorecards(services, [month])
    found = bills(served_to(person(Role.VENDOR_MANAGER), month), month)

    assert sum(one.credit > 0 for one in found.values()) > 3
    for service in services:
        card = cards[service.pk, month]
        assert found[service.pk] == Bill(
            card.charge, card.deal.at_risk, card.credit.due
        )


def test_the_page_shows_the_worst_vendor_first(client, today):
    last = next_month(month_of(today), -1)
    good, bad = (
        served(VendorFactory(name="Goodly")),
        served(VendorFactory(name="Badly")),
    )
    figure(good, last, 100, 0)
    figure(bad, last, 80, 20)
    client.force_login(person(Role.VENDOR_MANAGER))

    page = client.get(reverse("vendors:portfolio")).text

    assert page.index("Badly") < page.index("Goodly")
    month = f"{last:%b %Y}"
    assert f"Badly, {month}: Red, score 84.2" in page
    assert f"Goodly, {month}: Green, score 100.0" in page
    assert "1,000.00 EUR" in page  # 10 % of 10,000, at risk


def test_money_is_for_those_who_may_see_it(client, today):
    level = served(charge=77_000)
    figure(level, next_month(month_of(today), -1), 8, 2)
    vendor = level.service.contract.vendor
    pages = {}
    for name, user in {
        "manager": person(Role.VENDOR_MANAGER),
        "engineer": person(Role.SUPPORT_ENGINEER),
        "own": representative(vendor.organisation),
    }.items():
        client.force_login(user)
        pages[name] = client.get(reverse("vendors:portfolio")).text

    assert "7,700.00 EUR" in pages["manager"]
    assert "7,700.00 EUR" in pages["own"]
    assert "7,700" not in pages["engineer"]
    assert "At risk" not in pages["engineer"]


def test_a_representative_sees_the_own_vendor_only(client, today):
    own, other = served(VendorFactory(name="Own")), served(VendorFactory(name="Other"))
    client.force_login(representative(own.service.contract.vendor.organisation))

    page = client.get(reverse("vendors:portfolio")).text

    assert own.service.name in page
    assert "Other" not in page
    assert other.service.name not in page
    url = reverse("vendors:performance", args=[other.service.contract.vendor.slug])
    assert client.get(url).status_code == 404


def test_the_list_holds_exactly_the_services_of_the_asked_mark(client, today):
    last = next_month(month_of(today), -1)
    red, green = served(), served()
    figure(red, last, 1, 9)
    figure(green, last, 9, 0)
    client.force_login(person(Role.VENDOR_MANAGER))

    file = client.get(reverse("vendors:portfolio"), {"rating": "red", "export": "csv"})

    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Service,Vendor,Mark,Score")
    assert [line.split(",")[0] for line in lines[1:]] == [red.service.name]


def test_contracts_running_out_show_the_last_day_to_give_notice(client, today):
    soon = served(
        VendorFactory(name="Soon"), ends_on=date(2027, 3, 31), renewal="automatic"
    ).service.contract
    served(ends_on=date(2030, 1, 1), reference="FAR-1")
    over = served(ends_on=date(2026, 12, 31), renewal="none").service.contract

    page = portfolio(person(Role.VENDOR_MANAGER), date(2026, 11, 27))

    assert [one.contract.pk for one in page.endings] == [soon.pk, over.pk]
    assert str(page.endings[0].contract) == str(soon)
    assert page.endings[0].contract.then == soon.get_renewal_display()
    assert page.endings[0].notice_on == date(2026, 12, 31)
    assert page.endings[0].words == "34 days to give notice"
    assert page.endings[1].words == "Ends without notice"


def test_an_empty_portfolio_says_what_to_do(client, db):
    client.force_login(person(Role.VENDOR_MANAGER))

    page = client.get(reverse("vendors:portfolio")).text

    assert "No managed service yet" in page


def queries_of(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["portfolio", "performance"])
def test_the_number_of_queries_is_the_same_at_any_size(client, today, name):
    first = served()
    vendor = first.service.contract.vendor
    args = [vendor.slug] if name == "performance" else []
    url = reverse(f"vendors:{name}", args=args)
    client.force_login(person(Role.VENDOR_MANAGER))
    last = next_month(month_of(today), -1)
    figure(first, last, 9, 1)
    small = queries_of(client, url)

    for _ in range(3):
        for level in (served(vendor), served()):
            for step in range(36):
                figure(level, next_month(last, -step), 9, step)
    large = queries_of(client, f"{url}?months=36")

    assert large == small
    assert large <= 15


def test_a_vendors_page_shows_what_each_service_missed(client, today):
    last = next_month(month_of(today), -1)
    level = served()
    figure(level, last, 80, 20)
    vendor = level.service.contract.vendor
    client.force_login(person(Role.VENDOR_MANAGER))

    page = client.get(reverse("vendors:performance", args=[vendor.slug])).text

    assert "red, 80.00 % of 95 %" in page
    assert "credit 500.00 EUR" in page  # 5 % of 10,000
    month = f"{last:%Y-%m}"
    link = reverse(
        "vendors:scorecard_level", args=[level.service.slug, month, level.slug]
    )
    assert f'href="{link}"' in page


def test_the_api_tells_the_same(client, today):
    last = next_month(month_of(today), -1)
    level = served(VendorFactory(name="Red one"))
    figure(level, last, 80, 20)
    answers = {}
    for role in (Role.VENDOR_MANAGER, Role.SUPPORT_ENGINEER):
        client.force_login(person(role))
        answers[role] = client.get(reverse("api:portfolio"), {"months": 6}).json()

    found = answers[Role.VENDOR_MANAGER]
    (vendor,) = found["vendors"]
    assert found["month"] == f"{last:%Y-%m}"
    assert (vendor["name"], vendor["rating"]) == ("Red one", "red")
    assert len(vendor["months"]) == 7
    assert vendor["months"][-2]["score"] == "84.2105"
    assert vendor["services"][0]["at_risk"] == "1000.00"
    assert vendor["services"][0]["credit"] == "500.00"
    hidden = answers[Role.SUPPORT_ENGINEER]["vendors"][0]["services"][0]
    assert (hidden["at_risk"], hidden["credit"]) == (None, None)
    assert client.get(reverse("api:portfolio"), {"months": 7}).status_code == 400
