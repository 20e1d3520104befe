"""Rows that stand one below another: the line up, what is below, and rings."""

import pytest

from apps.accounts.models import Team
from apps.core.models import line_above, makes_a_ring, with_all_below
from tests.factories import TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """A department, a group in it, a team in that."""
    top = TeamFactory()
    group = TeamFactory(parent=top)
    return [top, group, TeamFactory(parent=group)]


def test_the_line_goes_up_with_the_nearest_first(three):
    top, group, team = three

    assert list(line_above(team, "parent")) == [group, top]
    assert not list(line_above(top, "parent"))


def test_a_ring_ends_the_line_before_the_row_itself(three):
    top, group, team = three
    Team.objects.filter(pk=top.pk).update(parent=team)

    assert list(line_above(Team.objects.get(pk=team.pk), "parent")) == [group, top]
    outside = TeamFactory(parent=Team.objects.get(pk=team.pk))
    assert list(line_above(outside, "parent")) == [team, group, top]


def test_a_row_below_itself_makes_a_ring_however_far_down(three):
    top, group, team = three

    assert [makes_a_ring(top, one, "parent") for one in three] == [True] * 3
    assert not makes_a_ring(team, top, "parent")
    assert not makes_a_ring(group, None, "parent")


def test_all_below_are_found_once_even_in_a_ring():
    pairs = [(1, None), (2, 1), (3, 2), (4, 1), (5, 6), (6, 5)]

    assert with_all_below([2, 4], pairs) == {2, 3, 4}
    assert with_all_below([1], pairs) == {1, 2, 3, 4}
    assert with_all_below([5], pairs) == {5, 6}
    assert with_all_below([], pairs) == set()
