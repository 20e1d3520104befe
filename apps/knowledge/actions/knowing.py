"""What documents say of themselves, as the facts of articles."""

from collections.abc import Iterable, Mapping
from typing import Any

from apps.accounts.models import Team, User
from apps.catalog.models import Application, Platform
from apps.knowledge.models import Kind
from apps.knowledge.rules.carrying.documents import Document
from apps.knowledge.rules.carrying.problems import NOTED
from apps.knowledge.rules.carrying.said import Said

RUNBOOK = {"h-diagnosis", "h-mitigation", "h-impact", "h-meaning"}


def as_plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as JSON keeps them."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(one) for one in value]
        if value is None or isinstance(value, str | int):
            return value
        return value.pk if hasattr(value, "pk") else str(value)

    return {name: plain(value) for name, value in facts.items()}


class Known:
    """The people, teams, platforms and applications that the pages name."""

    def __init__(self, said: Iterable[Said]) -> None:
        """Ask for all of them at once."""
        said = list(said)
        mails = {one.owner.lower() for one in said if one.owner}
        people = User.objects.filter(email__in=mails, is_active=True)
        self.people = {one.email.lower(): one for one in people}
        teams = Team.objects.filter(slug__in={one.team for one in said if one.team})
        self.teams = {one.slug: one for one in teams}
        names = {name for one in said for name in one.platforms}
        self.platforms = {
            one.slug: one for one in Platform.objects.filter(slug__in=names)
        }
        names = {name for one in said for name in one.applications}
        self.applications = {
            one.code: one for one in Application.objects.filter(code__in=names)
        }

    def facts(self, document: Document, kind: str) -> dict[str, Any]:
        """What a document says of itself, as the fields of an article."""
        said = document.said
        found: dict[str, Any] = {}
        for name in ("labels", "review_days"):
            if value := getattr(said, name):
                found[name] = list(value) if isinstance(value, tuple) else value
        if said.owner:
            found["owner"] = self._one(document, self.people, said.owner.lower())
        if said.team:
            found["team"] = self._one(document, self.teams, said.team)
        for name in ("platforms", "applications"):
            if wanted := getattr(said, name):
                known = getattr(self, name)
                rows = [self._one(document, known, one) for one in wanted]
                found[name] = [one for one in rows if one]
        found["kind"] = said.kind or kind or guessed_kind(document)
        return {name: value for name, value in found.items() if value is not None}

    @staticmethod
    def _one(document: Document, known: dict[str, Any], name: str) -> Any:
        found = known.get(name)
        if found is None:
            document.tell(1, f"Front matter: nothing here is called “{name}”.", NOTED)
        return found


def guessed_kind(document: Document) -> str:
    """A runbook by its headings, else a how-to."""
    is_runbook = len(RUNBOOK & set(document.anchors)) > 1
    return Kind.RUNBOOK if is_runbook else Kind.HOW_TO
