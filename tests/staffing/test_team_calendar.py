"""A team's calendar: all of its rotas in one, readable with forty people, moved as a rota's is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.staffing.models import Shift
from apps.staffing.rules.calendar import lanes
from apps.staffing.rules.spans import Span
from tests.factories import NOW, TeamFactory, UserFactory, person
from tests.staffing.factories import (
    AbsenceFactory,
    LayerFactory,
    PersonFactory,
    PostingFactory,
    RotaFactory,
    RotationFactory,
    shift,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TODAY = NOW.date()


@pytest.fixture
def team():
    return TeamFactory(slug="core", name="Core")


@pytest.fixture
def ann():
    return PersonFactory(name="Ann")


@pytest.fixture
def desk(team):
    return RotaFactory(slug="desk", name="Desk", team=team)


@pytest.fixture
def nights(team):
    return RotaFactory(slug="nights", name="Nights", team=team)


@pytest.fixture
def page(client):
    client.force_login(person(Role.ADMINISTRATOR))

    def get(view="week", **more):
        asked = {"team": "core", "view": view, "day": TODAY} | more
        return client.get(reverse("staffing:team_calendar"), asked)

    return get


def of(answer):
    """Each person's rotas and lanes in the lines."""
    rows = answer.context["page"].rows
    return {one.person.name: [shift.rota.name for shift in one.shifts] for one in rows}


def test_shifts_of_all_the_rotas_stand_in_one_line_and_none_covers_another(
    page, desk, nights, ann
):
    for rota in (desk, nights):
        shift(rota, ann, NOW + HOUR, hours=8)
    shift(nights, PersonFactory(name="Bo"), NOW + 9 * HOUR, hours=8)

    answer = page()

    assert of(answer) == {"Ann": ["Desk", "Nights"], "Bo": ["Nights"]}
    assert [one.height for one in answer.context["lines"]] == [60, 30]
    words = answer.content.decode()
    assert "Ann, Desk: " in words
    assert "Nobody, A" in words
    assert "Nobody, B" in words
    assert "style=" not in words


def test_a_shift_on_another_teams_rota_is_shown_and_stays(page, desk, ann):
    shift(desk, ann, NOW + HOUR)
    other = shift(RotaFactory(name="Theirs"), ann, NOW + 20 * HOUR)
    shift(other.rota, PersonFactory(name="Stranger"), NOW + HOUR)

    answer = page()

    assert of(answer) == {"Ann": ["Desk", "Theirs"]}
    words = answer.content.decode()
    assert "on another team" in words
    assert f'data-shift="{other.pk}"' not in words


def test_the_whole_team_and_who_is_away(page, team, desk, ann):
    shift(desk, ann, NOW + HOUR)
    idle = PostingFactory(team=team, person__name="Idle").person
    PostingFactory(team=team, person__name="Gone", ends_on=NOW.date() - 30 * HOUR * 24)
    AbsenceFactory(person=idle, first_on=NOW.date())
    assert list(of(page())) == ["Ann"]

    answer = page(people="team")

    assert list(of(answer)) == ["Ann", "Idle"]
    assert "<title>Away</title>" in answer.content.decode()


@pytest.mark.parametrize("view", ["day", "week", "month", "quarter"])
def test_forty_people_on_four_rotas_ask_what_one_does(page, team, desk, ann, view):
    RotationFactory(layer=LayerFactory(rota=desk), people=[ann])
    shift(desk, ann, NOW, hours=8)
    page(view)
    few = _queries(page, view)
    more = [RotaFactory(team=team) for _ in range(3)]
    for number in range(39):
        one = PersonFactory()
        for rota in (more[number % 3], desk):
            shift(rota, one, NOW + number * HOUR / 4, hours=6)

    with CaptureQueriesContext(connection) as found:
        words = page(view).content.decode()

    assert len(found) == few
    assert words.count('role="group"') == 40


def _queries(page, view):
    with CaptureQueriesContext(connection) as found:
        page(view)
    return len(found)


def test_after_a_move_the_teams_calendar_is_shown_again(client, desk, ann):
    planner = person(Role.ADMINISTRATOR)
    client.force_login(planner)
    made = shift(desk, ann, timezone.now() + timedelta(days=2))
    bo = PersonFactory(name="Bo")

    answer = client.post(
        reverse("staffing:move_shift", args=[made.pk]),
        {
            "person": bo.pk,
            "starts_at": made.starts_at.isoformat(),
            "ends_at": made.ends_at.isoformat(),
            "version": made.version,
            "back": "view=month&team=core",
        },
    )

    there = reverse("staffing:team_calendar")
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"{there}?view=month&team=core",
    )
    assert Shift.objects.get().person == bo


def test_who_is_outside_sees_no_calendar_of_the_banks_teams(client, desk, ann):
    shift(desk, ann, NOW)
    client.force_login(UserFactory(external=True))

    assert client.get(reverse("staffing:team_calendar")).context["team"] is None
    asked = {"team": "core"}
    assert client.get(reverse("staffing:team_calendar"), asked).status_code == 404


def test_it_begins_with_the_team_that_one_is_in(client, desk, nights, team):
    RotaFactory(team=TeamFactory(name="Aardvarks"))
    member = PersonFactory(login=True)
    PostingFactory(person=member, team=team)

    client.force_login(member.user)
    assert client.get(reverse("staffing:team_calendar")).context["team"] == team

    client.force_login(UserFactory())
    first = client.get(reverse("staffing:team_calendar")).context["team"]
    assert first.name == "Aardvarks"


def at(hour):
    return datetime(2026, 3, 2, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("spans", "on"),
    [
        ([(0, 8), (8, 16)], [0, 0]),
        ([(0, 8), (4, 12), (8, 16)], [0, 1, 0]),
        ([(4, 5), (0, 8), (2, 6)], [2, 0, 1]),
        ([], []),
    ],
)
def test_lanes_are_the_lowest_free_ones(spans, on):
    assert lanes([Span(1, at(a), at(b)) for a, b in spans]) == on
