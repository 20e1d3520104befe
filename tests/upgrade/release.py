"""The code of the last release and its tests, kept so that they can be run where history is not.

`python -m tests.upgrade.release COMMIT` keeps another: at each release, with LAST_RELEASE of
`tests/portal/safe_migrations.py`.
"""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "data" / "last_release.tar.xz"
WHOLE = (
    *("apps", "portal", "templates", "static", "tests"),
    *("manage.py", "pyproject.toml"),
)
# What needs a browser, servers of its own or hours, or looks at the repository.
LEFT_OUT = ("tests/bench/", "tests/browser/", "tests/deploy/", "tests/faults/")
NAME = "COMMIT"


def is_kept(name: str) -> bool:
    """Of what browsers are given only the drawings, which pages are made of."""
    if name.startswith("static/"):
        return name.endswith(".svg")
    return not name.startswith(LEFT_OUT)


def of_git(commit: str) -> dict[str, bytes]:
    """Each file of that commit that is kept; nothing where git does not know it."""
    asked = ["git", "archive", "--format=tar", commit, *WHOLE]
    ended = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True)
    return _files(io.BytesIO(ended.stdout)) if not ended.returncode else {}


def kept() -> tuple[str, dict[str, bytes]]:
    """The commit, and each of its files."""
    files = _files(io.BytesIO(KEPT.read_bytes()))
    return files.pop(NAME).decode(), files


def unpack(folder: Path) -> Path:
    """All of it into a folder."""
    for name, content in kept()[1].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def keep(commit: str) -> None:
    """Keep that commit instead."""
    asked = ["git", "rev-parse", f"{commit}^{{commit}}"]
    named = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True)
    full = named.stdout.strip()
    with tarfile.open(KEPT, "w:xz", preset=9) as out:
        for name, content in {NAME: full.encode(), **of_git(full)}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            out.addfile(member, io.BytesIO(content))


def _files(packed: io.BytesIO) -> dict[str, bytes]:
    found = {}
    with tarfile.open(fileobj=packed) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content and is_kept(member.name):
                found[member.name] = content.read()
    return found


if __name__ == "__main__":
    keep(sys.argv[1])
