"""A rota is asked for, found by a worker, edited and published; or told why there is none."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.core.models import OutboxItem
from apps.history.models import Event
from apps.staffing.actions import generating, proposals, wishes
from apps.staffing.models import Generation, Person, Shift, Wish
from apps.staffing.queries.generating import question
from apps.staffing.queries.proposals import choices, judged
from apps.staffing.rules.intervals import instant
from apps.staffing.states import GENERATION_MOVES, AbsenceState, GenerationState
from apps.staffing.tasks import run_generation
from tests.factories import NOW, person
from tests.staffing.factories import (
    AbsenceFactory,
    CoverageRuleFactory,
    HoldingFactory,
    PersonFactory,
    PostingFactory,
    SkillFactory,
    shift,
)
from tests.staffing.factories_generating import (
    LINES,
    MONDAY,
    GenerationFactory,
    WishFactory,
    found,
    team_rota,
)

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db
TYPED = {
    "first_on": "2026-12-07",
    "last_on": "2026-12-13",
    "lines": LINES,
    "rest": "11",
    "weekly_rest": "24",
    "weekly_work": "48",
    "nights": "4",
    "wish_points": "2",
    "change_points": "1",
    "seconds": "10",
    "sent_key": "6b0a4e0e-5a4c-4a0e-9d0b-0a6a1c1a2b3c",
}


@pytest.fixture
def planner():
    return person(Role.TEAM_MANAGER)


@pytest.fixture(autouse=True)
def _at_noon(time_machine):
    time_machine.move_to(NOW)


def worked(rota) -> dict[str, int]:
    counted: dict[str, int] = {}
    for one in Shift.objects.filter(rota=rota):
        counted[one.person.name] = counted.get(one.person.name, 0) + 1
    return counted


def test_a_rota_is_asked_for_found_and_published_through_both_doors(door, planner):
    rota = team_rota()
    door.force_login(planner)
    asked_at = reverse("staffing:ask_generation", args=[rota.slug])

    first = door.post(asked_at, TYPED)
    again = door.post(asked_at, TYPED)
    made = Generation.objects.get()
    assert first.status_code == 303
    assert first["Location"] == again["Location"] == made.get_absolute_url()
    assert "Waiting for a worker" in door.get(made.get_absolute_url()).text

    item = OutboxItem.objects.get(task=generating.TASK)
    run_generation(item.pk)
    run_generation(item.pk)
    made.refresh_from_db()
    assert made.state == GenerationState.FOUND
    assert made.proposal.is_proven
    calendar = door.get(made.proposal.get_absolute_url())
    assert "Proven best" in calendar.text or door.via == "htmx"
    diff = door.get(reverse("staffing:proposal_diff", args=[made.pk]))
    assert "Publish, and tell 3 people" in diff.text

    url = reverse("staffing:publish_proposal", args=[made.pk])
    done = door.post(url, {"version": made.proposal.version})
    twice = door.post(url, {"version": made.proposal.version})
    assert (done.status_code, twice.status_code) == (303, 409)
    made.refresh_from_db()
    assert made.state == GenerationState.PUBLISHED
    assert sorted(worked(rota).values()) == [2, 2, 3]
    told = [one.verb for one in Event.objects.about(made)]
    assert told == [
        "staffing.proposal_published",
        "staffing.generation_found",
        "staffing.generation_asked",
    ]


def test_what_is_typed_wrong_is_said_beside_the_field(client, planner):
    rota = team_rota(1)
    client.force_login(planner)
    url = reverse("staffing:ask_generation", args=[rota.slug])

    unread = client.post(url, {**TYPED, "lines": "Whenever"})
    backwards = client.post(url, {**TYPED, "last_on": "2026-12-01"})

    assert (unread.status_code, backwards.status_code) == (422, 422)
    assert "Write a line as" in unread.text
    assert "The last day is before the first." in backwards.text
    assert not Generation.objects.exists()


def test_the_form_begins_with_the_shifts_that_are_published(client, planner):
    rota = team_rota(1)
    who = rota.team.postings.get().person
    for day in range(7):
        begins = instant(MONDAY + timedelta(days=day), 9 * 60, LONDON)
        shift(rota, who, begins, 8)
    client.force_login(planner)

    page = client.get(reverse("staffing:generation_new", args=[rota.slug]))

    assert "Day, daily, 09:00-17:00" in page.text


def test_nobody_without_the_right_asks_stops_edits_or_publishes():
    made, stranger = found(), person(Role.REQUESTER)
    version = made.proposal.version

    for act in (
        lambda: generating.ask_generation(made.rota_id, by=stranger, now=NOW),
        lambda: generating.stop_generation(made.pk, by=stranger, now=NOW),
        lambda: generating.drop_generation(made.pk, by=stranger, now=NOW),
        lambda: proposals.fill_slot(
            made.pk, by=stranger, place=0, people=[], version=version, now=NOW
        ),
        lambda: proposals.publish_proposal(
            made.pk, by=stranger, version=version, now=NOW
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()

    made.refresh_from_db()
    assert made.state == GenerationState.FOUND
    assert made.proposal.version == version
    assert not Shift.objects.exists()


def test_a_search_that_nobody_began_stops_at_once(planner):
    made = GenerationFactory()

    generating.stop_generation(made.pk, by=planner, now=NOW)
    generating.begin_generation(made.pk, now=NOW)
    generating.run_generation(made.pk, now=NOW)

    made.refresh_from_db()
    assert made.state == GenerationState.STOPPED
    with pytest.raises(DomainError, match="over already"):
        generating.stop_generation(made.pk, by=planner, now=NOW)


def test_a_killed_worker_is_told_and_the_search_can_be_started_again(client, planner):
    made = GenerationFactory(rota=team_rota())
    generating.begin_generation(made.pk, now=NOW)
    client.force_login(planner)

    assert "No worker is at it" in client.get(made.get_absolute_url()).text
    client.post(reverse("staffing:restart_generation", args=[made.pk]))

    made.refresh_from_db()
    assert (made.state, made.attempts) == (GenerationState.WAITING, 0)
    run_generation(OutboxItem.objects.get(task=generating.TASK).pk)
    made.refresh_from_db()
    assert (made.state, made.attempts) == (GenerationState.FOUND, 1)


def test_a_worker_that_takes_over_counts_as_another_attempt():
    made = GenerationFactory(rota=team_rota())

    generating.begin_generation(made.pk, now=NOW)
    generating.begin_generation(made.pk, now=NOW)

    made.refresh_from_db()
    assert (made.state, made.attempts) == (GenerationState.RUNNING, 2)


def test_a_clash_is_told_in_words_with_what_relaxing_each_would_bring(client, planner):
    rota = team_rota(2)
    one, two = (posting.person for posting in rota.team.postings.all())
    for who in (one, two):
        AbsenceFactory(person=who, first_on=MONDAY)

    made = found(rota)
    client.force_login(planner)
    page = client.get(made.get_absolute_url())

    assert made.state == GenerationState.CLASH
    assert (
        "Day on Mon 7 December, 08:00 needs 1 person, and at most 0 can be."
        in page.text
    )
    assert "There is a rota if Worker 1 comes in for 1" in page.text
    assert [line["rule"] for line in made.clash["rules"]] == [
        "Day on Mon 7 December, 08:00 needs 1 person",
        "Worker 1 is away on Mon 7 December (absent)",
        "Worker 2 is away on Mon 7 December (absent)",
    ]


@pytest.mark.parametrize(
    ("people", "rules", "words"),
    [
        (0, [], "Nobody is in the rota"),
        (1, [{"windows": []}], "No shift of these days"),
    ],
)
def test_a_question_that_makes_no_sense_fails_in_words(people, rules, words):
    rota = team_rota(people)
    for rule in rules:
        CoverageRuleFactory(rota=rota, **rule)

    made = found(rota)

    assert made.state == GenerationState.FAILED
    assert words in made.failure


def test_the_question_knows_skills_leave_wishes_other_shifts_and_the_last_quarter():
    oracle = SkillFactory(name="Oracle")
    rota = team_rota(2)
    one, two = (posting.person for posting in rota.team.postings.all())
    HoldingFactory(person=one, skill=oracle, level=4)
    windows = [{"weekday": day, "from": "08:00", "until": "20:00"} for day in range(7)]
    CoverageRuleFactory(rota=rota, windows=windows, skill=oracle, level=3)
    AbsenceFactory(person=two, first_on=MONDAY + timedelta(days=2))
    AbsenceFactory(person=two, first_on=MONDAY, state=AbsenceState.ASKED)
    WishFactory(person=one, first_on=MONDAY + timedelta(days=3))
    elsewhere = team_rota(0)
    shift(elsewhere, one, instant(MONDAY, 8 * 60, LONDON), 4)
    shift(rota, two, instant(MONDAY - timedelta(days=14), 8 * 60, LONDON), 12)

    asked = question(GenerationFactory(rota=rota))

    first, second = asked.workers
    assert (first.skills, second.skills) == ({oracle.pk: 4}, {})
    assert [need.name for need in asked.slots[0].needs] == ["Oracle"]
    assert [len(who.away) for who in asked.workers] == [0, 1]
    assert [len(who.wishes) for who in asked.workers] == [1, 1]
    assert [len(who.fixed) for who in asked.workers] == [1, 0]
    assert (first.balance, second.balance) == (-360, 360)
    assert second.part < first.part == 1


def test_somebody_who_joins_the_team_later_is_away_until_then():
    rota = team_rota(1)
    PostingFactory(team=rota.team, starts_on=MONDAY + timedelta(days=4))

    asked = question(GenerationFactory(rota=rota))

    assert [one.name for one in asked.workers[0].away] == ["not in the team"]


def test_a_slot_is_filled_by_others_and_the_version_guards_it(planner):
    made = found()
    page = judged(made)
    version = made.proposal.version
    offered = choices(page, 0)
    other = next(one for one in offered if not one.is_on)

    proposals.fill_slot(
        made.pk, by=planner, place=0, people=[other.person], version=version, now=NOW
    )

    made.refresh_from_db()
    made.proposal.refresh_from_db()
    assert [0, other.person] in made.proposal.fills
    assert len(made.proposal.fills) == 7
    with pytest.raises(EditConflict):
        proposals.fill_slot(
            made.pk, by=planner, place=0, people=[], version=version, now=NOW
        )


def test_a_slot_saved_as_it_was_is_not_edited(planner):
    made = found()
    place, who = made.proposal.fills[0]

    proposals.fill_slot(
        made.pk,
        by=planner,
        place=place,
        people=[who],
        version=made.proposal.version,
        now=NOW,
    )

    made.proposal.refresh_from_db()
    assert (made.proposal.edited_at, made.proposal.version) == (None, 1)
    assert not Event.objects.filter(verb="staffing.proposal_edited").exists()


def test_leave_approved_since_is_seen_before_publishing_and_can_be_accepted(
    client, planner
):
    made = found()
    slot, who = made.proposal.fills[0]
    AbsenceFactory(person=Person.objects.get(pk=who), first_on=MONDAY)
    client.force_login(planner)
    version = made.proposal.version
    url = reverse("staffing:publish_proposal", args=[made.pk])

    assert (
        "is away on Mon 7 December"
        in client.get(reverse("staffing:proposal_diff", args=[made.pk])).text
    )
    refused = client.post(url, {"version": version})
    assert refused.status_code == 409
    assert "hard rules are broken" in refused.text
    assert not Shift.objects.exists()

    client.post(url, {"version": version, "accept_breaches": "on"})

    assert Shift.objects.filter(rota=made.rota).count() == 7
    assert slot == 0


def test_only_those_whose_shifts_change_are_touched(planner):
    made = found()
    proposals.publish_proposal(
        made.pk, by=planner, version=made.proposal.version, now=NOW
    )

    same = found(made.rota)

    assert judged(same).touched == []
    assert judged(same).costs.changes == 0


def test_a_proposal_put_aside_is_not_published(planner):
    made = found()

    generating.drop_generation(made.pk, by=planner, now=NOW)

    with pytest.raises(DomainError):
        proposals.publish_proposal(
            made.pk, by=planner, version=made.proposal.version, now=NOW
        )
    assert not Shift.objects.exists()


def test_every_state_is_reached_and_the_open_ones_are_left():
    reached = {new for moves in GENERATION_MOVES.values() for new in moves}

    assert reached | {GenerationState.WAITING} == set(GenerationState)
    assert GENERATION_MOVES[GenerationState.PUBLISHED] == set()


def test_the_pages_ask_as_much_for_many_as_for_few(
    client, planner, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(planner)
    few, many = found(team_rota(2)), found(team_rota(8))
    url = reverse("staffing:generations")
    client.get(url)

    with django_assert_max_num_queries(40) as asked:
        client.get(few.proposal.get_absolute_url())
    with django_assert_num_queries(len(asked)):
        client.get(many.proposal.get_absolute_url())
    with django_assert_max_num_queries(25) as listed:
        client.get(url)
    GenerationFactory.create_batch(3)
    with django_assert_num_queries(len(listed)):
        client.get(url)


def test_a_wish_is_said_for_oneself_and_taken_back(client):
    mine = PersonFactory(login=True)
    client.force_login(mine.user)
    typed = {
        "person": mine.pk,
        "first_on": "2026-12-24",
        "last_on": "2026-12-26",
        "weight": "4",
        "sent_key": TYPED["sent_key"],
    }

    client.post(reverse("staffing:add_wish"), typed)
    client.post(reverse("staffing:add_wish"), typed)
    kept = Wish.objects.get()
    assert "24 Dec" in client.get(reverse("staffing:wish", args=[kept.pk])).text

    client.post(reverse("staffing:drop_wish", args=[kept.pk]))

    assert not Wish.objects.exists()


def test_a_wish_over_the_api_matters_as_usual_where_nothing_is_said(client):
    mine = PersonFactory(login=True)
    client.force_login(mine.user)
    day = MONDAY.isoformat()
    sent = {"person": mine.pk, "first_on": day, "last_on": day}

    made = client.post("/api/v1/wishes/", sent, content_type="application/json")

    assert (made.status_code, made.json()["weight"]) == (201, Wish.Weight.MATTERS)


def test_a_wish_is_not_said_for_others():
    mine, other = PersonFactory(login=True), PersonFactory()

    with pytest.raises(PermissionDenied):
        wishes.add_wish(
            by=mine.user,
            person=other,
            first_on=MONDAY,
            last_on=MONDAY,
            now=NOW,
        )

    assert not Wish.objects.exists()


def test_the_api_asks_follows_edits_and_publishes(client, planner):
    rota = team_rota()
    client.force_login(planner)
    base = "/api/v1/generated-rotas/"

    made = client.post(
        base,
        {
            "rota": rota.slug,
            "first_on": "2026-12-07",
            "last_on": "2026-12-13",
            "lines": LINES,
        },
        content_type="application/json",
    )
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert client.get(f"{base}{pk}/search/").json()["state"] == "waiting"
    run_generation(OutboxItem.objects.get(task=generating.TASK).pk)
    shown = client.get(f"{base}{pk}/proposal/")
    assert shown.json()["is_proven_best"] is True
    assert len(shown.json()["slots"]) == 7

    everybody = sorted({who for one in shown.json()["slots"] for who in one["people"]})
    edited = client.post(
        f"{base}{pk}/fill/",
        {"place": 0, "people": everybody[:1]},
        content_type="application/json",
        headers={"If-Match": shown["ETag"]},
    )
    assert edited.json()["slots"][0]["people"] == everybody[:1]
    stale = client.post(
        f"{base}{pk}/publish/",
        {"accept_breaches": True},
        content_type="application/json",
        headers={"If-Match": shown["ETag"]},
    )
    done = client.post(
        f"{base}{pk}/publish/",
        {"accept_breaches": True},
        content_type="application/json",
        headers={"If-Match": edited["ETag"]},
    )

    assert stale.status_code in {409, 412}
    assert done.json()["state"] == "published"
    assert Shift.objects.filter(rota=rota).count() == 7
