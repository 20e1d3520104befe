"""Judged queries as they are typed, as files bring them, and what a trial says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.knowledge.rules.judged import (
    MOST_ROWS,
    Unreadable,
    Wanted,
    read_csv,
    read_wanted,
)
from apps.knowledge.rules.measures import Measured
from apps.knowledge.rules.trials import Trial, Trying

NOTHING = Measured(0, 0, 0, 0, 0)


def test_an_article_a_line_with_its_grade():
    assert read_wanted("restart-router\n\n  sre/renew  2\n") == [
        Wanted("restart-router", 3),
        Wanted("sre/renew", 2),
    ]


def test_an_article_named_twice_counts_as_last_said():
    assert read_wanted("a 1\na 2") == [Wanted("a", 2)]


@pytest.mark.parametrize("text", ["a 4", "a 0", "a x", "a -1", "a 2 b", "a ²"])
def test_a_line_that_cannot_be_read_is_named(text):
    with pytest.raises(Unreadable, match="Line 2"):
        read_wanted(f"fine\n{text}")


def test_a_file_by_comma_or_semicolon():
    comma = read_csv("query,article,grade\npod restarts,sre/restart,3\n")
    semicolon = read_csv("\ufeffArticle;Query\nsre/restart; pod   restarts \n")

    assert comma.queries == semicolon.queries == {"pod restarts": {"sre/restart": 3}}
    assert comma.lines == {("pod restarts", "sre/restart"): 2}
    assert comma.errors == semicolon.errors == []


def test_what_cannot_be_read_is_told_by_line():
    brought = read_csv("query,article,grade\n,sre/a,1\nq,,1\nq,sre/a,9\n" + "x" * 201)

    assert [line for line, _ in brought.errors] == [2, 3, 4, 5]
    assert brought.queries == {}


def test_a_file_without_its_columns_is_refused():
    assert [line for line, _ in read_csv("a,b\n1,2").errors] == [1]
    assert [line for line, _ in read_csv("").errors] == [1]


def test_a_file_without_end_is_not_read_to_it():
    brought = read_csv("query,article\n" + "q,a\n" * (MOST_ROWS + 5))

    assert brought.errors == [(MOST_ROWS + 2, f"More than {MOST_ROWS} rows.")]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    brought = read_csv(text)

    assert all(line >= 1 and words for line, words in brought.errors)
    assert all(query and wanted for query, wanted in brought.queries.items())


def test_a_trial_names_what_it_harms_first():
    rows = [
        Trying("same", 0.5, 0.5, 2, 2),
        Trying("better", 0.2, 0.9, 4, 1),
        Trying("worse", 1.0, 0.6, 1, 2),
    ]
    trial = Trial(NOTHING, NOTHING, rows)

    assert [one.query for one in trial.changed] == ["worse", "better"]
    assert (trial.better, trial.worse) == (1, 1)
