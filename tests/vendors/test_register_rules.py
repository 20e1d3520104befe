"""What becomes of contracts and levels, and what the register refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.core.models import OutboxItem
from apps.core.queries.jobs import keep_progress
from apps.history.models import Event
from apps.vendors import actions
from apps.vendors.models import Charge, LevelVersion, Recount, ServiceLevel
from tests.factories import person
from tests.vendors.factories import (
    ContractFactory,
    LevelFactory,
    ServiceFactory,
    VendorFactory,
    office,
)

SIGN_IN = "django.contrib.auth.backends.ModelBackend"

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


@pytest.fixture
def page(door, manager):
    door.force_login(manager, SIGN_IN)
    return door


def shut(service, month=date(2026, 10, 1)):
    service.periods.create(month=month, state="frozen")


def unchanged(row) -> bool:
    return type(row).objects.filter(pk=row.pk, version=row.version).exists()


def test_a_contract_lives_from_draft_to_its_end(manager, now):
    contract = ContractFactory(state="draft", ends_on=None)

    actions.put_in_force(contract.pk, by=manager, now=now)
    left = actions.give_notice(contract.pk, by=manager, on=date(2026, 10, 31), now=now)
    assert (left.state, left.ends_on) == ("notice_given", date(2027, 1, 31))
    back = actions.withdraw_notice(contract.pk, by=manager, now=now)
    assert (back.state, back.notice_given_on) == ("in_force", None)
    over = actions.end_contract(contract.pk, by=manager, on=date(2026, 11, 1), now=now)

    assert (over.state, over.ends_on) == ("ended", date(2026, 11, 1))
    verbs = Event.objects.about(contract).values_list("verb", flat=True)
    assert list(verbs) == [
        "vendors.contract_ended",
        "vendors.notice_withdrawn",
        "vendors.notice_given",
        "vendors.contract_in_force",
    ]


@pytest.mark.parametrize(
    ("state", "act", "fields"),
    [
        ("draft", actions.give_notice, {"on": date(2026, 11, 1)}),
        ("draft", actions.withdraw_notice, {}),
        ("ended", actions.put_in_force, {}),
        ("in_force", actions.withdraw_notice, {}),
        ("in_force", actions.give_notice, {"on": date(2026, 12, 1)}),
        ("in_force", actions.end_contract, {"on": date(2026, 12, 1)}),
        ("in_force", actions.end_contract, {"on": date(2020, 1, 1)}),
    ],
)
def test_a_move_that_is_not_possible_now_changes_nothing(
    manager, now, state, act, fields
):
    contract = ContractFactory(state=state)

    with pytest.raises(DomainError):
        act(contract.pk, by=manager, now=now, **fields)

    assert unchanged(contract)


def test_late_notice_of_a_contract_that_renews_by_itself_is_refused(manager, now):
    contract = ContractFactory(
        renewal="automatic", ends_on=date(2026, 12, 31), notice=3
    )

    with pytest.raises(DomainError, match="30 Sep 2026"):
        actions.give_notice(contract.pk, by=manager, on=date(2026, 10, 1), now=now)

    assert unchanged(contract)
    actions.give_notice(contract.pk, by=manager, on=date(2026, 9, 30), now=now)


def test_nobody_supplies_themselves_however_far_down(manager, now):
    contract, below, deeper = ContractFactory(), VendorFactory(), VendorFactory()
    first = actions.add_supplier(contract.pk, by=manager, vendor=below, now=now)
    second = actions.add_supplier(
        contract.pk, by=manager, vendor=deeper, above=first, now=now
    )

    for vendor, above in (
        (contract.vendor, None),
        (contract.vendor, second),
        (below, second),
        (deeper, first),
    ):
        with pytest.raises(DomainError):
            actions.add_supplier(
                contract.pk, by=manager, vendor=vendor, above=above, now=now
            )
    with pytest.raises(DomainError):
        actions.remove_supplier(first.pk, by=manager, now=now)
    assert contract.supply_links.count() == 2


def test_a_vendor_is_not_its_own_parent(manager, now):
    top = VendorFactory()
    below = VendorFactory(parent=top)

    with pytest.raises(DomainError):
        actions.amend_vendor(top.pk, by=manager, version=1, now=now, parent=below)


VERSION = {
    "target_seconds": 4 * 3600,
    "goal": Decimal(97),
    "bands": [(Decimal(97), Decimal(2)), (Decimal(90), Decimal(5))],
}


def test_a_version_from_a_day_on_has_the_tickets_judged_anew(manager, now):
    level = LevelFactory()

    made = actions.add_version(
        level.pk,
        by=manager,
        version=1,
        now=now,
        valid_from_on=date(2027, 1, 1),
        **VERSION,
    )

    assert [(one.below, one.credit) for one in made.bands.all()] == VERSION["bands"]
    recount = Recount.objects.get()
    assert (recount.service, recount.by) == (level.service, manager)
    assert OutboxItem.objects.get().payload == {"recount": recount.pk}
    assert level.versions.count() == 2


def test_what_a_closed_month_was_worked_out_by_never_changes(manager, now):
    level = LevelFactory()
    old = level.versions.get()
    shut(level.service)
    later = actions.add_version(
        level.pk,
        by=manager,
        version=1,
        now=now,
        valid_from_on=date(2026, 11, 1),
        **VERSION,
    )

    with pytest.raises(DomainError, match="October 2026"):
        actions.add_version(
            level.pk,
            by=manager,
            version=2,
            now=now,
            valid_from_on=date(2026, 10, 31),
            **VERSION,
        )
    for act, fields in (
        (actions.amend_version, {"valid_from_on": old.valid_from_on, **VERSION}),
        (actions.remove_version, {}),
    ):
        with pytest.raises(DomainError):
            act(old.pk, by=manager, version=2, now=now, **fields)
    kept = LevelVersion.objects.get(pk=old.pk)
    assert (kept.target_seconds, kept.goal) == (8 * 3600, 95)

    actions.amend_version(
        later.pk,
        by=manager,
        version=2,
        now=now,
        valid_from_on=date(2026, 11, 15),
        target_seconds=3600,
        goal=Decimal(90),
    )
    actions.remove_version(later.pk, by=manager, version=3, now=now)
    assert list(level.versions.all()) == [old]


@pytest.mark.parametrize(
    "bands",
    [
        [(Decimal(95), Decimal(5)), (Decimal(90), Decimal(2))],
        [(Decimal(95), Decimal(2)), (Decimal(95), Decimal(5))],
        [(Decimal(90 - n), Decimal(n)) for n in range(7)],
    ],
)
def test_bands_that_make_no_sense_are_refused(manager, now, bands):
    level = LevelFactory()

    with pytest.raises(DomainError):
        actions.add_version(
            level.pk,
            by=manager,
            version=1,
            now=now,
            valid_from_on=date(2027, 1, 1),
            **{**VERSION, "bands": bands},
        )

    assert level.versions.count() == 1


def test_two_who_change_a_levels_versions_do_not_overwrite_each_other(manager, now):
    level = LevelFactory()
    day = {"valid_from_on": date(2027, 1, 1)}
    actions.add_version(level.pk, by=manager, version=1, now=now, **day, **VERSION)

    with pytest.raises(EditConflict) as lost:
        actions.add_version(
            level.pk,
            by=manager,
            version=1,
            now=now,
            valid_from_on=date(2027, 2, 1),
            **VERSION,
        )

    assert lost.value.version == 2
    assert level.versions.count() == 2


def test_a_service_keeps_its_calendar_once_a_month_is_closed(manager, now):
    level = LevelFactory()
    service, other = level.service, office("other-hours")
    changed = actions.amend_service(
        service.pk, by=manager, version=1, now=now, calendar=other
    )
    assert (changed.calendar, Recount.objects.count()) == (other, 1)
    shut(service)

    with pytest.raises(DomainError):
        actions.amend_service(
            service.pk, by=manager, version=2, now=now, calendar=office()
        )

    service.refresh_from_db()
    assert (service.calendar, service.version) == (other, 2)


def test_a_charge_of_a_closed_month_stays(manager, now):
    service = ServiceFactory()
    first = actions.add_charge(
        service.pk,
        by=manager,
        valid_from_on=date(2026, 1, 1),
        amount=Decimal(9),
        now=now,
    )
    shut(service)

    with pytest.raises(DomainError):
        actions.remove_charge(first.pk, by=manager, now=now)
    with pytest.raises(DomainError):
        actions.add_charge(
            service.pk,
            by=manager,
            valid_from_on=date(2026, 10, 1),
            amount=Decimal(8),
            now=now,
        )

    assert Charge.objects.get() == first
    assert Event.objects.about(service.contract).count() == 1


def test_an_auditor_changes_nothing(now):
    level, auditor = LevelFactory(), person(Role.AUDITOR)
    service = level.service

    for act, row in (
        (actions.amend_vendor, service.contract.vendor),
        (actions.amend_contract, service.contract),
        (actions.amend_service, service),
        (actions.amend_level, level),
    ):
        with pytest.raises(PermissionDenied):
            act(row.pk, by=auditor, version=1, now=now, name="Mine")


def test_a_level_is_entered_and_its_target_typed_in_working_days(page):
    service = ServiceFactory()
    made = page.post(
        reverse("vendors:register_level", args=[service.slug]),
        {
            "name": "Resolve P1",
            "measure": "resolution",
            "agreement": "sla",
            "position": 1,
            "sent_key": "8c5f7e0a-0000-4000-8000-000000000001",
        },
    )
    level = ServiceLevel.objects.get(service=service)
    assert made.url == reverse("vendors:new_version", args=[level.pk])
    typed = {
        "valid_from_on": "2026-01-01",
        "target_seconds": "2 d",
        "goal": "95",
        "tolerance": "2",
        "minimum_volume": 10,
        "priorities": "2, 1",
        "types": "",
        "starts_when": "opened",
        "stops_when": "resolved",
        "pause_states": "Awaiting customer\nAwaiting vendor",
        "weight": "2",
        "below_0": "95",
        "credit_0": "2",
        "below_3": "90",
        "credit_3": "5",
        "version": 1,
    }

    saved = page.post(reverse("vendors:add_version", args=[level.pk]), typed)

    assert saved.status_code == 303
    version = level.versions.get()
    assert version.target_seconds == 16 * 3600  # two days of 9 to 17
    assert version.priorities == [1, 2]
    assert version.pause_states == ["Awaiting customer", "Awaiting vendor"]
    assert [one.credit for one in version.bands.all()] == [2, 5]
    shown = page.get(level.get_absolute_url()).content.decode()
    assert "resolved within 16 h of working time" in shown
    assert "below 90" in shown

    bad = {**typed, "target_seconds": "soon", "below_1": "80", "version": 2}
    refused = page.post(reverse("vendors:add_version", args=[level.pk]), bad)
    said = refused.content.decode()
    assert refused.status_code == 422
    assert "8 h or 2 d" in said
    assert 'href="#id_credit_1"' in said
    assert level.versions.count() == 1


def test_only_what_its_measure_needs_is_asked_of_a_version(page):
    for measure, asked, unasked in (
        ("resolution", "pause_states", "threshold"),
        ("satisfaction", "threshold", "target_seconds"),
        ("availability", "calendar", "minimum_volume"),
        ("manual", "goal", "calendar"),
    ):
        level = LevelFactory(measure=measure)
        form = page.get(reverse("vendors:new_version", args=[level.pk]))
        assert f'name="{asked}"' in form.content.decode(), measure
        assert f'name="{unasked}"' not in form.content.decode(), measure


def test_the_service_page_shows_how_far_a_recount_is(page, manager, now):
    service = LevelFactory().service
    page.post(reverse("vendors:recount", args=[service.slug]))
    recount = Recount.objects.get()
    url = service.get_absolute_url()
    assert "waits for a worker" in page.get(url).content.decode()

    keep_progress(f"recount:{recount.pk}", 250, 1000)
    shown = page.get(url, headers={"HX-Target": "div#recount"}).content.decode()
    assert "250 of 1000 tickets" in shown
    assert ("<html" in shown) == (page.via == "page")

    actions.run_recount(recount.pk, now=now)
    assert "judged anew" in page.get(url).content.decode()
    assert 'hx-trigger="every 2s' not in page.get(url).content.decode()
