"""The pages of people, teams, roles and one's own account, through both doors."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import ApiToken, Grant, SavedFilter, Team, User
from apps.accounts.roles import Role
from apps.history.models import Event
from tests.factories import (
    GrantFactory,
    MembershipFactory,
    OrganisationFactory,
    TeamFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db


def enter(door, user):
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def page_of(answer) -> str:
    return answer.content.decode()


def test_an_administrator_lets_a_person_in_and_gives_a_role(door):
    enter(door, person(Role.ADMINISTRATOR))
    new = {"email": "bea@bank.example", "name": "Bea Stone"}

    made = door.post(
        reverse("accounts:add_person"),
        {**new, "organisation": OrganisationFactory().pk},
    )
    bea = User.objects.get(email="bea@bank.example")
    given = door.post(
        reverse("accounts:give_role"),
        {
            "user_pk": bea.pk,
            "role": "reviewer",
            "scope_kind": "category",
            "scope_key": "security",
        },
    )

    assert (made.status_code, made["Location"]) == (303, bea.get_absolute_url())
    assert given.status_code == 303
    rights = User.objects.get(pk=bea.pk).rights
    assert rights.may("onboarding.review", category="security")
    story = [event.verb for event in Event.objects.about(bea)]
    assert story == ["accounts.role_given", "accounts.person_added"]


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ({"scope_kind": "team", "scope_key": ""}, "Say which one."),
        ({"scope_kind": "team", "scope_key": "nowhere"}, "no team of this short name"),
        ({"scope_kind": "everything", "scope_key": "x"}, "Leave this empty"),
        ({"scope_kind": "galaxy", "scope_key": "x"}, "Select a valid choice"),
    ],
)
def test_a_malformed_grant_comes_back_with_what_was_typed(door, scope, words):
    enter(door, person(Role.ADMINISTRATOR))
    somebody = UserFactory()

    answer = door.post(
        reverse("accounts:give_role"),
        {"user_pk": somebody.pk, "role": "reviewer", **scope},
    )

    assert answer.status_code == 422
    assert words in page_of(answer)
    assert f'<option value="{somebody.pk}" selected' in page_of(answer)
    assert not Grant.objects.filter(user=somebody).exists()


@pytest.mark.parametrize("name", ["add_person", "give_role"])
def test_a_form_that_names_people_is_drawn_for_nobody_who_may_not_send_it(door, name):
    UserFactory(name="Bea Bank", organisation=OrganisationFactory(name="The bank"))
    enter(door, UserFactory(external=True))

    answer = door.post(reverse(f"accounts:{name}"), {})

    assert answer.status_code == 403
    assert "Bea Bank" not in page_of(answer)


def test_a_teams_page_shows_members_manager_and_what_is_below(door):
    team = TeamFactory(name="Cards", manager=UserFactory(name="Mia Manager"))
    TeamFactory(name="Wallets", parent=team)
    MembershipFactory(team=team, user__name="Ada Stone", title="Lead")
    enter(door, UserFactory())

    page = page_of(door.get(team.get_absolute_url()))

    for shown in ("Cards", "Mia Manager", "Wallets", "Ada Stone", "Lead"):
        assert shown in page


def test_a_teams_manager_edits_it_in_the_browser(door):
    team = TeamFactory(slug="cards")
    enter(door, person(Role.TEAM_MANAGER, team="cards"))

    form = door.get(reverse("accounts:edit_team", args=["cards"]))
    sent = door.post(
        reverse("accounts:amend_team", args=["cards"]),
        {"name": "Cards", "description": "Pays.", "expected_version": 1},
    )

    assert form.status_code == 200
    assert (sent.status_code, sent["Location"]) == (303, team.get_absolute_url())
    assert Team.objects.get().description == "Pays."


def test_a_malformed_team_keeps_what_was_typed(door):
    TeamFactory(slug="cards")
    enter(door, person(Role.ADMINISTRATOR))

    answer = door.post(
        reverse("accounts:amend_team", args=["cards"]),
        {"name": "", "description": "Long text", "email": "x", "expected_version": 1},
    )

    assert answer.status_code == 422
    assert "Long text" in page_of(answer)
    assert Team.objects.get().description == ""


def test_a_member_is_added_once_by_any_number_of_presses_and_removed(door):
    team, user = TeamFactory(slug="cards"), UserFactory()
    enter(door, person(Role.ADMINISTRATOR))
    url = reverse("accounts:add_member", args=["cards"])

    for _ in range(2):
        assert door.post(url, {"user": user.pk}).status_code == 303
    assert door.post(url, {"user": 0}).status_code == 422
    joined = team.memberships.get()
    removed = door.post(reverse("accounts:remove_member", args=[joined.pk]))

    assert removed.status_code == 303
    assert not team.memberships.exists()


@pytest.mark.parametrize(
    ("role", "is_shown"), [(Role.REQUESTER, False), (Role.AUDITOR, True)]
)
def test_roles_are_shown_on_a_person_to_who_may_see_them(door, role, is_shown):
    somebody = person(Role.REVIEWER)
    enter(door, person(role))

    page = page_of(door.get(somebody.get_absolute_url()))

    assert ("Reviewer on everything" in page) == is_shown
    assert ('id="story"' in page) == is_shown


def test_people_are_found_by_name_and_by_role_by_who_may_see_roles(door):
    person(Role.REVIEWER)
    UserFactory(name="Ada Stone", nickname="ada")
    url = reverse("accounts:people")

    enter(door, UserFactory(name="Looker"))
    assert page_of(door.get(url, {"q": "stone"})).count("Ada Stone") >= 1
    assert len(door.get(url, {"role": "reviewer"}).context["page_obj"]) == 3

    enter(door, person(Role.AUDITOR))
    assert len(door.get(url, {"role": "reviewer"}).context["page_obj"]) == 1


def test_ones_profile_is_changed_and_a_wrong_zone_refused(door):
    me = enter(door, UserFactory(name="Ada"))
    url = reverse("accounts:amend_profile")
    typed = {"name": "Ada Stone", "nickname": "ada", "expected_version": 1}

    wrong = door.post(url, {**typed, "time_zone": "Mars/Olympus"})
    right = door.post(url, {**typed, "time_zone": "Asia/Kolkata"})
    late = door.post(url, {**typed, "time_zone": "Asia/Kolkata"})

    assert [wrong.status_code, right.status_code, late.status_code] == [422, 303, 409]
    me.refresh_from_db()
    assert (me.name, me.time_zone, me.version) == ("Ada Stone", "Asia/Kolkata", 2)


@pytest.mark.parametrize(
    ("back", "where"),
    [
        ("/teams/?q=a", "/teams/?q=a"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
def test_the_theme_changes_and_leads_back_to_our_pages_only(door, back, where):
    me = enter(door, UserFactory())

    answer = door.post(reverse("accounts:theme"), {"theme": "dark", "next": back})
    door.post(reverse("accounts:theme"), {"theme": "pink"})

    assert answer["Location"] == where
    me.refresh_from_db()
    assert me.theme == "dark"


def in_days(count, now) -> str:
    return (now + timedelta(days=count)).date().isoformat()


def test_a_tokens_key_is_shown_once_with_a_line_to_try(door, now, time_machine):
    time_machine.move_to(now)
    enter(door, UserFactory())
    form = {"name": "ci", "scope": "read", "expires_on": in_days(30, now)}

    made = door.post(reverse("accounts:make_token"), form)
    key = re.search(r"sop_[\w-]{43}", page_of(made)).group()
    again = page_of(door.get(reverse("accounts:tokens")))

    assert made.status_code == 200
    assert made["Cache-Control"] == "no-store"
    assert f"curl -H &quot;Authorization: Bearer {key}" in page_of(made) or (
        f'curl -H "Authorization: Bearer {key}"' in page_of(made)
    )
    assert key not in again
    assert key[:10] in again


@pytest.mark.parametrize("days", [0, -1, 365, 4000])
def test_a_token_ends_in_the_future_within_a_year(door, days, now, time_machine):
    time_machine.move_to(now)
    enter(door, UserFactory())
    form = {"name": "ci", "scope": "read", "expires_on": in_days(days, now)}

    answer = door.post(reverse("accounts:make_token"), form)

    assert answer.status_code == 422
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
@pytest.mark.parametrize("hour", [0, 6, 12, 18, 23])
def test_the_longest_token_can_be_made_at_any_hour_anywhere(
    client, now, time_machine, zone, hour
):
    moment = now.replace(hour=hour, minute=1)
    time_machine.move_to(moment)
    enter(client, UserFactory(time_zone=zone))
    days = [in_days(count, moment) for count in (363, 364, 365)]

    answers = [
        client.post(
            reverse("accounts:make_token"),
            {"name": f"ci {day}", "scope": "read", "expires_on": day},
        ).status_code
        for day in days
    ]

    assert set(answers) <= {200, 422}
    assert answers[0] == 200


@pytest.fixture
def token(client, now, time_machine):
    """A key with a scope, and what the API answers to it."""
    time_machine.move_to(now)

    def make(scope: str) -> str:
        enter(client, UserFactory())
        form = {"name": "ci", "scope": scope, "expires_on": in_days(30, now)}
        made = client.post(reverse("accounts:make_token"), form)
        client.logout()
        return re.search(r"sop_[\w-]{43}", page_of(made)).group()

    return make


def ask(client, key, method="get", url="/api/v1/me/"):
    return getattr(client, method)(url, headers={"authorization": f"Bearer {key}"})


def test_a_key_opens_the_api_as_its_person(client, token):
    key = token("read")

    answer = ask(client, key)

    assert answer.status_code == 200
    assert answer.json()["email"] == User.objects.get().email


@pytest.mark.parametrize("key", ["", "sop_wrong", "\u00e9\u00e9", "a b c"])
def test_any_other_key_opens_nothing(client, token, key):
    token("read")

    answer = ask(client, key.encode().decode("latin-1"))

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_an_expired_or_revoked_key_or_a_barred_person_is_out(
    client, token, time_machine, now
):
    key = token("write")

    ApiToken.objects.update(revoked_at=now)
    assert ask(client, key).status_code == 401
    ApiToken.objects.update(revoked_at=None)
    User.objects.update(is_active=False)
    assert ask(client, key).status_code == 401
    User.objects.update(is_active=True)
    assert ask(client, key).status_code == 200

    time_machine.move_to(now + timedelta(days=31))
    assert ask(client, key).status_code == 401


@pytest.mark.parametrize(("scope", "status"), [("read", 403), ("write", 400)])
def test_a_reading_key_changes_nothing(client, token, scope, status):
    key = token(scope)

    answer = ask(client, key, "post", "/api/v1/applications/")

    assert answer.status_code == status


def test_a_browsers_session_opens_the_api_but_changes_only_with_its_csrf_token():
    strict = Client(enforce_csrf_checks=True)
    enter(strict, UserFactory())

    assert strict.get("/api/v1/me/").status_code == 200
    assert strict.post("/api/v1/applications/").status_code == 403


def test_a_filter_is_saved_listed_and_deleted(door):
    me = enter(door, UserFactory())
    url = reverse("accounts:save_filter")
    form = {"page": "accounts:people", "query": "q=stone", "name": "Stones"}

    saved = door.post(url, form)
    listed = page_of(door.get(reverse("accounts:people")))
    found = SavedFilter.objects.get(user=me)
    deleted = door.post(reverse("accounts:delete_filter", args=[found.pk]))

    assert saved["Location"] == "/people/?q=stone"
    assert "Stones" in listed
    assert deleted["Location"] == "/people/"
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("page", "status"),
    [("accounts:nowhere", 404), ("https://evil.example", 422), ("accounts:team", 404)],
)
def test_a_filter_is_for_a_list_of_ours(door, page, status):
    enter(door, UserFactory())

    answer = door.post(reverse("accounts:save_filter"), {"page": page, "name": "x"})

    assert answer.status_code == status
    assert not SavedFilter.objects.exists()


def test_organisations_count_who_logs_in(door):
    bank = OrganisationFactory(name="Our bank")
    UserFactory(organisation=bank, is_active=False)
    enter(door, UserFactory(organisation=bank))

    answer = door.get(reverse("accounts:organisations"), {"q": "bank"})

    assert [one.people_count for one in answer.context["page_obj"]] == [1]


def test_a_withdrawn_role_counts_at_the_next_request(door):
    held = GrantFactory(user=UserFactory(), role=Role.AUDITOR)
    admin = person(Role.ADMINISTRATOR)

    enter(door, held.user)
    assert door.get(reverse("accounts:roles")).status_code == 200
    enter(door, admin)
    door.post(reverse("accounts:withdraw_role", args=[held.pk]))
    enter(door, held.user)

    assert door.get(reverse("accounts:roles")).status_code == 403


def test_a_token_form_sent_twice_makes_one(client, now):
    user = UserFactory()
    enter(client, user)
    typed = {"name": "ci", "scope": "read", "expires_on": in_days(30, now)}

    answers = [client.post(reverse("accounts:make_token"), typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 422]
    assert "You have a token named ci" in answers[1].content.decode()
    assert ApiToken.objects.filter(user=user).count() == 1
