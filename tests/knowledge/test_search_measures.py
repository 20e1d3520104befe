"""How search fares, worked out by hand."""

from apps.knowledge.rules.search_measures import SearchCounts, sum_counts


def test_the_rates_by_hand():
    # 20 searches, 16 with results, 12 clicked at places that add up to 30, 3 of them late.
    counts = SearchCounts(20, 16, 12, 3, 30)

    assert counts.no_result_rate == 20.0
    assert counts.click_through_rate == 75.0
    assert counts.unclicked_rate == 25.0
    assert counts.late_rate == 25.0
    assert counts.average_position == 2.5


def test_nothing_has_no_rate():
    counts = SearchCounts()

    assert counts.no_result_rate is None
    assert counts.click_through_rate is None
    assert counts.late_rate is None
    assert counts.average_position is None


def test_weeks_add_up_before_they_are_divided():
    total = sum_counts(
        [SearchCounts(10, 10, 1, 0, 1), SearchCounts(90, 90, 90, 9, 180)]
    )

    assert total.click_through_rate == 91.0
    assert total.average_position == 1.99
    assert sum_counts([]) == SearchCounts()
