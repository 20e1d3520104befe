"""Rows for tests: required fields only, traits for the rest."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from apps.accounts.models import Grant, Membership, Organisation, Team, User
from apps.accounts.roles import Role, ScopeKind
from apps.catalog.models import (
    Application,
    Dependency,
    Deployment,
    Entity,
    ImportRun,
    Link,
    Platform,
)
from apps.onboarding import actions
from apps.onboarding.models import (
    Category,
    Criterion,
    Request,
    Standard,
    StandardVersion,
)
from apps.onboarding.states import VersionState
from apps.reminders.models import Notification

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


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


class PlatformFactory(DjangoModelFactory):
    class Meta:
        model = Platform

    name = factory.Sequence(lambda n: f"Platform {n}")
    slug = factory.Sequence(lambda n: f"platform-{n}")
    kind = Platform.Kind.OPENSHIFT
    owner_team = factory.SubFactory(TeamFactory)


class ApplicationFactory(DjangoModelFactory):
    class Meta:
        model = Application

    code = factory.Sequence(lambda n: f"app-{n}")
    name = factory.Sequence(lambda n: f"Application {n}")
    owner_team = factory.SubFactory(TeamFactory)


class DeploymentFactory(DjangoModelFactory):
    class Meta:
        model = Deployment

    application = factory.SubFactory(ApplicationFactory)
    platform = factory.SubFactory(PlatformFactory)


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = Link

    application = factory.SubFactory(ApplicationFactory)
    url = factory.Sequence(lambda n: f"https://git.example/{n}")


class DependencyFactory(DjangoModelFactory):
    class Meta:
        model = Dependency

    application = factory.SubFactory(ApplicationFactory)
    on = factory.SubFactory(ApplicationFactory)


class EntityFactory(DjangoModelFactory):
    class Meta:
        model = Entity

    name = factory.Sequence(lambda n: f"component-{n}")
    kind = "Component"
    namespace = "default"
    title = factory.SelfAttribute("name")
    key = factory.LazyAttribute(lambda one: f"component:default/{one.name}")
    source = "catalog-info.yaml"
    document = {}
    text = "kind: Component\n"
    imported_at = factory.LazyFunction(lambda: datetime(2026, 11, 1, tzinfo=UTC))


class ImportRunFactory(DjangoModelFactory):
    class Meta:
        model = ImportRun

    by = factory.SubFactory(UserFactory)
    files = [{"name": "catalog-info.yaml", "text": ""}]
    report = {"counts": {"created": 0, "changed": 0, "left": 0, "problems": 0}}
    created_at = factory.LazyFunction(lambda: datetime(2026, 11, 1, tzinfo=UTC))


def person(role: Role | None = None, **scope: str) -> User:
    """Somebody with a role: everywhere, or on team=, platform=, vendor=, category=."""
    user = UserFactory()
    if role:
        kind, key = next(iter(scope.items()), ("everything", ""))
        GrantFactory(user=user, role=role, scope_kind=kind, scope_key=key)
    return user


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ("slug",)

    slug = "security"
    name = "Security"


class EditionFactory(DjangoModelFactory):
    """A draft with three criteria, one a level; `published` publishes it."""

    class Meta:
        model = StandardVersion
        skip_postgeneration_save = True

    standard = factory.SubFactory(
        "tests.factories.StandardFactory", slug=factory.Sequence(lambda n: f"std-{n}")
    )
    number = 1
    created_at = NOW

    @factory.post_generation
    def criteria(self, create, extracted, **kwargs):
        for level in extracted if extracted is not None else ("must", "should", "may"):
            CriterionFactory(edition=self, level=level)

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        if extracted:
            self.become(VersionState.PUBLISHED)
            self.published_at = NOW
            self.save()


class StandardFactory(DjangoModelFactory):
    class Meta:
        model = Standard

    slug = factory.Sequence(lambda n: f"standard-{n}")
    name = factory.Sequence(lambda n: f"Standard {n}")


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    edition = factory.SubFactory(EditionFactory, criteria=[])
    code = factory.Sequence(lambda n: f"CRI-{n:02d}")
    category = factory.SubFactory(CategoryFactory)
    level = "must"
    title = factory.Sequence(lambda n: f"Criterion {n}")
    evidence_kind = "text"


def draft(by: User, now=NOW, **fields) -> Request:
    """A draft request of the person's, for an application of a new team of theirs."""
    application = fields.pop("application", None) or ApplicationFactory()
    platform = fields.pop("platform", None) or PlatformFactory()
    return actions.start(
        by=by, application=application, platform=platform, now=now, **fields
    )


class NotificationFactory(DjangoModelFactory):
    class Meta:
        model = Notification

    key = factory.Sequence(lambda n: f"test:{n}")
    user = factory.SubFactory(UserFactory)
    topic = "onboarding.waiver_expiring"
    subject_type = "onboarding.assessment"
    subject_id = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"ONB-{n:04d} Application")
    words = "a waiver ends in 7 days"
    url = "/"
    why = "you are the requester"
    at = NOW
