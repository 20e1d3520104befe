"""Everything held about a person, as it is handed out."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from pghistory.models import Event as RowEvent

from apps.accounts.models import User
from apps.staffing.models import Person
from apps.staffing.models.growth import Confidential, Evidence, LegalHold
from apps.staffing.models.growth.states import HOLDING
from apps.staffing.rules.growth.beside import BESIDE


def confidential_models() -> list[type[Confidential]]:
    """Every confidential table of the portal."""
    found = apps.get_app_config(Evidence._meta.app_label).get_models()
    return [one for one in found if issubclass(one, Confidential)]


def confidential_rows(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Of each confidential table the rows about the person that PostgreSQL shows."""
    return {
        model._meta.label_lower: [_plain(row) for row in rows]
        for model in confidential_models()
        if (rows := model.objects.filter(person=person).order_by("pk"))
    }


def people_held() -> models.QuerySet[Any, int]:
    """The ids of those about whom a legal hold stands. Read inside, by a job or by HR."""
    rows = LegalHold.objects.filter(state__in=HOLDING).order_by()
    return rows.values_list("person", flat=True)


def open_rows(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Who they are, what staffing's other tables hold of them, and others of their login."""
    found = {"staffing.person": [_plain(person)]}
    if person.user:
        found |= _login_rows(person.user)
        found["accounts.user"] = [
            {
                "name": person.user.name,
                "nickname": person.user.nickname,
                "email": person.user.email,
                "time_zone": person.user.time_zone,
            }
        ]
    for model, names in _naming_people():
        about = models.Q()
        for name in names:
            about |= models.Q(**{name: person})
        if rows := list(model._base_manager.filter(about).order_by("pk")):
            found[model._meta.label_lower] = [_plain(row) for row in rows]
    return found


def _login_rows(user: User) -> dict[str, list[dict[str, Any]]]:
    """What is held of a login elsewhere: what it was told, may do, brought in."""
    found = {}
    for one in BESIDE:
        rows = apps.get_model(one.table)._base_manager.filter(**{one.login: user.pk})
        if values := list(rows.order_by("pk").values("pk", *one.columns)):
            found[one.table] = [{"id": row.pop("pk"), **row} for row in values]
    return found


def _naming_people() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_app_config(Person._meta.app_label).get_models():
        if issubclass(model, Confidential | RowEvent) or model is Person:
            continue
        names = [
            field.name
            for field in model._meta.concrete_fields
            if field.related_model is Person
        ]
        if names:
            yield model, names


def _plain(row: models.Model) -> dict[str, Any]:
    """A row by the names of its fields; people by name."""
    found = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.related_model is Person and value is not None:
            value = str(getattr(row, field.name))
        found[field.name] = value
    return found
