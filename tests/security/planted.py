"""Markup in every field that holds words, and every page and list looked through for it."""

import re

import pytest
from django.apps import apps
from django.core.validators import MaxLengthValidator
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.models import EncryptedTextField
from tests.access.world import TABLES, build_world
from tests.factories import person
from tests.security.tally import note
from tests.test_access import client_of

# Ends an attribute and a tag, and begins an element that nobody else uses.
MARK = "\"'><xk>"
LIVE = re.compile("<xk", re.IGNORECASE)
SHOWN = "&lt;xk&gt;"
FEWEST_FIELDS, FEWEST_PAGES = 100, 100


def plant() -> list[str]:
    """The fields that now hold the mark, in every row; what a rule forbids is left alone."""
    ours = [
        model
        for model in apps.get_models()
        if model._meta.app_config.name.startswith("apps.") and not model._meta.proxy
    ]
    return [
        f"{model._meta.label}.{field.name}"
        for model in ours
        for field in model._meta.concrete_fields
        if holds_words(field) and _write(model, field)
    ]


def holds_words(field: models.Field) -> bool:
    """Whether a person types any words there; addresses that pages are found by are left."""
    is_text = isinstance(field, models.CharField | models.TextField)
    other = models.SlugField | EncryptedTextField | models.EmailField | models.URLField
    strict = [
        one for one in field.validators if not isinstance(one, MaxLengthValidator)
    ]
    is_free = is_text and not isinstance(field, other) and not strict
    room = getattr(field, "max_length", None) or 1000
    return is_free and not field.choices and room >= len(MARK) + 6


def _write(model: type[models.Model], field: models.Field) -> bool:
    """Each row's own, where they have to differ."""
    own = Concat(Value(MARK), Cast(F("pk"), models.CharField()))
    try:
        with transaction.atomic():
            changed = model._base_manager.update(**{field.name: own})
            connection.check_constraints()
            return bool(changed)
    except (
        DatabaseError,
        ValueError,
    ):  # a rule of the table, or a key of several parts
        return False


@pytest.mark.django_db
def test_no_page_shows_what_was_typed_as_anything_but_text(now):
    world = build_world(now)
    addresses = {
        reverse(name, args=row.args(world)): dict(row.query)
        for module in TABLES
        for name, row in module.TABLE.items()
        if "O" in row.get and not name.startswith(("api:", "me"))
    }
    planted = plant()
    client = client_of(person(Role.ADMINISTRATOR))

    live, shown = {}, 0
    for address, query in addresses.items():
        answer = client.get(address, query)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        page = answer.content.decode()
        shown += SHOWN in page
        if found := LIVE.search(page):
            live[address] = page[max(0, found.start() - 200) : found.end() + 50]

    note("fields", shown, len(live), f"{len(planted)} fields hold it")
    assert live == {}
    assert len(planted) > FEWEST_FIELDS
    assert shown > FEWEST_PAGES
