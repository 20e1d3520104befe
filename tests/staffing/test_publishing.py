"""Publishing: as few shifts touched as may be, the past left alone, only those touched told."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Concern, Event
from apps.staffing.actions import layers, moving
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.models import Override, Rota, Shift
from apps.staffing.queries.oncall import duties
from apps.staffing.queries.rota_page import preview
from apps.staffing.queries.rotas import published, rule_of, span_of
from apps.staffing.rules.publishing import (
    Standing,
    changes,
    cut,
    joined,
    overridden,
    touched,
)
from apps.staffing.rules.rotations import OverrideRule, expand, shifts
from apps.staffing.rules.spans import Span
from tests.factories import NOW, UserFactory, person
from tests.staffing.factories import (
    AbsenceFactory,
    LayerFactory,
    PersonFactory,
    RotaFactory,
    RotationFactory,
)
from tests.staffing.factories_generating import WishFactory

HOUR = timedelta(hours=1)
START = datetime(2026, 1, 5, tzinfo=UTC)


def hours(person, since, until):
    return Span(person, START + since * HOUR, START + until * HOUR)


spans = st.builds(
    lambda person, since, length: hours(person, since, since + length),
    st.integers(1, 3),
    st.integers(0, 40),
    st.integers(1, 20),
)
plans = st.lists(spans, max_size=6).map(joined)


def time_of(found):
    return {
        (one.person, one.starts + step * HOUR)
        for one in found
        for step in range(round(one.seconds / 3600))
    }


@given(plans, plans, st.integers(0, 30), st.integers(1, 30))
def test_what_is_wanted_stands_inside_the_window_and_what_stood_outside_it(
    before, wanted, since, length
):
    a, b = START + since * HOUR, START + (since + length) * HOUR
    standing = [Standing(pk, one) for pk, one in enumerate(before)]

    found = changes(standing, wanted, a, b)

    gone = {one.pk for one in (*found.altered, *found.dropped)}
    after = [one.span for one in standing if one.pk not in gone]
    after += [one.span for one in found.altered] + list(found.made)
    inside = time_of(cut(wanted, a, b))
    outside = {(who, at) for who, at in time_of(before) if not a <= at < b}
    assert time_of(after) == inside | outside
    moved = {one.person for one in touched(before, after, a, b)}
    assert moved == {who for who, _ in time_of(cut(before, a, b)) ^ inside}


@given(plans, st.integers(0, 30), st.integers(1, 30))
def test_publishing_the_same_again_changes_nothing(before, since, length):
    a, b = START + since * HOUR, START + (since + length) * HOUR
    standing = [Standing(pk, one) for pk, one in enumerate(before)]

    assert changes(standing, cut(before, a, b), a, b).is_nothing


def test_an_override_of_published_shifts_is_that_of_the_rules():
    there = [hours(1, 0, 12), hours(2, 12, 24)]
    change = OverrideRule(START + 6 * HOUR, START + 18 * HOUR, 3, 1)

    assert overridden(there, change) == [hours(3, 6, 12), hours(2, 12, 18)]


@pytest.fixture
def planner(db):
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def people(db):
    return [PersonFactory(login=True, name=name) for name in ("Ann", "Bo", "Cy")]


@pytest.fixture
def rota(people):
    """Ann and Bo take weeks from Monday 09:00, London; NOW is such a Monday."""
    made = RotaFactory(slug="core", name="Core")
    RotationFactory(layer=LayerFactory(rota=made), people=people[:2])
    return made


MONDAY = NOW  # 23 November 2026, 09:00 in London
WEEKS = (MONDAY, MONDAY + timedelta(weeks=4))


def publish(rota, by, window=WEEKS, now=NOW):
    wanted = shifts(rule_of(rota, now), *window)
    return publish_shifts(rota, shifts=wanted, window=window, by=by, now=now)


def test_a_rota_is_published_once_and_again_changes_nothing(rota, planner):
    publish(rota, planner)
    first = list(Shift.objects.values_list("pk", "person__name", "starts_at"))

    publish(rota, planner)

    assert [name for _, name, _ in first] == ["Ann", "Bo", "Ann", "Bo"]
    assert list(Shift.objects.values_list("pk", "person__name", "starts_at")) == first
    event = Event.objects.filter(verb="staffing.rota_published").latest("pk")
    assert event.facts["people"] == []
    assert not Concern.objects.filter(event=event).exists()


def test_only_those_touched_are_told(rota, planner, people):
    publish(rota, planner)
    moving.add_override(
        rota.pk,
        by=planner,
        starts_at=MONDAY + timedelta(weeks=1),
        ends_at=MONDAY + timedelta(weeks=1, days=1),
        added=people[2],
        removed=people[1],
        now=NOW,
    )

    event = Event.objects.filter(verb="staffing.rota_published").latest("pk")
    told = dict(Concern.objects.filter(event=event).values_list("user_id", "words"))
    assert set(told) == {people[1].user_id, people[2].user_id}
    assert told[people[2].user_id] == "changed Core: you gain 1 and lose 0"
    starts = MONDAY + timedelta(weeks=1)
    assert list(
        Shift.objects.filter(
            starts_at__gte=starts, starts_at__lt=starts + timedelta(7)
        ).values_list("person__name", "starts_at")
    ) == [("Cy", starts), ("Bo", starts + timedelta(days=1))]


def test_past_shifts_are_never_rewritten(rota, planner, people):
    publish(rota, planner)
    later = MONDAY + timedelta(days=2)

    publish_shifts(
        rota,
        shifts=[Span(people[2].pk, MONDAY, MONDAY + timedelta(weeks=1))],
        window=(MONDAY, MONDAY + timedelta(weeks=1)),
        by=planner,
        now=later,
    )

    first = list(Shift.objects.order_by("starts_at")[:2])
    assert [(one.person.name, one.starts_at, one.ends_at) for one in first] == [
        ("Ann", MONDAY, later),
        ("Cy", later, MONDAY + timedelta(weeks=1)),
    ]
    with pytest.raises(DomainError):
        publish_shifts(rota, shifts=[], window=(MONDAY, later), by=planner, now=later)


def test_who_does_not_plan_publishes_nothing(rota):
    with pytest.raises(PermissionDenied):
        publish(rota, person(Role.SUPPORT_ENGINEER))

    assert not Shift.objects.exists()
    assert not Event.objects.filter(verb__startswith="staffing.").exists()


def test_a_shift_moves_to_somebody_else_and_the_layers_say_so_too(
    rota, planner, people
):
    publish(rota, planner)
    shift = Shift.objects.get(starts_at=MONDAY + timedelta(weeks=1))
    asked = {
        "by": planner,
        "expected_version": shift.version,
        "person": people[2],
        "starts_at": shift.starts_at,
        "ends_at": shift.ends_at,
        "now": NOW,
    }

    moving.move_shift(shift.pk, **asked)

    a, b = WEEKS
    there = [span_of(one) for one in published([rota], a, b)]
    assert there == expand(rule_of(Rota.objects.get(pk=rota.pk), a), a, b)
    assert there[1].person == people[2].pk
    publish(rota, planner)
    assert [span_of(one) for one in published([rota], a, b)] == there


def test_a_move_over_an_older_version_or_of_the_past_is_refused(rota, planner, people):
    publish(rota, planner)
    shift = Shift.objects.order_by("starts_at")[1]
    asked = {"by": planner, "person": people[2], "now": NOW}
    times = {"starts_at": shift.starts_at, "ends_at": shift.ends_at}

    with pytest.raises(EditConflict):
        moving.move_shift(shift.pk, expected_version=9, **times, **asked)
    first = Shift.objects.order_by("starts_at")[0]
    with pytest.raises(DomainError):
        moving.move_shift(
            first.pk,
            expected_version=1,
            **asked | {"now": NOW + HOUR},
            **times,
        )

    assert not Override.objects.exists()
    assert Shift.objects.filter(person=people[2]).count() == 0


def test_an_override_taken_back_gives_the_time_back(rota, planner, people):
    publish(rota, planner)
    before = [span_of(one) for one in published([rota], *WEEKS)]
    made = moving.add_override(
        rota.pk,
        by=planner,
        starts_at=MONDAY + timedelta(days=9),
        ends_at=MONDAY + timedelta(days=10),
        added=people[2],
        is_alone=True,
        now=NOW,
    )
    assert [span_of(one) for one in published([rota], *WEEKS)] != before

    moving.remove_override(made.pk, by=planner, now=NOW)

    assert [span_of(one) for one in published([rota], *WEEKS)] == before


def test_a_preview_says_who_gains_who_is_away_and_where_nobody_is(rota, people):
    AbsenceFactory(person=people[1], first_on=date(2026, 12, 1))

    page = preview(rota, MONDAY.date(), 2, NOW)

    gained = {str(who): len(one.gained) for who, one in page.rows}
    assert gained == {"Ann": 1, "Bo": 1}
    assert [str(one.person) for one in page.away] == ["Bo"]
    assert page.gaps == []
    assert not Shift.objects.exists()


def test_a_preview_says_whose_wishes_it_breaks(client, rota, planner, people):
    first, day = MONDAY.date(), MONDAY.date() + timedelta(days=2)
    on = {one.person: one for one in preview(rota, first, 2, NOW).wanted}
    noon = MONDAY + timedelta(days=2, hours=3)
    busy, other = sorted(
        people[:2], key=lambda one: not on[one.pk].overlaps(noon, noon + HOUR)
    )
    kinds = [(busy, False), (busy, True), (other, False), (other, True)]
    off, _, _, at_work = (
        WishFactory(person=one, first_on=day, wants_work=wants) for one, wants in kinds
    )
    WishFactory(person=busy, first_on=day + timedelta(days=90))

    found = preview(rota, first, 2, NOW).wishes_broken

    assert found == [(busy, off), (other, at_work)]
    client.force_login(planner)
    with time_machine.travel(NOW, tick=False):
        page = client.get(
            f"/staffing/rotas/core/publish/?first_on={first}&weeks=2"
        ).content.decode()
    assert f"{busy} would rather be off" in page
    assert f"{other} would rather be at work" in page


def test_who_is_on_now_and_next_by_shifts_or_by_layers(rota, planner, people):
    [by_layers] = duties(Rota.objects.all(), NOW + HOUR)
    publish(rota, planner)
    [by_shifts] = duties(Rota.objects.all(), NOW + HOUR)

    for duty in (by_layers, by_shifts):
        assert duty.now.people == (people[0],)
        assert duty.next.people == (people[1],)
        assert duty.next.starts_at == MONDAY + timedelta(weeks=1)
    assert (by_layers.is_published, by_shifts.is_published) == (False, True)


def test_layers_and_rotations_are_edited_over_the_version_that_was_read(planner):
    team_manager = UserFactory()
    rota = RotaFactory(team__manager=team_manager)
    when = {"by": team_manager, "now": NOW}
    ann, bo = PersonFactory(), PersonFactory()
    low = layers.add_layer(rota.pk, name="Low", **when)
    high = layers.add_layer(rota.pk, name="High", **when)
    fields = {
        "name": "Weekly",
        "unit": "week",
        "length": 1,
        "starts_on": date(2026, 1, 5),
        "handoff_at": "09:00",
    }
    made = layers.add_rotation(low.pk, places=[[ann], [bo]], **fields, **when)

    layers.raise_layer(low.pk, **when)
    again = {"expected_version": made.version, "places": [[bo, ann]]}
    layers.amend_rotation(made.pk, **again, **fields, **when)
    with pytest.raises(EditConflict):
        layers.amend_rotation(made.pk, **again, **fields, **when)

    low.refresh_from_db()
    high.refresh_from_db()
    assert low.height > high.height
    assert [(one.place, one.person) for one in made.places.all()] == [(1, bo), (1, ann)]
