"""Everything held about a person, as it is read on paper: the same rows, in words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from apps.core.markup import day_text, minute_text
from apps.staffing.models import Person
from apps.staffing.models.growth import Confidential
from apps.staffing.rules.growth.data_map import COMMON, DATA_MAP
from apps.staffing.rules.growth.map_words import how_long

LEFT_OUT = {"id", "version"}
Row = Mapping[str, Any]


def held_paper(
    person: Person, found: Mapping[str, Iterable[Row]], *, now: datetime
) -> dict[str, Any]:
    """What the paper says: a part a table, each row as pairs of a label and words.

    What is empty is left out. A query for each kind of thing that rows name.
    """
    return {
        "name": person.name,
        "as_of": minute_text(timezone.localtime(now)),
        "parts": [_part(label, list(rows)) for label, rows in found.items()],
    }


def _part(label: str, rows: list[Row]) -> dict[str, Any]:
    model = apps.get_model(label)
    kept = {one.table: one for one in DATA_MAP}.get(str(model._meta.model_name))
    is_ours = kept is not None and issubclass(model, Confidential)
    words = {**COMMON, **kept.fields} if kept and is_ours else {}
    fields = {one.name: one for one in model._meta.concrete_fields}
    names = {
        name: _names(fields[name], rows)
        for name in (rows[0] if rows else {})
        if name in fields and fields[name].is_relation
    }
    return {
        "title": str(model._meta.verbose_name_plural).capitalize(),
        "why": f"For {kept.purpose}; kept: {how_long(kept)}." if kept and words else "",
        "rows": [
            [
                [words.get(name) or _label(fields.get(name), name), said]
                for name, value in row.items()
                if name not in LEFT_OUT
                and (said := _said(fields.get(name), value, names.get(name, {})))
            ]
            for row in rows
        ],
    }


def _label(field: Any, name: str) -> str:
    return str(field.verbose_name) if field else name.replace("_", " ")


def _names(field: Any, rows: Iterable[Row]) -> dict[Any, str]:
    """What the things are called that these rows name; the confidential by number."""
    model = field.related_model
    if model is Person or issubclass(model, Confidential):
        return {}
    asked = {row[field.name] for row in rows if row.get(field.name) is not None}
    return {pk: str(one) for pk, one in model._base_manager.in_bulk(asked).items()}


def _said(field: Any, value: Any, names: Mapping[Any, str]) -> str:
    """A value in words; nothing for what is empty."""
    if value is None or value in ("", [], {}):
        return ""
    if names:
        return names.get(value, str(value))
    choices = dict(field.flatchoices) if isinstance(field, models.Field) else {}
    return str(choices[value]) if value in choices else _plainly(value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return minute_text(timezone.localtime(value))
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, list | tuple):
        return ", ".join(_plainly(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plainly(one)}" for key, one in value.items())
    return str(value)
