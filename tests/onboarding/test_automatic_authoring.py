"""Authors choose a fact and a condition: in the form, over files, refused in words."""

from pathlib import Path

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.onboarding import actions, imports
from apps.onboarding.imports import load_standard, read_standard
from apps.onboarding.models import Criterion
from tests.factories import CategoryFactory, EditionFactory, person

BACKEND = "django.contrib.auth.backends.ModelBackend"
FILE = """
slug: probes
name: Probes
categories: [{slug: security, name: Security}]
criteria:
  - code: OBS-01
    category: security
    level: must
    weight: 3
    title: Its certificate is good for a month
    evidence: {kind: automatic, check: http.certificate_days, at_least: 30, fresh_hours: 48}
"""


@pytest.fixture
def author(db):
    return person(Role.PLATFORM_MANAGER)


@pytest.fixture
def edition(db):
    return EditionFactory(criteria=[])


def typed(**fields):
    usual = {
        "code": "OBS-01",
        "category": CategoryFactory().pk,
        "level": "must",
        "weight": 3,
        "title": "Its certificate is good for a month",
        "evidence_kind": "automatic",
        "expected_version": 1,
    }
    return usual | fields


def test_a_condition_is_typed_in_fields_and_found_there_again(author, edition, client):
    client.force_login(author, BACKEND)
    add = reverse("onboarding:add_criterion", args=[edition.pk])

    client.post(
        add, typed(check="http.certificate_days", at_least="30", fresh_hours=48)
    )

    found = Criterion.objects.get()
    wanted = {"check": "http.certificate_days", "at_least": 30.0, "fresh_hours": 48}
    assert found.wanted == wanted
    page = client.get(reverse("onboarding:edit_criterion", args=[found.pk]))
    form = page.context["form"]
    assert (form["at_least"].value(), form["wanted"].initial) == (30.0, {})
    assert "Certificate days left (days)" in page.content.decode()


def test_what_makes_no_sense_is_said_beside_the_fact(author, edition, client):
    client.force_login(author, BACKEND)
    add = reverse("onboarding:add_criterion", args=[edition.pk])

    for fields, words in (
        ({"check": "http.up", "at_least": "1"}, "is no number"),
        ({}, "Choose the fact"),
    ):
        refused = client.post(add, typed(**fields))
        assert refused.status_code == 422
        assert words in refused.content.decode()
    with pytest.raises(DomainError, match="There is no fact"):
        actions.add_criterion(
            edition.pk,
            by=author,
            now=edition.created_at,
            code="OBS-02",
            evidence_kind="automatic",
            wanted={"check": "no.such"},
        )

    assert not Criterion.objects.exists()


def test_a_file_carries_a_condition(db, now, tmp_path):
    path = tmp_path / "probes.yaml"
    path.write_text(FILE)

    edition = load_standard(path, now=now)

    assert edition.criteria.get().wanted["at_least"] == 30
    assert load_standard(path, now=now) is None
    path.write_text(FILE.replace("http.certificate_days", "http.nothing"))
    with pytest.raises(DomainError, match="OBS-01: There is no fact"):
        load_standard(path, now=now)


def test_an_edition_reads_back_from_its_file(author, now, tmp_path, client):
    shipped = sorted(Path(imports.__file__).parent.glob("standards/*.yaml"))
    for path in shipped:
        edition = load_standard(path, now=now)
        client.force_login(author, BACKEND)
        url = reverse(
            "onboarding:edition_as_file", args=[edition.standard.slug, edition.number]
        )
        again = tmp_path / path.name
        again.write_bytes(client.get(url).content)

        assert load_standard(again, now=now) is None


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("slug: probes", "slug: [a]", "needs a slug"),
        ("category: security", "category: other", "one of the file's categories"),
        ("weight: 3", "weight: 9", "a weight of 1 to 5"),
        ("level: must", "level: soon", "must, should or may"),
        ("code: OBS-01", "code: obs1", "a code such as"),
        ("kind: automatic", "kind: magic", "evidence of a kind"),
        ("name: Probes", "name: &a Probes\nmore: *a", "no aliases"),
        ("criteria:", "criteria: {", "no file of a standard"),
        ("level: must", "level: must\n    applies: {moon: [1]}", "not a test"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused_in_words(before, after, words):
    with pytest.raises(DomainError, match=words):
        read_standard(FILE.replace(before, after))
