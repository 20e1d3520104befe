"""Rows that serve every app: work to do, files kept, keys of forms already sent."""

import base64
import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar, cast

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models

from apps.core.errors import EditConflict

Row = TypeVar("Row", bound=models.Model)
# The most that a version can be in the database; who sends more has read none.
MOST_VERSION = 2**31 - 1


class Versioned(models.Model):
    """A row that people edit: saving is compare-and-set on its version."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_if_version(self, expected: int, update_fields: Iterable[str]) -> None:
        """Write the named fields if nobody saved since `expected`, else EditConflict."""
        names = [
            cast("models.Field[Any, Any]", self._meta.get_field(name)).attname
            for name in update_fields
        ]
        values: dict[str, Any] = {name: getattr(self, name) for name in names}
        rows = type(self)._base_manager.filter(pk=self.pk, version=expected)
        is_one = 0 < expected < MOST_VERSION
        if not is_one or not rows.update(version=expected + 1, **values):
            current = type(self)._base_manager.get(pk=self.pk)
            raise EditConflict(current, values)
        self.version = expected + 1

    def save_changed(self, expected: int, fields: Mapping[str, Any]) -> list[str]:
        """Save those of the fields that differ, over the version that was read.

        Their names. EditConflict, with what differs, if somebody saved since.
        """
        differing = {
            name: value
            for name, value in fields.items()
            if getattr(self, name) != value
        }
        if self.version != expected:
            raise EditConflict(self, differing)
        for name, value in differing.items():
            setattr(self, name, value)
        if differing:
            self.save_if_version(expected, differing)
        return sorted(differing)


class OutboxItem(models.Model):
    """A side effect that is owed: written with its cause, done by a worker."""

    key = models.CharField(max_length=200, unique=True)
    task = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                name="outbox_due",
                condition=models.Q(done_at=None, dead_at=None),
            ),
            models.Index(
                fields=["task"],
                name="outbox_given_up",
                condition=models.Q(done_at=None, dead_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"


class StoredFile(models.Model):
    """An uploaded file, kept outside the web root under a name of our own."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="%Y/%m/", max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class SentForm(models.Model):
    """The key of a form that created something: sent twice, it creates once."""

    key = models.UUIDField()
    user_id = models.BigIntegerField()
    purpose = models.CharField(max_length=100)
    result = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "user_id", "purpose"], name="one_result_a_sent_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"


class TypedText(models.Model):
    """What somebody has typed into a form and not sent yet, kept for their return."""

    user_id = models.BigIntegerField()
    place = models.CharField(max_length=100)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user_id", "place"], name="typed_once")
        ]

    def __str__(self) -> str:
        return f"{self.place} by {self.user_id}"


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that the database holds encrypted; the keys come from the environment.

    A new SECRET_KEY reads what an old one wrote while that one is a fallback, and
    `manage.py rotate_secrets` makes the old one needless. History must leave it out:
    `@tracked(exclude=[…])`.
    """

    is_secret = True  # EditConflict tells nobody what stands in it

    def get_lookup(self, lookup_name: str) -> Any:
        """The same text is never encrypted alike, so a search could only find nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_prep_value(self, value: Any) -> Any:
        """Encrypted under the newest key."""
        text = super().get_prep_value(value)
        return encrypted(text) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """As it was given. InvalidToken if no key fits."""
        return decrypted(value) if value else value


def encrypted(text: str) -> str:
    """The text under the newest key."""
    return _fernet().encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """What `encrypted` was given. InvalidToken if no key fits."""
    return _fernet().decrypt(text.encode()).decode()


def is_encrypted(text: str) -> bool:
    """Whether it looks like what `encrypted` gives: Fernet's version and an early hour."""
    return text.startswith("gAAAAA")


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = (hashlib.sha256(b"fields:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in derived])


def line_above(row: Row, name: str) -> Iterator[Row]:
    """Each row above this one by the foreign key `name`, the nearest first. A query a step.

    A ring that somebody made by mistake ends the walk.
    """
    seen = {row.pk}
    above: Row | None = getattr(row, name)
    while above is not None and above.pk not in seen:
        yield above
        seen.add(above.pk)
        above = getattr(above, name)


def makes_a_ring(row: models.Model, above: models.Model | None, name: str) -> bool:
    """Whether the row, put below `above`, would stand above itself."""
    if above is None:
        return False
    line = chain([above], line_above(above, name))
    return any(one.pk == row.pk for one in line)


def with_all_below(
    tops: Iterable[int], pairs: Iterable[tuple[int, int | None]]
) -> set[int]:
    """These ids and those of everything below; the pairs are (id, id of what is above)."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for pk, above in pairs:
        below[above].append(pk)
    found = set(tops)
    ahead = list(found)
    while ahead:
        new = set(below[ahead.pop()]) - found
        found |= new
        ahead += new
    return found
