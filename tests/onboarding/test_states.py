"""The tables of moves can be walked: every state is reached, and left unless it ends."""

import pytest

from apps.core.errors import DomainError
from apps.core.states import check_move
from apps.onboarding.states import (
    ASSESSMENT_MOVES,
    REQUEST_MOVES,
    VERSION_MOVES,
    AssessmentState,
    RequestState,
    VersionState,
)

TABLES = [
    (REQUEST_MOVES, RequestState.DRAFT, {"live", "rejected", "withdrawn"}),
    (ASSESSMENT_MOVES, AssessmentState.NOT_STARTED, set()),
    (VERSION_MOVES, VersionState.DRAFT, {"retired"}),
]


@pytest.mark.parametrize(("moves", "first", "finals"), TABLES)
def test_every_state_is_reached_and_only_finals_stay(moves, first, finals):
    reached, edge = {first}, {first}
    while edge:
        edge = {new for old in edge for new in moves[old]} - reached
        reached |= edge

    assert reached == set(moves)
    assert {state.value for state in moves if not moves[state]} == finals


def test_a_move_that_the_table_lacks_is_refused_in_words():
    with pytest.raises(DomainError, match="it is draft"):
        check_move(REQUEST_MOVES, RequestState.DRAFT, RequestState.LIVE)
