"""Imports of articles and exports of spaces; nobody in the columns writes in a space."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.knowledge.actions.importing import give_tree
from tests.access import EVERYBODY_IN, INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.knowledge.factories import author

REFUSED = "LFFFFFFFF"
WHO_AUDITS = "LMMMMMMOO"
ACTS = "LMMMMMMFF"
NO_API = "U--------"


def build(world, now):
    """An import by an author of the space."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("docs/a.md", "# A")
    file = SimpleUploadedFile("docs.zip", out.getvalue())
    space = world["space"]
    world["article_import"] = give_tree(space, by=author(space), file=file, now=now)


def the_import(world):
    return [world["article_import"].pk]


def of_space(world):
    return [world["space"].slug]


TABLE = {
    "knowledge:imports": Row(EVERYBODY_IN),
    "knowledge:import_new": Row(REFUSED),
    "knowledge:give_tree": Row(NO_SUCH_METHOD, REFUSED),
    "knowledge:import": Row(WHO_AUDITS, args=the_import),
    "knowledge:recheck_import": Row(NO_SUCH_METHOD, ACTS, args=the_import),
    "knowledge:confirm_import": Row(NO_SUCH_METHOD, ACTS, args=the_import),
    "knowledge:stop_import": Row(NO_SUCH_METHOD, ACTS, args=the_import),
    "knowledge:import_report": Row(WHO_AUDITS, args=the_import),
    "knowledge:export": Row(INTERNAL_ONLY, args=of_space),
    "knowledge:export_space": Row(NO_SUCH_METHOD, "LMSSSSSSS", args=of_space),
    "knowledge:export_file": Row(
        "LMMMMMMMM", args=lambda world: [world["space"].slug, 1]
    ),
    "api:articleimport-list": Row("UOOOOOOOO", "UBBBBBBBB"),
    "api:articleimport-detail": Row("UMMMMMMOO", NO_API, args=the_import),
    "api:articleimport-check": Row(NO_API, "UMMMMMMFF", args=the_import),
    "api:articleimport-confirm": Row(NO_API, "UMMMMMMFF", args=the_import),
    "api:articleimport-stop": Row(NO_API, "UMMMMMMFF", args=the_import),
    "api:articleimport-report": Row("UMMMMMMOO", NO_API, args=the_import),
    "api:spaceexport-list": Row("UOOOOOOOO", "UBBBBBBBB"),
    "api:spaceexport-detail": Row("UMMMMMMMM", NO_API, args=lambda world: [1]),
    "api:spaceexport-file": Row("UMMMMMMMM", NO_API, args=lambda world: [1]),
}
