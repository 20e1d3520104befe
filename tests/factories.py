"""Rows for tests: required fields only, traits for the rest."""

import factory
from factory.django import DjangoModelFactory

from apps.accounts.models import Grant, Membership, Organisation, Team, User
from apps.accounts.roles import Role, ScopeKind


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("slug",)

    name = "The bank"
    slug = "bank"

    class Params:
        vendor = factory.Trait(
            name=factory.Sequence(lambda n: f"Vendor {n}"),
            slug=factory.Sequence(lambda n: f"vendor-{n}"),
            kind=Organisation.Kind.VENDOR,
        )


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@bank.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    time_zone = "Europe/London"

    class Params:
        external = factory.Trait(
            organisation=factory.SubFactory(OrganisationFactory, vendor=True)
        )


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")
    slug = factory.Sequence(lambda n: f"team-{n}")
    organisation = factory.SubFactory(OrganisationFactory)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    user = factory.SubFactory(UserFactory)
    role = Role.REQUESTER
    scope_kind = ScopeKind.EVERYTHING


def person(role: Role | None = None, **scope: str) -> User:
    """Somebody with a role: everywhere, or on team=, platform=, vendor=, category=."""
    user = UserFactory()
    if role:
        kind, key = next(iter(scope.items()), ("everything", ""))
        GrantFactory(user=user, role=role, scope_kind=kind, scope_key=key)
    return user
