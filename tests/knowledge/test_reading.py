"""Views, feedback, uses and flags: who may leave them, whom they reach, when they close."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.core.errors import DomainError, EditConflict
from apps.history.models import Concern, Event
from apps.knowledge.actions.flags import (
    decline_flag,
    fix_flag,
    publish_fixing,
    raise_flag,
)
from apps.knowledge.actions.reading import give_feedback, note_use, note_view
from apps.knowledge.models import ArticleView, Feedback, Flag, Use
from apps.knowledge.states import FLAG_MOVES, READING_MOVES, FlagState
from tests.factories import TeamFactory, UserFactory
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    reviewer,
    rewritten,
    team_member,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def article(owner):
    return published(owner=owner)


@pytest.fixture
def reader():
    return UserFactory()


def flagged(article, reader, now, **fields):
    return raise_flag(article, comment="The name changed", by=reader, now=now, **fields)


def told(verb):
    rows = Concern.objects.filter(event__verb=f"knowledge.{verb}")
    return {one.user_id: one.why for one in rows}


def nothing_left():
    """No row was written, and nothing told."""
    return not (
        Feedback.objects.exists() or Flag.objects.exists() or Use.objects.exists()
    )


def test_a_view_is_noted_once_a_day_by_one_query(
    article, reader, now, django_assert_num_queries
):
    with django_assert_num_queries(1):
        note_view(article, by=reader, on=now.date())
    note_view(article, by=reader, on=now.date())
    note_view(article, by=UserFactory(), on=now.date())

    assert ArticleView.objects.count() == 2


def test_a_draft_has_no_views(reader, now):
    note_view(written(), by=reader, on=now.date())

    assert not ArticleView.objects.exists()


def test_feedback_said_again_replaces_what_was_said(article, reader, now):
    give_feedback(article, is_helpful=True, by=reader, now=now)
    give_feedback(article, is_helpful=False, by=reader, now=now, comment="Step 2 fails")

    given = Feedback.objects.get()
    assert (given.is_helpful, given.comment) == (False, "Step 2 fails")
    assert given.version == article.published
    assert told("not_helped") == {article.owner_id: "You own it"}


def test_praise_tells_nobody(article, reader, now):
    give_feedback(article, is_helpful=True, by=reader, now=now, comment="Thanks")

    assert told("not_helped") == {}


def test_a_new_version_is_asked_about_anew(article, reader, now):
    give_feedback(article, is_helpful=False, by=reader, now=now)
    publish_fixing(
        rewritten(article, "Better"), fixes=(), is_big=False, by=None, now=now
    )

    give_feedback(article, is_helpful=True, by=reader, now=now)

    assert Feedback.objects.count() == 2


def test_a_ticket_counts_once_however_it_is_typed(article, reader, now):
    note_use(article, ticket=" inc0012 ", by=reader, now=now)
    note_use(article, ticket="INC0012", by=UserFactory(), now=now)

    used = Use.objects.get()
    assert (used.ticket, used.by) == ("INC0012", reader)
    assert Event.objects.filter(verb="knowledge.article_used").count() == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda article, by, now: give_feedback(
            article, is_helpful=True, by=by, now=now
        ),
        lambda article, by, now: note_use(article, ticket="INC1", by=by, now=now),
        lambda article, by, now: raise_flag(article, comment="Old", by=by, now=now),
    ],
    ids=["feedback", "use", "flag"],
)
def test_nobody_leaves_anything_where_they_do_not_read(act, now):
    closed = published(SpaceFactory(closed=True))
    draft = written()

    with pytest.raises(PermissionDenied):
        act(closed, UserFactory(), now)
    with pytest.raises(DomainError):
        act(draft, author(draft.space), now)

    assert nothing_left()


def test_a_flag_goes_to_the_owner(article, reader, now):
    flag = flagged(article, reader, now, quote="oc adm drain", heading="Drain")

    assert told("flag_raised") == {article.owner_id: "You own it"}
    assert (flag.state, flag.version_flagged) == (FlagState.OPEN, article.published)


def test_without_an_owner_it_goes_to_the_manager_of_the_owner_team(reader, now):
    team = TeamFactory(name="Network", manager=UserFactory())
    flagged(published(team=team), reader, now)

    assert told("flag_raised") == {team.manager_id: "You manage Network"}


def test_without_a_team_it_goes_to_the_manager_of_the_spaces_team(reader, now):
    space = SpaceFactory(team__name="SRE", team__manager=UserFactory())
    flagged(published(space), reader, now)

    assert told("flag_raised") == {space.team.manager_id: "You manage SRE"}


def test_without_a_manager_it_goes_to_the_reviewers_and_to_no_author(reader, now):
    space = SpaceFactory()
    first, _ = reviewer(space), author(space)
    flagged(published(space), reader, now)

    assert told("flag_raised") == {first.pk: "You review in its space"}


def test_an_owner_who_left_or_cannot_read_it_is_not_told(now):
    space = SpaceFactory(closed=True)
    second = reviewer(space)
    for gone in (UserFactory(is_active=False), UserFactory()):
        flagged(published(space, owner=gone), member(space), now)

    assert set(told("flag_raised")) == {second.pk}


def test_a_flag_closes_with_the_version_that_is_published(article, owner, reader, now):
    by = author(article.space)
    flag = flagged(article, reader, now)
    other = flagged(article, reader, now)

    publish_fixing(
        rewritten(article, "Better"), fixes=[flag.pk], is_big=False, by=by, now=now
    )

    flag.refresh_from_db()
    other.refresh_from_db()
    assert (flag.state, flag.fixed_in.number) == (FlagState.FIXED, 2)
    assert (flag.closed_by, flag.closed_at) == (by, now)
    assert other.state == FlagState.OPEN
    assert told("flag_fixed") == {reader.pk: "You flagged it"}


def test_a_flag_of_another_article_is_not_closed_on_the_way(article, reader, now):
    flag = flagged(published(), reader, now)

    publish_fixing(
        rewritten(article, "Better"), fixes=[flag.pk], is_big=False, by=None, now=now
    )

    flag.refresh_from_db()
    assert flag.state == FlagState.OPEN


def test_a_flag_is_fixed_only_by_a_version_published_since(article, owner, reader, now):
    flag = flagged(article, reader, now)
    rewritten(article, "Better")

    for number in (1, 2, 9):
        with pytest.raises(DomainError):
            fix_flag(flag.pk, number=number, by=owner, version=1, now=now)
    flag.refresh_from_db()
    assert (flag.state, flag.version) == (FlagState.OPEN, 1)

    article.refresh_from_db()
    publish_fixing(article, fixes=(), is_big=False, by=None, now=now)
    fixed = fix_flag(flag.pk, number=2, by=owner, version=1, now=now, answer="Done")
    assert (fixed.state, fixed.answer) == (FlagState.FIXED, "Done")


def test_a_flag_is_declined_with_words_and_who_flagged_is_told(
    article, owner, reader, now
):
    flag = flagged(article, reader, now)

    declined = decline_flag(flag.pk, answer="It is right", by=owner, version=1, now=now)

    assert declined.state == FlagState.DECLINED
    assert told("flag_declined") == {reader.pk: "You flagged it"}
    with pytest.raises(DomainError):
        decline_flag(flag.pk, answer="Again", by=owner, version=2, now=now)


def test_only_who_keeps_an_article_answers_its_flags(article, reader, now):
    flag = flagged(article, reader, now)

    with pytest.raises(PermissionDenied):
        decline_flag(flag.pk, answer="No", by=reader, version=1, now=now)
    with pytest.raises(EditConflict):
        decline_flag(flag.pk, answer="No", by=article.owner, version=7, now=now)

    flag.refresh_from_db()
    assert (flag.state, flag.version) == (FlagState.OPEN, 1)


def test_the_manager_of_the_owner_team_answers_flags(reader, now):
    team = TeamFactory(manager=UserFactory())
    flag = flagged(published(team=team), reader, now)

    declined = decline_flag(flag.pk, answer="No", by=team.manager, version=1, now=now)

    assert declined.closed_by == team.manager


def test_the_database_knows_no_fixed_flag_without_its_version(article, reader, now):
    flag = flagged(article, reader, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Flag.objects.filter(pk=flag.pk).update(state="fixed", closed_at=now)


def test_flags_of_a_closed_space_and_of_others_are_not_seen(now):
    space = SpaceFactory(closed=True)
    inside, vendor = member(space), outsider(space)
    flag = flagged(published(space), inside, now)

    assert Flag.objects.visible_to(inside).get() == flag
    assert not Flag.objects.visible_to(UserFactory()).exists()
    assert not Flag.objects.visible_to(vendor).exists()


def test_comments_are_read_by_who_wrote_them_and_who_keeps_the_article(article, now):
    one, other = UserFactory(), UserFactory()
    give_feedback(article, is_helpful=False, by=one, now=now, comment="No")

    for user, is_seen in [(one, True), (article.owner, True), (other, False)]:
        assert Feedback.objects.visible_to(user).exists() == is_seen


def test_every_state_is_reached_and_left_as_the_tables_say():
    for moves in (FLAG_MOVES, READING_MOVES):
        reached = set().union(*moves.values())
        assert set(moves) - reached <= {next(iter(moves))}
        assert moves[next(iter(moves))]


def test_teams_review_as_people_do(reader, now):
    space = SpaceFactory()
    team = team_member(space, "reviewer")
    lead = UserFactory()
    team.memberships.create(user=lead)
    flagged(published(space), reader, now)

    assert set(told("flag_raised")) == {lead.pk}
