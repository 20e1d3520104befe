"""People, teams, roles, tokens, one's own account."""

from datetime import timedelta

from apps.accounts.models import ApiToken, SavedFilter
from tests.access import EVERYBODY_IN, INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.factories import GrantFactory, MembershipFactory, UserFactory


def build(world, now):
    """A member, a grant, somebody else's token and saved filter."""
    world["membership"] = MembershipFactory(team=world["team"])
    world["grant"] = GrantFactory(user=world["person"])
    world["new_member"] = UserFactory()
    world["token"] = ApiToken.objects.create(
        user=world["person"],
        name="theirs",
        prefix="sop_abc",
        digest="0" * 64,
        created_at=now,
        expires_at=now + timedelta(days=9),
    )
    world["filter"] = SavedFilter.objects.create(
        user=world["person"], page="accounts:people", name="theirs"
    )


def of(name):
    return lambda world: [world[name].pk]


def team(world):
    return [world["team"].slug]


#         L out sup req rev pm tm aud adm
TABLE = {
    "accounts:people": Row(EVERYBODY_IN),
    "accounts:add_person": Row(
        NO_SUCH_METHOD,
        "LFFFFFFFS",
        data=lambda w: {
            "email": "new@bank.example",
            "name": "New",
            "organisation": w["person"].organisation_id,
        },
    ),
    "accounts:person": Row(INTERNAL_ONLY, args=of("person")),
    "accounts:bar": Row(NO_SUCH_METHOD, "LMFFFFFFS", args=of("person")),
    "accounts:teams": Row(EVERYBODY_IN),
    "accounts:team": Row(INTERNAL_ONLY, args=team),
    "accounts:edit_team": Row("LMFFFFOFO", args=team),
    "accounts:amend_team": Row(
        NO_SUCH_METHOD,
        "LMFFFFSFS",
        args=team,
        data=lambda w: {"name": "Renamed", "expected_version": 1},
    ),
    "accounts:add_member": Row(
        NO_SUCH_METHOD,
        "LMFFFFSFS",
        args=team,
        data=lambda w: {"user": w["new_member"].pk},
    ),
    "accounts:remove_member": Row(NO_SUCH_METHOD, "LMFFFFSFS", args=of("membership")),
    "accounts:organisations": Row(EVERYBODY_IN),
    "accounts:roles": Row("LFFFFFFOO"),
    "accounts:give_role": Row(
        NO_SUCH_METHOD,
        "LFFFFFFFS",
        data=lambda w: {
            "user_pk": w["person"].pk,
            "role": "auditor",
            "scope_kind": "everything",
        },
    ),
    "accounts:withdraw_role": Row(NO_SUCH_METHOD, "LMFFFFFFS", args=of("grant")),
    "accounts:profile": Row(EVERYBODY_IN),
    "accounts:amend_profile": Row(
        NO_SUCH_METHOD,
        "LSSSSSSSS",
        data=lambda w: {
            "name": "Me",
            "time_zone": "Europe/Warsaw",
            "expected_version": 1,
        },
    ),
    "accounts:theme": Row(
        NO_SUCH_METHOD, "LSSSSSSSS", data=lambda w: {"theme": "dark"}
    ),
    "accounts:tokens": Row(EVERYBODY_IN),
    "accounts:make_token": Row(NO_SUCH_METHOD, "LIIIIIIII"),
    "accounts:revoke_token": Row(NO_SUCH_METHOD, "LMMMMMMMM", args=of("token")),
    "accounts:save_filter": Row(
        NO_SUCH_METHOD,
        "LSSSSSSSS",
        data=lambda w: {"page": "accounts:people", "name": "mine", "query": "q=a"},
    ),
    "accounts:delete_filter": Row(NO_SUCH_METHOD, "LMMMMMMMM", args=of("filter")),
    "accounts:view_as": Row("-" * 9, "M" * 9),
}
