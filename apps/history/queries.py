"""The fields that changed behind a line of the story."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import models
from django.http import Http404

from apps.history.models import Event, label

HIDDEN = {"id", "version", "password", "digest"}


@dataclass(frozen=True)
class Change:
    """One field of one row: what it was and what it became."""

    row: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowChange:
    """One write to a row that no line of the story tells."""

    at: Any
    kind: str
    changes: list[Change]


def model_named(name: str) -> type[models.Model]:
    """The model behind a label such as `onboarding.request`; Http404 if there is none.

    Confidential rows have no story here: their manager refuses with a LookupError.
    """
    try:
        model = apps.get_model(name)
        rows = model._default_manager.all()
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not hasattr(rows, "visible_to"):
        raise Http404
    return model


def changes_of(event: Event, user: Any) -> list[Change]:
    """Every field that changed in the transaction of this event, on what it touched.

    Rows and fields that do not exist for this person are left out.
    """
    keys: dict[str, list[int]] = defaultdict(list)
    for name, pk in event.touched:
        keys[name].append(pk)
    found: list[Change] = []
    for name, pks in keys.items():
        model = apps.get_model(name)
        rows = _row_events(model, _seen(model, pks, user))
        for row in rows.filter(pgh_created_at=event.transaction_at):
            found += _changes(row, model, _hidden(model, user))
    return found


def _seen(model: type[models.Model], pks: list[int], user: Any) -> list[int]:
    """Those that exist for somebody outside; people inside see what is gone as well."""
    rows: Any = model._default_manager.filter(pk__in=pks)
    if user.is_internal or not hasattr(rows, "visible_to"):
        return pks
    return list(rows.visible_to(user).values_list("pk", flat=True))


def _hidden(model: type[models.Model], user: Any) -> set[str]:
    """Fields never shown, and those that a model keeps from people outside."""
    kept_inside = () if user.is_internal else getattr(model, "internal_fields", ())
    return HIDDEN.union(kept_inside)


def untold_changes(
    subject: models.Model, user: Any, limit: int = 50
) -> list[RowChange]:
    """The newest writes to the row that no action told of: scripts, raw SQL."""
    hidden = _hidden(type(subject), user)
    told = Event.objects.filter(touched__contains=[[label(subject), subject.pk]])
    times = set(told.values_list("transaction_at", flat=True))
    rows = _row_events(type(subject), [subject.pk]).order_by("-pgh_created_at")
    return [
        RowChange(
            row.pgh_created_at, row.pgh_label, _changes(row, type(subject), hidden)
        )
        for row in rows[: limit * 4]
        if row.pgh_created_at not in times
    ][:limit]


def _row_events(model: type[models.Model], pks: list[int]) -> Any:
    rows = [model(pk=pk) for pk in pks]
    return pghistory.models.Events.objects.tracks(*rows).order_by("pgh_created_at")


def _changes(row: Any, model: type[models.Model], hidden: set[str]) -> list[Change]:
    name = f"{model._meta.verbose_name} {row.pgh_obj_id}"
    if row.pgh_diff is not None:
        pairs = {key: (old, new) for key, (old, new) in row.pgh_diff.items()}
    elif row.pgh_label == "delete":
        pairs = {key: (value, None) for key, value in row.pgh_data.items()}
    else:
        pairs = {key: (None, value) for key, value in row.pgh_data.items()}
    return [
        Change(name, key.removesuffix("_id").replace("_", " "), old, new)
        for key, (old, new) in pairs.items()
        if key not in hidden and (old, new) != (None, None) and (old, new) != (None, "")
    ]
