"""Documents that are gone from their files: shown, and left as they are."""

import pytest

from apps.catalog.rules import KnownEntity
from apps.catalog.rules.gone import gone_from, origin


def known(**files: str) -> dict[str, KnownEntity]:
    """Documents by their key, each with the file it came from."""
    return {key: KnownEntity({}, key, source=name) for key, name in files.items()}


def gone(files: list[str], keys: set[str], before: dict[str, KnownEntity]) -> list[str]:
    return [one.key for one in gone_from(files, keys, before)]


def test_a_document_that_left_its_file_is_gone():
    before = known(a="all.yaml", b="all.yaml", c="other.yaml")

    (one,) = gone_from(["all.yaml"], {"a"}, before)

    assert (one.key, one.source, one.feeds) == ("b", "all.yaml", "b")


def test_a_document_that_moved_to_another_file_is_not_gone():
    before = known(a="one.yaml", b="two.yaml")

    assert gone(["one.yaml", "two.yaml"], {"a", "b"}, before) == []


def test_a_file_that_left_its_zip_takes_its_documents_along():
    before = known(a="all.zip/a.yaml", b="all.zip/b.yaml")

    assert gone(["all.zip/a.yaml"], {"a"}, before) == ["b"]


def test_a_later_export_under_another_name_is_known_by_what_it_holds():
    before = known(a="early.yaml", b="early.yaml", c="early.yaml")

    assert gone(["later.yaml"], {"a", "b", "new"}, before) == ["c"]


def test_a_file_that_was_not_given_loses_nothing():
    before = known(a="early.yaml", b="early.yaml", c="early.yaml")

    assert gone(["later.yaml"], {"a"}, before) == []
    assert gone([], set(), before) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("all.zip/x/a.yaml", "all.zip"),
        ("x/a.yaml", "x/a.yaml"),
        ("a.zip.yaml", "a.zip.yaml"),
    ],
)
def test_a_document_comes_from_the_file_or_its_zip(name, found):
    assert origin(name) == found
