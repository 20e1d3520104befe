"""What we carry of others' work is what the manifest says, and nothing else."""

import hashlib
import json
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VENDORED = [ROOT / "static" / "vendor", ROOT / "tests" / "browser" / "vendor"]
MANIFEST = json.loads((VENDORED[0] / "manifest.json").read_text())


def test_each_vendored_file_is_the_one_that_was_checked():
    named = {path: digest for one in MANIFEST for path, digest in one["files"].items()}

    found = {
        str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in VENDORED
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }

    assert found == named


def test_each_vendored_thing_names_its_version_licence_and_source():
    for one in MANIFEST:
        assert all(one[key] for key in ("name", "version", "licence", "package"))
        assert any("LICENSE" in path for path in one["files"])


def test_no_vendored_file_points_at_a_source_map():
    pointing = [
        path
        for one in MANIFEST
        for path in one["files"]
        if "sourceMappingURL=" in (ROOT / path).read_text(encoding="utf-8")
    ]

    assert pointing == []
