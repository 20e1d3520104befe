"""Creating once, however often a form is sent; keeping files, unsent text and secrets; forgetting."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from apps.core.models import (
    EncryptedTextField,
    OutboxItem,
    SentForm,
    StoredFile,
    TypedText,
)
from apps.core.uploads import Checked

# How long the key of work that is done, and of a form that was sent, is still known.
KEPT = timedelta(days=90)
AT_ONCE = 5_000


@transaction.atomic
def once(
    key: UUID | None,
    *,
    by: models.Model,
    purpose: str,
    make: Callable[[], models.Model],
) -> int:
    """The key of the row that `make` made, now or when this form was first sent."""
    if key is None:
        return int(make().pk)
    sent, is_first = SentForm.objects.get_or_create(
        key=key, user_id=by.pk, purpose=purpose
    )
    if is_first:
        sent.result = str(make().pk)
        sent.save(update_fields=["result"])
    return int(sent.result)


def store_file(
    file: "UploadedFile[bytes]", checked: Checked, *, now: datetime
) -> StoredFile:
    """Keep a checked upload under a name of our own."""
    stored = StoredFile(
        name=checked.name,
        mime=checked.mime,
        size=checked.size,
        sha256=checked.sha256,
        created_at=now,
    )
    file.seek(0)
    stored.file.save(f"{stored.key}.bin", file, save=False)
    stored.save()
    return stored


def keep_typed(
    place: str, fields: Mapping[str, str], *, by: models.Model, now: datetime
) -> None:
    """Keep what a person typed at a place until they send it or throw it away."""
    TypedText.objects.update_or_create(
        user_id=by.pk,
        place=place,
        defaults={"fields": dict(fields), "saved_at": now},
    )


def forget_typed(place: str, *, by: models.Model) -> None:
    """The text was sent or thrown away."""
    TypedText.objects.filter(user_id=by.pk, place=place).delete()


@transaction.atomic
def rotate_secrets() -> int:
    """Encrypt every secret anew under the newest key; how many rows. All of them, or none."""
    count = 0
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        names = [one.name for one in fields if isinstance(one, EncryptedTextField)]
        rows = model._base_manager.select_for_update().only("pk", *names)
        for row in rows if names else ():
            row.save(update_fields=names)
            count += 1
    return count


def forget_done(*, now: datetime) -> dict[str, int]:
    """Throw away work done and forms sent 90 days ago, and sessions that ended; how many.

    Work that was given up stays for people to look at. Safe to run again.
    """
    old = now - KEPT
    return {
        "work": _forget(OutboxItem.objects.filter(done_at__lt=old)),
        "forms": _forget(SentForm.objects.filter(created_at__lt=old)),
        "sessions": _forget(Session.objects.filter(expire_date__lt=now)),
    }


def _forget(rows: models.QuerySet[Any]) -> int:
    """Some at a time, so that nobody waits behind one long delete."""
    count = 0
    while keys := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        count += rows.filter(pk__in=keys).delete()[0]
    return count
