"""Nothing of one vendor reaches another, and nothing internal reaches its own vendor.

The world of the access tables is written over with words that occur nowhere else; then
a person walks every address of the portal, and no answer may hold one of the words.
"""

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.urls import reverse
from pghistory.models import Event as RowEvent

from apps.accounts.roles import Role
from apps.history.models import Event
from apps.vendors.models import (
    AgendaItem,
    Charge,
    Contract,
    CreditClaim,
    Exclusion,
    Review,
    Risk,
    RiskRating,
    Vendor,
)
from apps.vendors.states import ReviewState
from tests.access import COLUMNS
from tests.access.world import TABLES, build_world
from tests.factories import person
from tests.vendors.factories import LevelFactory, TicketFactory, representative

THEIRS, INTERNAL = "Zqtheirs", "Zqinternal"
REFUSED = "FM-"
WALKED = ("api", "calendars", "dashboard", "reminders", "vendors")
CHARGE, VALUE, CLAIMED = Decimal("98765.43"), Decimal("87654.32"), Decimal("76543.21")
# Two per cent of the charge is due for a missed level: to the cent, as keys are numbers too.
AMOUNTS = (
    "98765",
    "98,765",
    "87654",
    "87,654",
    "76543",
    "76,543",
    "1975.31",
    "1,975.31",
)


pytestmark = pytest.mark.slow


@pytest.fixture
def world(db, now, unlogged):
    return build_world(now)


def own_models() -> list[type[models.Model]]:
    """Those of vendors, without the tables that history keeps."""
    found = apps.get_app_config("vendors").get_models()
    return [one for one in found if not issubclass(one, RowEvent)]


def free_texts(model) -> list[models.Field]:
    """The fields that people fill with words of their own."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and not field.choices
        and (field.max_length is None or field.max_length > 40)
    ]


def mark(rows, names, word) -> int:
    """Write the word into these fields; how many rows took it: what is frozen does not."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                values = {name: f"{word} {name} {row.pk}" for name in names}
                done += type(row)._base_manager.filter(pk=row.pk).update(**values)
        except DatabaseError:
            continue
    return done


def client_of(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response) -> str:
    """What an answer says; workbooks and packages unpacked."""
    parts = response.streaming_content if response.streaming else [response.content]
    body = b"".join(parts)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return body.decode("utf-8", "replace")


def asked(client, method, url, data) -> str:
    """What is answered; whatever the request changed is undone."""
    with transaction.atomic():
        text = text_of(getattr(client, method)(url, data))
        transaction.set_rollback(True)
    return text


def addresses(
    world, column=None
) -> Iterator[tuple[str, str, dict[str, str], dict[str, object] | None]]:
    """Every address of the portal with the world's things: what is asked, what is sent.

    Nothing is sent where the table of access says that this column is refused.
    """
    for table in TABLES:
        if table.__name__.rpartition(".")[2] not in WALKED:
            continue
        for name, row in table.TABLE.items():
            url = reverse(name, args=row.args(world))
            is_refused = column is not None and row.post[column] in REFUSED
            yield name, url, dict(row.query), None if is_refused else row.data(world)


def stories() -> Iterator[str]:
    """The history of every thing of a vendor, and the changes behind each line of it."""
    for model in own_models():
        label = model._meta.label_lower
        for pk in model._base_manager.values_list("pk", flat=True)[:3]:
            yield reverse("history:story", args=[label, pk])
            yield reverse("history:untold", args=[label, pk])
    for pk in Event.objects.values_list("pk", flat=True):
        yield reverse("history:changes", args=[pk])


def questions(world) -> list[dict[str, str]]:
    """What may be asked of lists: by the other's names, sorted, as files."""
    vendor, service, level = world["vendor"], world["service"], world["level"]
    by_name = {"vendor": vendor.slug, "service": service.slug, "level": str(level.pk)}
    return [
        {**by_name, "sort": "risk", "ordering": "-notes"},
        {"q": "z", "sort": "-note"},
        {"export": "csv"},
        {"export": "xlsx", "sort": "-value"},
    ]


def holding(text: str, words) -> str:
    """Where the text has one of the words; nothing if it has none."""
    places = [at for word in words if (at := text.find(word)) >= 0]
    return text[max(min(places) - 90, 0) : min(places) + 60] if places else ""


def leaks(client, world, words, more=(), column=None) -> dict[str, str]:
    """The addresses whose answers have one of the words, and where."""
    found = {}
    for name, url, query, data in addresses(world, column):
        tries = [("get", query), *([] if data is None else [("post", data)])]
        if url.count("/") <= 4:
            tries += [("get", {**query, **one}) for one in more]
        for method, sent in tries:
            if place := holding(asked(client, method, url, sent), words):
                found[f"{method} {name} {sent}"] = place
    for url in stories():
        if place := holding(asked(client, "get", url, {}), words):
            found[url] = place
    return found


def mark_everything(world) -> None:
    """Everything but the vendor that reads."""
    for model in own_models():
        rows = model._base_manager.all()
        if model is Vendor:
            rows = rows.exclude(pk=world["other_vendor"].pk)
        if names := [field.name for field in free_texts(model)]:
            mark(rows, names, THEIRS)


def mark_internal(world) -> None:
    """What the bank keeps to itself, by every way it may be kept."""
    vendor, now = world["vendor"], world["exclusion"].proposed_at
    by = world["exclusion"].proposed_by
    RiskRating.objects.create(
        vendor=vendor, level=3, reasons=INTERNAL, by=by, rated_at=now
    )
    AgendaItem.objects.create(
        review=world["review"], title=INTERNAL, words=INTERNAL, is_shared=False
    )
    Risk.objects.create(
        vendor=vendor, title=INTERNAL, words=INTERNAL, review_on=now.date()
    )
    unpublished = Review.objects.exclude(state=ReviewState.PUBLISHED)
    marked = [
        mark(Vendor.objects.filter(pk=vendor.pk), ["notes"], INTERNAL),
        mark(Contract.objects.all(), ["notes"], INTERNAL),
        mark(Exclusion.objects.all(), ["note"], INTERNAL),
        mark(unpublished, ["note", "minutes", "attendees"], INTERNAL),
        mark(CreditClaim.objects.filter(sent_at=None), ["comment"], INTERNAL),
    ]
    assert all(marked)


def mark_money() -> None:
    """Amounts that occur nowhere else."""
    assert Charge.objects.update(amount=CHARGE)
    assert Contract.objects.update(value=VALUE)
    assert CreditClaim.objects.update(amount=CLAIMED)


def test_a_vendor_finds_nothing_of_another_anywhere(world):
    other = world["other_vendor"]
    mark_everything(world)
    mine = LevelFactory(
        slug="fix", service__slug="own", service__contract__vendor=other
    )
    TicketFactory(service=mine.service)

    client = client_of(representative(other.organisation))

    assert leaks(client, world, [THEIRS], questions(world)) == {}
    assert "Elsewhere" in asked(client, "get", reverse("vendors:index"), {})


def test_a_vendor_reads_nothing_that_the_bank_keeps_to_itself(world):
    mark_internal(world)

    client = client_of(representative(world["vendor"].organisation))

    assert leaks(client, world, [INTERNAL], questions(world)) == {}


def test_a_manager_of_one_vendor_reads_nothing_internal_or_paid_of_another(world):
    mark_internal(world)
    mark_money()

    client = client_of(person(Role.VENDOR_MANAGER, vendor=world["other_vendor"].slug))

    assert leaks(client, world, [INTERNAL, *AMOUNTS], questions(world)) == {}


def test_support_engineers_see_no_money(world):
    mark_money()

    client = client_of(person(Role.SUPPORT_ENGINEER))

    column = COLUMNS.index(Role.SUPPORT_ENGINEER)
    assert leaks(client, world, AMOUNTS, questions(world), column) == {}


def test_the_words_are_there_to_be_found(world):
    mark_internal(world)
    mark_money()
    client = client_of(person(Role.VENDOR_MANAGER))
    vendor = asked(client, "get", world["vendor"].get_absolute_url(), {})
    paper = asked(client, "get", reverse("vendors:contracts"), {"export": "xlsx"})

    assert holding(vendor, [INTERNAL])
    assert holding(vendor, AMOUNTS)
    assert holding(paper, AMOUNTS)
