"""When there is no rota: twenty contradictions planted, each named, none too wide."""

from dataclasses import dataclass, replace

import pytest

from apps.staffing.rules.generating.clashes import clash_of, is_feasible
from apps.staffing.rules.generating.instance import (
    Away,
    Instance,
    Limits,
    Need,
    Slot,
    Worker,
)
from apps.staffing.rules.generating.named import (
    Cover,
    FreeDay,
    Leave,
    Nights,
    Rest,
    Rule,
    Skilled,
    Week,
    words,
)
from apps.staffing.rules.generating.solving import Ending, solve
from apps.staffing.rules.generating.telling import gives, headline
from apps.staffing.rules.spans import Span
from tests.staffing.shapes import at, slot, team

WEEK = at(0, 0)


@dataclass(frozen=True)
class Planted:
    """An instance without a rota, and the rules that clash in it."""

    asked: Instance
    expected: set[Rule]


def days(hours=(8, 20), count=7, demand=1, first=0) -> list[Slot]:
    return [slot("Day", day, hours, demand) for day in range(first, first + count)]


def away(one: Worker, day: int, count: int = 1) -> Worker:
    return replace(one, away=(Away(at(day, 0), at(day + count, 0), "holiday"),))


def everybody_gone(people: int, demand: int, day: int) -> Planted:
    """So many away on a day that one is missing."""
    gone = people - demand + 1
    workers = [
        away(one, day) if place < gone else one
        for place, one in enumerate(team(people))
    ]
    leaves = {Leave(place, 0) for place in range(gone)}
    return Planted(Instance(workers, days(demand=demand)), {Cover(day), *leaves})


def nobody_knows(people: int, day: int) -> Planted:
    slots = days()
    slots[day] = replace(slots[day], needs=(Need(7, 3, 1, "Oracle"),))
    return Planted(Instance(team(people), slots), {Skilled(day, 0)})


def the_only_one_who_knows_is_gone(people: int, day: int) -> Planted:
    slots = days()
    slots[day] = replace(slots[day], needs=(Need(7, 3, 1, "Oracle"),))
    workers = team(people)
    workers[1] = replace(away(workers[1], day), skills={7: 3})
    return Planted(Instance(workers, slots), {Skilled(day, 0), Leave(1, 0)})


def too_small_a_team(people: int) -> Planted:
    slots = [*days(count=3), slot("Release", 4, (8, 20), people + 1)]
    return Planted(Instance(team(people), slots), {Cover(3)})


def late_then_early(day: int) -> Planted:
    slots = [slot("Late", day, (14, 22)), slot("Early", day + 1, (6, 14))]
    return Planted(Instance(team(1), slots), {Cover(0), Cover(1), Rest(0)})


def a_long_week(count: int, limit: int) -> Planted:
    asked = Instance(
        team(1), days(count=count), Limits(weekly_work=limit * 60, weekly_rest=None)
    )
    return Planted(asked, {*(Cover(day) for day in range(count)), Week(0, WEEK)})


def many_nights(limit: int) -> Planted:
    slots = days((20, 32), count=limit + 1)
    asked = Instance(team(1), slots, Limits(nights=limit, weekly_work=None))
    return Planted(asked, {*(Cover(day) for day in range(limit + 1)), Nights(0)})


def never_a_day_off() -> Planted:
    asked = Instance(team(1), days((9, 17)), Limits(weekly_work=None))
    return Planted(asked, {*(Cover(day) for day in range(7)), FreeDay(0, WEEK)})


def just_back_from_another_rota() -> Planted:
    tired = replace(team(1)[0], fixed=(Span(1, at(0, -4), at(0, 4)),))
    asked = Instance([tired], days(count=1))
    return Planted(asked, {Cover(0), Rest(0)})


def nights_before_the_window() -> Planted:
    tired = replace(team(1)[0], nights=frozenset(at(day, 0).date() for day in (-2, -1)))
    asked = Instance([tired], days((20, 32), count=1), Limits(nights=2))
    return Planted(asked, {Cover(0), Nights(0)})


PLANTED = {
    "all gone of two": everybody_gone(2, 1, 3),
    "all gone of four": everybody_gone(4, 1, 0),
    "one missing of four": everybody_gone(4, 2, 6),
    "one missing of six": everybody_gone(6, 3, 5),
    "one missing of eight": everybody_gone(8, 2, 2),
    "nobody knows, of three": nobody_knows(3, 1),
    "nobody knows, of seven": nobody_knows(7, 5),
    "only one knows, of three": the_only_one_who_knows_is_gone(3, 4),
    "only one knows, of six": the_only_one_who_knows_is_gone(6, 2),
    "two of three needed": too_small_a_team(2),
    "five of six needed": too_small_a_team(5),
    "late, then early": late_then_early(0),
    "late, then early over a weekend": late_then_early(5),
    "five long days": a_long_week(5, 48),
    "four long days": a_long_week(4, 40),
    "three nights": many_nights(2),
    "five nights": many_nights(4),
    "never a day off": never_a_day_off(),
    "back from another rota": just_back_from_another_rota(),
    "nights before": nights_before_the_window(),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_contradiction_is_named_and_nothing_beside_it(name):
    asked, expected = PLANTED[name].asked, PLANTED[name].expected

    clash = clash_of(asked, most=20)

    assert solve(asked).ending == Ending.IMPOSSIBLE
    assert clash
    assert clash.is_minimal
    assert set(clash.rules) == expected
    assert is_feasible(asked, clash.rules, most=5) is False
    for rule in clash.rules:
        others = [one for one in clash.rules if one != rule]
        assert is_feasible(asked, others, most=5) is True


def test_each_way_out_says_what_it_would_bring():
    asked = everybody_gone(4, 2, 6).asked

    clash = clash_of(asked)

    assert clash
    assert headline(asked, clash) == (
        "Day on Sun 10 January, 08:00 needs 2 people, and at most 1 can be."
    )
    assert [(words(one.rule, asked), gives(asked, one)) for one in clash.relaxed] == [
        (
            "Day on Sun 10 January, 08:00 needs 2 people",
            "There is a rota with 1 of 2 there.",
        ),
        *(
            (
                f"Person {number} is away on Sun 10 January (holiday)",
                f"There is a rota if Person {number} comes in for 1:"
                " Day on Sun 10 January, 08:00.",
            )
            for number in (1, 2, 3)
        ),
    ]


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        (late_then_early(0), "There is a rota in which the shortest rest is 8 hours."),
        (a_long_week(5, 48), "There is a rota with 60 hours in that week."),
        (many_nights(2), "There is a rota with 3 nights in a row."),
        (never_a_day_off(), "There is a rota without that stretch in that week."),
    ],
)
def test_a_limit_says_how_far_it_would_have_to_bend(planted, words):
    clash = clash_of(planted.asked)

    assert clash
    assert gives(planted.asked, clash.relaxed[-1]) == words


def test_where_two_things_clash_one_way_out_is_not_enough():
    twice = everybody_gone(2, 1, 3).asked
    slots = [*twice.slots, slot("Release", 9, (8, 20), 3)]

    clash = clash_of(replace(twice, slots=slots))

    assert clash
    assert {gives(twice, one) for one in clash.relaxed} == {
        "Not enough by itself: other rules clash still."
    }


def test_where_there_is_a_rota_nothing_clashes():
    assert clash_of(Instance(team(5), days())) is None
