"""Trees of files, in a folder or packed as ZIP: what may be read of them, and no more."""

import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from apps.knowledge.rules.carrying.problems import REJECTED, Problem, Unreadable

MOST_FILES = 20_000
MOST_BYTES = 1 << 30
MOST_PACKED = 300 << 20
MOST_OF_A_FILE = 25 << 20
MOST_TIMES = 200
SMALL = 1 << 20
SKIPPED = {".git", ".hg", ".svn", "__MACOSX", "node_modules"}
LITTER = {".DS_Store", "Thumbs.db"}
COMMIT = re.compile(r"[0-9a-f]{40}")
OF_A_BRANCH = re.compile(r"-([0-9a-f]{7,40}|main|master)$")
ENCRYPTED = 1


class Tree(Protocol):
    """Files by their path from the root, with `/` between the parts."""

    name: str
    commit: str
    problems: list[Problem]

    @property
    def paths(self) -> Sequence[str]:
        """All that may be read, in order."""

    def read(self, path: str) -> bytes:
        """What is in a file."""


class FolderTree:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        """Look what it holds; Unreadable if that is too much."""
        self.root, self.name = root, root.resolve().name
        self.commit = _commit_of(root)
        self.problems: list[Problem] = []
        self.paths = sorted(self._found())
        _check_count(len(self.paths))

    def _found(self) -> Iterator[str]:
        total = 0
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(set(folders) - SKIPPED)
            links = [one for one in folders if (Path(folder) / one).is_symlink()]
            for name in (*links, *sorted(set(names) - LITTER)):
                whole = Path(folder) / name
                path = whole.relative_to(self.root).as_posix()
                facts = whole.lstat()
                total += facts.st_size
                if why := _refusal(facts.st_size, facts.st_mode):
                    self.problems.append(Problem(path, 0, why, REJECTED))
                else:
                    yield path
        _check_total(total)

    def read(self, path: str) -> bytes:
        """What is in a file; never more than one may hold."""
        with (self.root / path).open("rb") as opened:
            return opened.read(MOST_OF_A_FILE)


class ZipTree:
    """A packed tree. A folder that holds all of it is not part of the paths."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        """Look what it holds; Unreadable if that is too much, or no ZIP."""
        try:
            self.packed = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("This is no ZIP file, or a damaged one.") from error
        comment = self.packed.comment.decode("ascii", "replace")
        self.commit = comment if COMMIT.fullmatch(comment) else ""
        self.problems: list[Problem] = []
        found = dict(self._found())
        _check_count(len(found))
        top = _only_folder(found)
        self.name = OF_A_BRANCH.sub("", top.rstrip("/")) or PurePosixPath(name).stem
        self._members = {path.removeprefix(top): one for path, one in found.items()}
        self.paths = sorted(self._members)

    def _found(self) -> Iterator[tuple[str, zipfile.ZipInfo]]:
        members = [one for one in self.packed.infolist() if not one.is_dir()]
        _check_count(len(members))
        _check_total(sum(one.file_size for one in members))
        seen: set[str] = set()
        for one in members:
            path = one.filename.replace("\\", "/")
            parts = set(path.split("/"))
            if parts & SKIPPED or parts & LITTER:
                continue
            why = _unsafe(path) or _packed_refusal(one)
            if not why and path in seen:
                why = "The archive holds two files of this name; the first is taken."
            seen.add(path)
            if why:
                self.problems.append(Problem(_shown(path), 0, why, REJECTED))
            else:
                yield path, one

    def read(self, path: str) -> bytes:
        """What is in a file; never more than one may hold. Unreadable if it is damaged."""
        try:
            with self.packed.open(self._members[path]) as opened:
                return opened.read(MOST_OF_A_FILE)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise Unreadable("The archive is damaged at this file.") from error
        except (NotImplementedError, RuntimeError) as error:
            raise Unreadable("It is packed in a way that is not read here.") from error


def open_tree(path: Path) -> Tree:
    """A folder or a ZIP file of this machine; Unreadable if it is neither."""
    if path.is_dir():
        return FolderTree(path)
    if not path.is_file():
        raise Unreadable(f"There is no folder or file {path}.")
    return ZipTree(path.open("rb"), path.name)


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        raise Unreadable(f"More than {MOST_FILES:,} files. Import it in parts.")


def _check_total(size: int) -> None:
    if size > MOST_BYTES:
        raise Unreadable(f"More than {MOST_BYTES >> 30} GB. Import it in parts.")


def _refusal(size: int, mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "A link to another file is not followed."
    if mode and stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        return "This is no ordinary file."
    if size > MOST_OF_A_FILE:
        return f"Larger than {MOST_OF_A_FILE >> 20} MB."
    return ""


def _packed_refusal(one: zipfile.ZipInfo) -> str:
    if one.flag_bits & ENCRYPTED:
        return "It is encrypted."
    if one.file_size > SMALL and one.file_size > MOST_TIMES * one.compress_size:
        return f"It grows more than {MOST_TIMES} times when unpacked."
    return _refusal(one.file_size, one.external_attr >> 16)


def _unsafe(path: str) -> str:
    if any(unicodedata.category(one)[0] == "C" for one in path):
        return "Its name holds characters that can't be seen."
    is_outside = path.startswith("/") or path[1:2] == ":" or ".." in path.split("/")
    return "Its name leads out of the archive." if is_outside else ""


def _shown(path: str) -> str:
    kept = (one if unicodedata.category(one)[0] != "C" else "�" for one in path)
    return "".join(kept)[:400]


def _only_folder(paths: dict[str, zipfile.ZipInfo]) -> str:
    tops = {path.partition("/")[0] for path in paths}
    is_one = len(tops) == 1 and all("/" in path for path in paths)
    return f"{tops.pop()}/" if is_one else ""


def _commit_of(root: Path) -> str:
    """The commit that a checked-out folder stands at, if it is one."""
    git = root / ".git"
    try:
        head = (git / "HEAD").read_text().strip()
        if not head.startswith("ref: "):
            return head if COMMIT.fullmatch(head) else ""
        ref = head.removeprefix("ref: ")
        if ".." not in ref and (git / ref).is_file():
            return (git / ref).read_text().strip()[:40]
        lines = (git / "packed-refs").read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return next((line[:40] for line in lines if line.endswith(f" {ref}")), "")
