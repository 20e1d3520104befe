"""Spaces, articles and versions for tests, made as the portal makes them."""

import io
from datetime import datetime

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory
from PIL import Image

from apps.accounts.models import Team, User
from apps.accounts.roles import Role
from apps.knowledge.actions.articles import create_article, save_version
from apps.knowledge.actions.attaching import attach_file
from apps.knowledge.actions.publishing import publish
from apps.knowledge.models import Article, ArticleFile, Part, Space, SpaceMember
from tests.factories import (
    NOW,
    GrantFactory,
    OrganisationFactory,
    TeamFactory,
    UserFactory,
)


class SpaceFactory(DjangoModelFactory):
    """An open space of one team; `closed` is for members, `needs_two` as it says."""

    class Meta:
        model = Space

    slug = factory.Sequence(lambda n: f"space-{n}")
    name = factory.Sequence(lambda n: f"Space {n}")
    team = factory.SubFactory(TeamFactory)

    class Params:
        closed = factory.Trait(is_open=False)


def member(space: Space, part: str = Part.READER, user: User | None = None) -> User:
    """Somebody with a part in the space."""
    user = user or UserFactory()
    SpaceMember.objects.update_or_create(
        space=space, user=user, defaults={"part": part}
    )
    return user


def team_member(space: Space, part: str = Part.READER) -> Team:
    """A team with a part in the space."""
    team: Team = TeamFactory()
    SpaceMember.objects.create(space=space, team=team, part=part)
    return team


def author(space: Space) -> User:
    """Somebody who writes in the space."""
    return member(space, Part.AUTHOR)


def reviewer(space: Space) -> User:
    """Somebody who reviews in the space."""
    return member(space, Part.REVIEWER)


def outsider(space: Space | None = None) -> User:
    """A vendor's person, perhaps a reader of a space."""
    user: User = UserFactory(organisation=OrganisationFactory(vendor=True))
    GrantFactory(user=user, role=Role.VENDOR_REPRESENTATIVE)
    return member(space, user=user) if space else user


def written(
    space: Space | None = None,
    title: str = "Restart the ingress router",
    body: str = "## Symptom\n\nRoutes answer 503.\n",
    *,
    by: User | None = None,
    now: datetime = NOW,
    **fields,
) -> Article:
    """A draft. `by` None is the portal itself."""
    fields.setdefault("kind", "runbook")
    return create_article(
        space or SpaceFactory(), title=title, body=body, by=by, now=now, **fields
    )


def upload(name: str = "graph.png", content: bytes = b"") -> SimpleUploadedFile:
    """A picture, or what is given."""
    return SimpleUploadedFile(name, content or picture())


def picture() -> bytes:
    """The smallest picture."""
    held = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(held, "PNG")
    return held.getvalue()


def attached(article: Article, name: str = "graph.png") -> ArticleFile:
    """A picture of an article."""
    return attach_file(article, file=upload(name), by=None, now=NOW)


def published(
    space: Space | None = None, *args, now: datetime = NOW, **fields
) -> Article:
    """An article that readers have."""
    return publish(written(space, *args, now=now, **fields), by=None, now=now)


def rewritten(
    article: Article, body: str, *, by: User | None = None, now: datetime = NOW
) -> Article:
    """The article with a newer draft."""
    article.refresh_from_db()
    head = article.head
    assert head is not None
    save_version(
        article,
        expected=article.version,
        title=head.title,
        body=body,
        note="",
        by=by,
        now=now,
    )
    article.refresh_from_db()
    return article
