"""A performance review, from the opening of its cycle to both signatures."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from apps.core.errors import DomainError, EditConflict
from apps.staffing.actions.growth import reviewing
from apps.staffing.actions.growth.entering import confidential
from apps.staffing.models.growth import Calibration, Review, ReviewPart
from apps.staffing.models.growth.base import entered
from apps.staffing.models.growth.states import ReviewState
from apps.staffing.queries.growth.reviewing import cycle_page
from tests.factories import NOW
from tests.staffing.growth.people import TODAY, client_of, make_line

pytestmark = pytest.mark.django_db
TEXTS = {"went_well": "Much", "to_change": "", "next_steps": ""}


@pytest.fixture
def line():
    return make_line()


def opened(line, by="ben", **more):
    fields = {
        "name": "2026",
        "self_by": TODAY + timedelta(days=7),
        "manager_by": TODAY + timedelta(days=14),
        "ends_on": TODAY + timedelta(days=30),
        "only_direct": False,
        **more,
    }
    who = getattr(line, by)
    return reviewing.open_cycle(by=who.user, now=NOW, **fields)


def review_of(line, name="anna"):
    person = getattr(line, name)
    with entered(person.pk, today=TODAY):
        return Review.objects.get(person=person)


def seen(person, model):
    with entered(person.pk, today=TODAY):
        return model.objects.count()


def do(name, review, who, *, now=NOW, **more):
    return getattr(reviewing, name)(review.pk, by=who.user, now=now, **more)


def to_calibration(line):
    opened(line)
    review = review_of(line)
    do("save_part", review, line.anna, version=0, **TEXTS)
    do("hand_in", review, line.anna)
    do("save_part", review, line.ben, version=0, **TEXTS)
    do("hand_in", review, line.ben)
    return review


def test_a_review_goes_through_its_cycle(line):
    review = to_calibration(line)
    assert seen(line.anna, ReviewPart) == 1
    do("calibrate", review, line.cora, performance=3, potential=2, reason="", version=0)
    do("share_review", review, line.ben)
    assert seen(line.anna, ReviewPart) == 2
    assert seen(line.anna, Calibration) == 0
    do("sign_review", review, line.anna, comment="Agreed")
    assert do("sign_review", review, line.ben).state == ReviewState.SIGNED
    assert review_of(line).get_performance_display() == "Above"
    with pytest.raises(DomainError):
        do("sign_review", review, line.anna)


def test_what_is_not_handed_in_is_its_authors_alone(line):
    opened(line)
    review = review_of(line)
    do("save_part", review, line.anna, version=0, **TEXTS)
    do("save_part", review, line.ben, version=0, **TEXTS)

    people = (line.anna, line.ben, line.cora, line.hr)
    assert [seen(one, ReviewPart) for one in people] == [1, 1, 0, 0]


def test_the_steps_come_in_their_order_and_by_who_takes_them(line):
    opened(line)
    review = review_of(line)
    refused = [
        ("hand_in", line.anna, {}, DomainError),
        ("hand_in", line.ben, {}, DomainError),
        ("save_part", line.cora, {"version": 0, **TEXTS}, PermissionDenied),
        (
            "calibrate",
            line.anna,
            {"performance": 3, "potential": 3, "reason": "", "version": 0},
            PermissionDenied,
        ),
        (
            "calibrate",
            line.ben,
            {"performance": 3, "potential": 3, "reason": "", "version": 0},
            DomainError,
        ),
        ("share_review", line.anna, {}, PermissionDenied),
        ("share_review", line.ben, {}, DomainError),
        ("sign_review", line.anna, {}, DomainError),
        ("sign_review", line.cora, {}, PermissionDenied),
        ("go_on_without", line.ben, {}, DomainError),
        ("take_over", line.anna, {}, PermissionDenied),
    ]
    for name, who, more, error in refused:
        with pytest.raises(error):
            do(name, review, who, **more)

    assert review_of(line).state == ReviewState.SELF
    assert seen(line.ben, ReviewPart) == 0


def test_a_self_assessment_that_does_not_come_is_gone_without(line):
    opened(line)
    late = NOW + timedelta(days=8)

    assert do("go_on_without", review_of(line), line.ben, now=late).state == "manager"


def test_somebody_above_takes_a_review_over(line):
    opened(line)
    review = review_of(line)
    do("save_part", review, line.ben, version=0, **TEXTS)
    do("take_over", review, line.cora)
    do("save_part", review, line.cora, version=0, **TEXTS)

    with pytest.raises(PermissionDenied):
        do("save_part", review, line.ben, version=1, **TEXTS)


def test_two_who_place_at_once_see_each_others_place(line):
    review = to_calibration(line)
    place = {"performance": 2, "potential": 2, "reason": "", "version": 0}
    do("calibrate", review, line.ben, **place)

    with pytest.raises(EditConflict):
        do("calibrate", review, line.cora, **{**place, "performance": 3})


def test_the_grid_shows_whom_one_leads_and_nobody_themself(line):
    review = to_calibration(line)
    do("calibrate", review, line.ben, performance=3, potential=1, reason="", version=0)

    def grid(person):
        with confidential(person.user, now=NOW) as viewer:
            page = cycle_page(viewer, review.cycle_id)
            return page.is_calibrated, [
                one.person.name
                for _, cells in page.grid
                for c in cells
                for one in c.reviews
            ]

    assert grid(line.cora) == (True, ["Anna Engineer"])
    assert grid(line.anna) == (False, [])


def test_a_cycle_takes_in_whom_one_leads(line):
    opened(line, name="Direct", only_direct=True, by="cora")
    opened(line, name="Below", by="cora")
    opened(line, name="All", by="hr")

    with entered(line.hr.pk, today=TODAY):
        names = Review.objects.values_list("cycle__name", "person__name")
        found = [cycle for cycle, _ in names]
        assert ("All", "Hilda Resources") not in names
    assert {one: found.count(one) for one in found} == {
        "Direct": 1,
        "Below": 3,
        "All": 5,
    }
    with pytest.raises(PermissionDenied):
        opened(line, name="None", by="anna")


def test_the_pages_of_a_review_show_each_what_is_theirs(line):
    review = to_calibration(line)
    cycle = f"/staffing/growth/cycles/{review.cycle_id}/"
    do(
        "calibrate",
        review,
        line.ben,
        performance=3,
        potential=1,
        reason="Zqgrid",
        version=0,
    )

    for who, is_there in ((line.ben, True), (line.cora, True), (line.anna, False)):
        client = client_of(who.user)
        assert (
            "Zqgrid" in client.get(review.get_absolute_url()).content.decode()
        ) is is_there
        assert ("Calibration grid" in client.get(cycle).content.decode()) is is_there
    for who in line.outside().values():
        client = client_of(who.user)
        assert client.get(review.get_absolute_url()).status_code == 404
