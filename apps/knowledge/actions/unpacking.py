"""A tree of documents read and compared with the space it goes into. Writes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.models import User
from apps.core.uploads import Checked, check_upload
from apps.knowledge.actions.knowing import Known
from apps.knowledge.actions.placing import Page, gone, judge, placed
from apps.knowledge.models import Space
from apps.knowledge.rules.carrying.documents import Document, is_page, read_document
from apps.knowledge.rules.carrying.linking import World, link
from apps.knowledge.rules.carrying.naming import digest
from apps.knowledge.rules.carrying.outcome import (
    CHANGED,
    CONFLICT,
    NEW,
    ORDER,
    REJECTED,
    UNCHANGED,
)
from apps.knowledge.rules.carrying.places import Atlas
from apps.knowledge.rules.carrying.problems import NOTED, Problem, Unreadable
from apps.knowledge.rules.carrying.problems import REJECTED as REFUSED
from apps.knowledge.rules.carrying.trees import Tree

WHOLE, READ = 1000, 600
MOST_PROBLEMS, MOST_PAGES = 5_000, 20_000
Progress = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody asked the import to stop."""


@dataclass
class Parcel:
    """A tree on its way into a space, and how it is to be taken."""

    space: Space
    tree: Tree
    source: str
    commit: str = ""
    site: str = ""
    kind: str = ""
    takes_files: bool = False
    publishes: bool = True
    by: User | None = None
    progress: Progress | None = None
    is_stopped: Callable[[], bool] = field(default=lambda: False)

    def tell(self, done: float) -> None:
        """Show how far it is, of WHOLE; stop if that was asked for."""
        if self.progress:
            self.progress(int(done), WHOLE)
        if self.is_stopped():
            raise Stopped


@dataclass
class Unpacked:
    """What a tree holds, compared with the space."""

    parcel: Parcel
    pages: list[Page]
    problems: list[Problem]
    strange: Counter[str]
    files: int

    def report(self) -> dict[str, Any]:
        """What would become of each page, and what could not be taken."""
        told = [one for page in self.pages for one in page.document.problems]
        problems = sorted(
            [*self.problems, *told], key=lambda one: (one.file, one.line, one.why)
        )
        rejected = sum(one.level == REFUSED for one in problems)
        outcomes = Counter(one.outcome for one in self.pages)
        rows = sorted(self.pages, key=lambda one: ORDER.index(one.outcome))
        notices = [
            f"Front matter “{name}” means nothing here; it stands in {count} files."
            for name, count in self.strange.most_common(30)
        ]
        return {
            "counts": {
                "files": self.files,
                "pages": len(self.pages),
                **{
                    name: outcomes[name] for name in (NEW, CHANGED, UNCHANGED, CONFLICT)
                },
                REJECTED: rejected,
                "problems": len(problems),
            },
            "pages": [_told(one) for one in rows[:MOST_PAGES]],
            "problems": [one.as_json() for one in problems[:MOST_PROBLEMS]],
            "notices": notices,
        }


def _told(page: Page) -> dict[str, str]:
    return {
        "file": page.document.path,
        "slug": page.slug,
        "title": page.document.title,
        "outcome": page.outcome,
    }


def unpack(parcel: Parcel) -> Unpacked:
    """Read the tree, rewrite its links and decide what becomes of each page."""
    tree = parcel.tree
    found = Unpacked(parcel, [], list(tree.problems), Counter(), len(tree.paths))
    documents = dict(_documents(parcel, found))
    found.pages = placed(parcel.space, parcel.source, documents)
    files = _Files(tree)
    world = World(
        atlas=Atlas(tree.paths, {one.title: path for path, one in documents.items()}),
        addresses={one.document.path: one.slug for one in found.pages},
        documents=documents,
        refusal=files.refusal,
        site=parcel.site,
    )
    known = Known([one.document.said for one in found.pages])
    for number, page in enumerate(found.pages):
        linked = link(page.document, world)
        page.text, page.paths = linked.text, linked.files
        page.files = {name: files.checked(path) for name, path in linked.files.items()}
        page.facts = known.facts(page.document, parcel.kind)
        page.digest = digest(page.document.title, page.text)
        page.news, page.new_files = page.facts, page.files
        found.strange.update(page.document.strange)
        if not number % 20:
            parcel.tell(READ * (0.8 + 0.2 * number / len(found.pages)))
    judge(found.pages, takes_files=parcel.takes_files)
    found.problems += gone(parcel.space, parcel.source, found.pages)
    return found


def _documents(parcel: Parcel, found: Unpacked) -> Iterator[tuple[str, Document]]:
    """Every page of the tree that can be read; of the others, why not."""
    paths = [path for path in parcel.tree.paths if is_page(path)]
    for number, path in enumerate(paths):
        if not number % 10:
            parcel.tell(READ * 0.8 * number / len(paths))
        try:
            document = read_document(path, parcel.tree.read(path))
        except (Unreadable, RecursionError) as error:
            why = str(error) if isinstance(error, Unreadable) else "It is too deep."
            found.problems.append(Problem(path, 0, why, REFUSED))
            continue
        if document:
            yield path, document
        else:
            why = "It only lists the other pages, so it is no article."
            found.problems.append(Problem(path, 0, why, NOTED))


class _Files:
    """The files of a tree that articles may keep: judged once, by the rules of uploads."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.known: dict[str, Checked | str] = {}

    def _judged(self, path: str) -> Checked | str:
        if path not in self.known:
            try:
                content = self.tree.read(path)
                self.known[path] = check_upload(SimpleUploadedFile(path, content))
            except ValidationError as error:
                self.known[path] = " ".join(error.messages)
            except Unreadable as error:
                self.known[path] = str(error)
        return self.known[path]

    def refusal(self, path: str) -> str:
        """Why a file is not kept; nothing if it is."""
        judged = self._judged(path)
        return judged if isinstance(judged, str) else ""

    def checked(self, path: str) -> Checked:
        """What a file turned out to be that was not refused."""
        judged = self._judged(path)
        assert isinstance(judged, Checked)
        return judged
