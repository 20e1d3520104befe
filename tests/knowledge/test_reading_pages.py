"""The pages of feedback, flags and required reading, through both doors."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.knowledge.actions.flags import raise_flag
from apps.knowledge.actions.reading import give_feedback, note_use
from apps.knowledge.actions.requiring import require_reading, sign_off
from apps.knowledge.models import (
    ArticleView,
    Feedback,
    Flag,
    RequiredReading,
    SignOff,
    Use,
)
from tests.factories import MembershipFactory, TeamFactory, UserFactory, person
from tests.knowledge.factories import (
    SpaceFactory,
    author,
    member,
    outsider,
    published,
    rewritten,
    written,
)

pytestmark = pytest.mark.django_db
KEY = "7e2f6f3e-58a7-4b0d-9f4e-0a8f0f0e0d0c"


@pytest.fixture
def owner():
    return UserFactory(name="Olga Owner")


@pytest.fixture
def article(owner):
    return published(owner=owner)


@pytest.fixture
def reader():
    return UserFactory(name="Rita Reader")


def signed_in(client, user):
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def url(name, article):
    return reverse(f"knowledge:{name}", args=[article.space.slug, article.slug])


def flagged(article, by, now, comment="The name changed", **fields):
    return raise_flag(article, comment=comment, by=by, now=now, **fields)


def required(article, by, now, **fields):
    given = {"teams": [], "people": [], "due_on": now.date() + timedelta(days=9)}
    return require_reading(article, by=by, now=now, **{**given, **fields})


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_reading_an_article_notes_a_view_and_shows_confidence(door, article, reader):
    page = signed_in(door, reader).get(article.get_absolute_url()).text

    assert ArticleView.objects.get().user == reader
    assert "Fair confidence" in page
    assert "nobody has verified it" in page
    assert "Not validated" in page


def test_an_article_says_what_readers_said_to_who_keeps_it(
    client, article, reader, owner, now
):
    give_feedback(article, is_helpful=False, comment="Step 2 fails", by=reader, now=now)
    note_use(article, ticket="INC7", by=reader, now=now)
    address = article.get_absolute_url()

    kept = signed_in(client, owner).get(address).text
    other = signed_in(client, UserFactory()).get(address).text

    assert "helped 0 of 1 on this version" in kept
    assert "solved 1 ticket," in kept
    assert "Step 2 fails" in kept
    assert "helped 0 of 1 on this version" in other
    assert "Step 2 fails" not in other


def test_the_article_asks_as_much_for_much_said_as_for_nothing(
    client, article, owner, now
):
    team = TeamFactory(manager=owner)
    client = signed_in(client, owner)
    few = queries(client, article.get_absolute_url())
    for number in range(12):
        one = UserFactory()
        give_feedback(article, is_helpful=False, comment="No", by=one, now=now)
        note_use(article, ticket=f"INC{number}", by=one, now=now)
        flagged(article, one, now)
        required(article, owner, now, teams=[team])

    assert queries(client, article.get_absolute_url()) == few


def test_a_draft_asks_nothing_of_its_readers(client):
    draft = written()

    page = signed_in(client, author(draft.space)).get(draft.get_absolute_url()).text

    assert "Did it help?" not in page
    assert "confidence" not in page
    assert not ArticleView.objects.exists()


def test_somebody_says_that_it_helped(door, article, reader):
    answer = signed_in(door, reader).post(
        url("give_feedback", article), {"helpful": "yes", "comment": "Thanks"}
    )

    assert answer.status_code == 303
    assert Feedback.objects.get().is_helpful


def test_nothing_is_said_without_an_answer(client, article, reader):
    answer = signed_in(client, reader).post(url("give_feedback", article), {})

    assert answer.status_code == 422
    assert not Feedback.objects.exists()


def test_a_ticket_is_noted_and_a_sentence_is_not(door, article, reader):
    door = signed_in(door, reader)
    refused = door.post(url("note_use", article), {"ticket": "see the chat"})
    assert refused.status_code == 422
    assert not Use.objects.exists()

    assert door.post(url("note_use", article), {"ticket": "INC12"}).status_code == 303
    assert Use.objects.get().ticket == "INC12"


def test_the_form_of_a_flag_holds_what_was_marked(client, article, reader):
    page = signed_in(client, reader).get(
        url("flag_new", article), {"quote": "answer <503>", "heading": "Symptom"}
    )

    assert "answer &lt;503&gt;" in page.text
    assert '<option value="Symptom" selected>' in page.text


def test_a_flag_sent_twice_is_raised_once(door, article, reader):
    sent = {
        "quote": "answer 503",
        "heading": "Symptom",
        "comment": "It is 502 now",
        "sent_key": KEY,
    }
    door = signed_in(door, reader)
    for _ in range(2):
        assert door.post(url("raise_flag", article), sent).status_code == 303

    flag = Flag.objects.get()
    assert (flag.quote, flag.heading, flag.by) == ("answer 503", "Symptom", reader)


def test_a_flag_says_what_is_wrong(client, article, reader):
    answer = signed_in(client, reader).post(
        url("raise_flag", article), {"comment": " ", "sent_key": KEY}
    )

    assert answer.status_code == 422
    assert not Flag.objects.exists()


def test_publishing_closes_the_ticked_flags(door, article, reader, now):
    by = author(article.space)
    flag, other = flagged(article, reader, now), flagged(article, reader, now, "Other")
    rewritten(article, "Better")
    door = signed_in(door, by)
    page = door.get(article.get_absolute_url()).text
    assert f'name="fixes" value="{flag.pk}"' in page

    answer = door.post(url("publish", article), {"fixes": [flag.pk], "number": 2})

    assert answer.status_code == 303
    flag.refresh_from_db()
    other.refresh_from_db()
    assert (flag.state, flag.fixed_in.number, other.state) == ("fixed", 2, "open")


def test_a_flag_of_another_article_stops_publishing(client, article, reader, now):
    flag = flagged(published(article.space, slug="other"), reader, now)
    rewritten(article, "Better")

    answer = signed_in(client, author(article.space)).post(
        url("publish", article), {"fixes": [flag.pk], "number": 2}
    )

    assert answer.status_code == 409
    article.refresh_from_db()
    assert article.published.number == 1


def test_the_owner_declines_from_the_page_of_the_flag(door, article, owner, now):
    flag = flagged(article, UserFactory(), now, quote="<b>503</b>")
    door = signed_in(door, owner)
    page = door.get(flag.get_absolute_url()).text
    assert "&lt;b&gt;503&lt;/b&gt;" in page
    address = reverse("knowledge:decline_flag", args=[flag.pk])
    assert door.post(address, {"version": 1}).status_code == 422

    answer = door.post(address, {"version": 1, "answer": "It is right"})

    assert answer.status_code == 303
    flag.refresh_from_db()
    assert (flag.state, flag.answer) == ("declined", "It is right")


def test_who_does_not_keep_it_is_offered_nothing(client, article, now):
    flag = flagged(article, UserFactory(), now)

    page = signed_in(client, UserFactory()).get(flag.get_absolute_url()).text

    assert "Edit the article" not in page
    assert "Decline" not in page


def test_flags_are_narrowed_and_exported(client, article, reader, owner, now):
    flagged(article, reader, now)
    client = signed_in(client, owner)
    address = reverse("knowledge:flags")

    for query, is_shown in [
        ("q=name", True),
        ("q=router", True),
        ("q=backup", False),
        ("state=open", True),
        ("state=fixed", False),
        ("whose=own", True),
        ("whose=me", False),
        (f"space={article.space.slug}", True),
    ]:
        page = client.get(f"{address}?{query}").text
        assert ("The name changed</a>" in page) == is_shown, query
    lines = b"".join(client.get(address, {"export": "csv"})).decode("utf-8-sig")
    assert "The name changed,Restart the ingress router" in lines


def test_the_list_of_flags_asks_as_much_for_three_as_for_thirty(
    client, article, owner, now
):
    client = signed_in(client, owner)
    counts = []
    for size in (3, 27):
        for _ in range(size):
            flagged(published(owner=UserFactory()), UserFactory(), now)
        counts.append(queries(client, reverse("knowledge:flags")))

    assert counts[0] == counts[1]


def test_nothing_of_a_closed_space_is_shown(client, now):
    space = SpaceFactory(closed=True)
    article, inside = published(space, "Secret plan"), member(space)
    flag = flagged(article, inside, now)
    asked = required(article, author(space), now, people=[inside])
    for user in (UserFactory(), outsider()):
        client = signed_in(client, user)
        for name in ("flags", "required"):
            assert "Secret plan" not in client.get(reverse(f"knowledge:{name}")).text
        assert client.get(flag.get_absolute_url()).status_code == 404
        assert client.get(asked.get_absolute_url()).status_code == 404
        assert client.post(url("note_use", article), {"ticket": "1"}).status_code == 404


def test_a_vendors_person_sees_their_own_flags_only(client, now):
    space = SpaceFactory(closed=True)
    article, theirs = published(space), outsider(space)
    flagged(article, member(space), now, "Internal word")
    flagged(article, theirs, now, "Their word")
    client = signed_in(client, theirs)

    for address in (reverse("knowledge:flags"), article.get_absolute_url()):
        page = client.get(address).text
        assert "Their word" in page
        assert "Internal word" not in page


def test_a_manager_asks_a_team_and_sees_who_has_read(door, article, now):
    lead = UserFactory()
    team = TeamFactory(manager=lead, name="Night shift")
    first = MembershipFactory(team=team, user__name="Ann First").user
    MembershipFactory(team=team, user__name="Ben Second")
    door = signed_in(door, lead)
    sent = {"teams": [team.pk], "due_on": "2099-01-01", "sent_key": KEY}

    answers = [door.post(url("require_reading", article), sent) for _ in range(2)]

    made = RequiredReading.objects.get()
    assert {one["Location"] for one in answers} == {made.get_absolute_url()}
    sign_off(article, number=1, by=first, now=now)
    page = door.get(made.get_absolute_url()).text
    assert "1 of 2 have signed" in page
    assert "Night shift" in page
    unread = door.get(made.get_absolute_url(), {"read": "no"}).text
    assert "Ben Second" in unread
    assert "Ann First" not in unread


def test_a_day_that_has_passed_and_nobody_are_refused(client, article):
    by = author(article.space)
    team = TeamFactory()
    client = signed_in(client, by)
    for sent in (
        {"teams": [team.pk], "due_on": "2020-01-01"},
        {"due_on": "2099-01-01"},
        {"teams": [team.pk]},
    ):
        answer = client.post(url("require_reading", article), {**sent, "sent_key": KEY})
        assert answer.status_code == 422

    assert not RequiredReading.objects.exists()


def test_somebody_signs_what_they_must_read(door, article, reader, now):
    required(article, author(article.space), now, people=[reader])
    door = signed_in(door, reader)
    assert "You are asked to read this" in door.get(article.get_absolute_url()).text

    answer = door.post(url("sign_off", article), {"number": 1})

    assert answer.status_code == 303
    assert SignOff.objects.get().user == reader
    assert "You have signed version 1" in door.get(article.get_absolute_url()).text
    assert "signed off" in door.get(reverse("knowledge:required")).text


def test_a_version_that_is_no_longer_read_is_not_signed(client, article, reader, now):
    answer = signed_in(client, reader).post(url("sign_off", article), {"number": 7})

    assert answer.status_code == 409
    assert not SignOff.objects.exists()


def test_who_is_only_asked_sees_no_list(client, article, reader, now):
    asked = required(
        article,
        author(article.space),
        now,
        people=[reader, UserFactory(name="Colleague")],
    )

    page = signed_in(client, reader).get(asked.get_absolute_url()).text

    assert "Read it and sign it off" in page
    assert "Colleague" not in page


def test_who_asked_closes_it_from_its_page(door, article, reader, now):
    by = author(article.space)
    asked = required(article, by, now, people=[reader])
    door = signed_in(door, by)

    for name, version, state in (
        ("close_required", 1, "closed"),
        ("reopen_required", 2, "open"),
    ):
        address = reverse(f"knowledge:{name}", args=[asked.pk])
        assert door.post(address, {"version": version}).status_code == 303
        asked.refresh_from_db()
        assert asked.state == state


def test_who_asked_changes_the_day_and_the_people(door, article, reader, now):
    by, other = author(article.space), UserFactory(name="Nina New")
    asked = required(article, by, now, people=[reader])
    door = signed_in(door, by)
    address = reverse("knowledge:amend_required", args=[asked.pk])
    typed = {"people": [other.pk], "due_on": "2030-01-02", "version": 1}

    form = door.get(reverse("knowledge:required_edit", args=[asked.pk])).text
    refused = door.post(address, {**typed, "people": []})
    saved = door.post(address, typed)

    assert f'value="{reader.pk}" selected' in form
    assert (refused.status_code, saved.status_code) == (422, 303)
    page = door.get(saved["Location"]).text
    assert "Nina New" in page
    assert "2 Jan 2030" in page
    assert door.post(address, typed).status_code == 409


def test_the_lists_of_required_reading_ask_as_much_for_few_as_for_many(
    client, article, now
):
    by = author(article.space)
    team = TeamFactory()
    asked = required(article, by, now, teams=[team])
    client = signed_in(client, by)
    pages, lists = [], []
    for size in (2, 20):
        for _ in range(size):
            MembershipFactory(team=team)
            required(article, by, now, people=[UserFactory()])
        pages.append(queries(client, asked.get_absolute_url()))
        lists.append(queries(client, reverse("knowledge:required")))

    assert pages[0] == pages[1]
    assert lists[0] == lists[1]


def test_an_auditor_exports_who_has_read(client, article, reader, now):
    asked = required(article, author(article.space), now, people=[reader])
    sign_off(article, number=1, by=reader, now=now)

    answer = signed_in(client, person(Role.AUDITOR)).get(
        asked.get_absolute_url(), {"export": "csv"}
    )

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "Person,Teams,Signed off,Version,When,Last opened"
    assert lines[1].startswith("Rita Reader,,Yes,1,")
