"""What goes out compressed, and what goes out as it is."""

import gzip
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.actions import store_file
from apps.core.exports import table_response
from apps.core.middleware import CompressionMiddleware
from apps.core.uploads import attachment_response, check_upload
from tests.factories import ApplicationFactory, UserFactory, person

BACKEND = "django.contrib.auth.backends.ModelBackend"
GZIP = {"accept-encoding": "gzip, deflate, br, zstd"}
LONG = "Support Operations Portal. " * 100


def sent(rf, response, headers=GZIP):
    return CompressionMiddleware(lambda _: response)(rf.get("/", headers=headers))


@pytest.mark.django_db
def test_a_first_visit_gets_a_compressed_page(client):
    plain = client.get(reverse("account_login"))
    packed = client.get(reverse("account_login"), headers=GZIP)

    page = gzip.decompress(packed.content)
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content)
    assert len(packed.content) < len(page) / 2
    assert b'id="main"' in page
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.django_db
def test_a_part_of_a_page_is_compressed_like_the_page(door):
    door.force_login(person(Role.ADMINISTRATOR), BACKEND)
    UserFactory.create_batch(5)

    answer = door.get(
        reverse("accounts:people"), headers={**GZIP, "HX-Target": "results"}
    )

    assert answer["Content-Encoding"] == "gzip"
    assert {"Accept-Encoding", "HX-Request"} <= {
        name.strip() for name in answer["Vary"].split(",")
    }


@pytest.mark.django_db
def test_the_same_page_has_another_size_each_time(client):
    """A secret can't be guessed by the size of what is sent beside it."""
    sizes = {
        len(client.get(reverse("account_login"), headers=GZIP).content)
        for _ in range(12)
    }

    assert len(sizes) > 3


@pytest.mark.parametrize("refusal", ["identity", "br", ""])
def test_who_does_not_take_gzip_gets_plain_text(rf, refusal):
    answer = sent(rf, HttpResponse(LONG), {"accept-encoding": refusal})

    assert answer.content.decode() == LONG


@pytest.mark.parametrize(
    "mime",
    [
        *("text/html; charset=utf-8", "text/csv", "image/svg+xml"),
        *("application/json", "application/problem+json"),
        "application/vnd.oai.openapi; charset=utf-8",
    ],
)
def test_text_of_every_kind_is_compressed(rf, mime):
    answer = sent(rf, HttpResponse(LONG, content_type=mime))

    assert gzip.decompress(answer.content).decode() == LONG


@pytest.mark.parametrize("mime", ["application/pdf", "image/png", "font/woff2"])
def test_what_is_compressed_already_is_left_alone(rf, mime):
    answer = sent(rf, HttpResponse(LONG, content_type=mime))

    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_an_exported_table_arrives_whole(rf, fmt):
    table = table_response("people", fmt, ["Name"], [["Ada"]] * 200)
    before = table.content

    answer = sent(rf, table)

    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    after = gzip.decompress(answer.content) if is_packed else answer.content
    assert after == before
    assert is_packed == (fmt == "csv")
    assert f"people.{fmt}" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_a_stored_file_arrives_as_it_was_with_its_length(rf, now):
    upload = SimpleUploadedFile("notes.txt", LONG.encode())
    stored = store_file(upload, check_upload(upload), now=now)

    answer = sent(rf, attachment_response(stored))

    assert int(answer["Content-Length"]) == len(LONG)
    assert answer.getvalue().decode() == LONG


def test_a_stream_is_not_held_back(rf):
    answer = sent(rf, StreamingHttpResponse(iter([LONG, "end"])))

    assert answer.getvalue().decode() == LONG + "end"


@pytest.mark.django_db
def test_over_the_api_lists_are_compressed_and_rows_keep_their_strong_tag(client):
    client.force_login(person(Role.ADMINISTRATOR), BACKEND)
    row = ApplicationFactory(code="ledger", description=LONG)

    many = client.get("/api/v1/applications/", headers=GZIP)
    one = client.get("/api/v1/applications/ledger/", headers=GZIP)

    assert json.loads(gzip.decompress(many.content))["results"]
    assert one["ETag"] == f'"{row.pk}-1"'
    assert one.json()["code"] == "ledger"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tag", "status"),
    [
        *(('"{}-1"', 200), ('W/"{}-1"', 200), ("{}-1", 412)),
        *(('"{}-2"', 412), ('W/"{}-2"', 412), ('W/W/"{}-1"', 412)),
    ],
)
def test_a_tag_that_a_proxy_made_weak_still_names_its_version(client, tag, status):
    client.force_login(person(Role.ADMINISTRATOR), BACKEND)
    row = ApplicationFactory(code="ledger", tier=3)

    answer = client.patch(
        "/api/v1/applications/ledger/",
        {"tier": 1},
        "application/json",
        headers={**GZIP, "If-Match": tag.format(row.pk)},
    )

    assert answer.status_code == status
    row.refresh_from_db()
    assert row.tier == (1 if status == 200 else 3)
