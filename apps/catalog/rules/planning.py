"""What an import would do: made, changed in which fields, left; and what people keep."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from apps.catalog.rules.entities import Entity, understand, words
from apps.catalog.rules.gone import gone_from
from apps.catalog.rules.mapping import (
    application_fields,
    lifecycle_of,
    links_of,
    slug,
    team_fields,
)
from apps.catalog.rules.outcome import (
    MISSING,
    UNOWNED,
    Change,
    Feeds,
    FieldChange,
    Known,
    KnownEntity,
    KnownThing,
    Outcome,
    Plan,
    Verdict,
)
from apps.catalog.rules.reading import Problem, Source, read_documents
from apps.catalog.rules.references import Reference


def merge(current: Any, written: Any, stated: Any) -> Verdict:
    """Who wins a field: the file, unless a person changed it in the portal.

    What the last import wrote tells the two apart: while the portal still holds it,
    the field follows the file; once it differs, a person's word stands. A field that
    no import ever wrote is filled only if it is empty.
    """
    if current == stated:
        return "same"
    if written is MISSING:
        return "write" if current in ("", None) else "keep"
    return "write" if current == written else "keep"


def plan(
    sources: Iterable[Source], known: Known, *, teams: frozenset[str] | None = None
) -> Plan:
    """Compare the files with the catalog. `teams` limits whose things may be touched."""
    given = list(sources)
    entities, problems = read_entities(given)
    planner = _Planner(known, entities)
    changes = []
    for entity in sorted(entities, key=lambda one: one.kind != "group"):
        change = planner.change(entity)
        refusal = _not_theirs(change, known, teams)
        if refusal:
            problems.append(entity.document.problem(refusal, "spec", "owner"))
        else:
            changes.append(change)
    keys = {entity.key for entity in entities}
    gone = gone_from([one.name for one in given], keys, known.entities)
    return Plan(tuple(changes), tuple(problems), gone)


def read_entities(sources: Iterable[Source]) -> tuple[list[Entity], list[Problem]]:
    """Every entity of the files once, and what is wrong with the other documents."""
    documents, problems = read_documents(sources)
    found: dict[str, Entity] = {}
    for document in documents:
        entity, wrong = understand(document)
        problems += wrong
        if entity and (first := found.get(entity.key)):
            place = f"document {first.document.number} of {first.document.file}"
            same = first.document.data == document.data
            problems.append(
                document.problem(
                    f"{entity.key} stands already in {place}"
                    + (", word for word." if same else ", and says something else.")
                )
            )
        elif entity:
            found[entity.key] = entity
    return list(found.values()), problems


def _not_theirs(change: Change, known: Known, teams: frozenset[str] | None) -> str:
    """Why this person may not import the document; empty if they may."""
    if teams is None or change.outcome == "left":
        return ""
    if change.feeds != "application":
        return f"Only a catalog importer may import a {change.entity.reference.kind}."
    owners = {str(change.stated["owner_team"])}
    if change.slug in known.applications:
        owners.add(known.applications[change.slug].owner)
    return "" if owners <= teams else "Its owner is not one of your teams."


class _Planner:
    """Goes through the documents, remembering the names it has given."""

    def __init__(self, known: Known, entities: Sequence[Entity]) -> None:
        self.known = known
        self.fed_by = {
            (self._feeds(key), one.feeds): key
            for key, one in known.entities.items()
            if one.feeds
        }
        self.groups = {one.key: one for one in entities if one.kind == "group"}
        self.team_slugs = self._team_slugs()
        self.parents = self._parents()

    @staticmethod
    def _feeds(key: str) -> Feeds:
        kind = key.partition(":")[0]
        if kind == "component":
            return "application"
        return "team" if kind == "group" else ""

    def change(self, entity: Entity) -> Change:
        """What becomes of one document."""
        before = self.known.entities.get(entity.key)
        is_same = before is not None and before.document == entity.document.data
        feeds = self._feeds(entity.key)
        if not feeds:
            outcome: Outcome = "left" if is_same else "changed" if before else "created"
            return Change(entity, outcome, differences=_rewritten(before, entity))
        name = self._slug(entity, feeds)
        stated, notes = self._stated(entity, feeds)
        things = self.known.applications if feeds == "application" else self.known.teams
        thing = things.get(name)
        written = before.written if before else {}
        fields = tuple(self._fields(thing, written, stated))
        is_settled = is_same and all(one.is_kept for one in fields)
        return Change(
            entity,
            "left" if is_settled else "changed" if thing or before else "created",
            feeds=feeds,
            slug=name,
            is_new=thing is None,
            fields=fields,
            stated=stated,
            differences=_rewritten(before, entity),
            notes=tuple(notes),
        )

    def _slug(self, entity: Entity, feeds: Feeds) -> str:
        """The code or slug it feeds: its own from before, its name, or name in full."""
        before = self.known.entities.get(entity.key)
        if before and before.feeds:
            return before.feeds
        short = slug(entity.reference.name)[:100] or "unnamed"
        long = slug(f"{entity.reference.namespace}-{entity.reference.name}")[:100]
        for name in (short, long, *(f"{long[:95]}-{n}" for n in range(2, 1000))):
            if self.fed_by.setdefault((feeds, name), entity.key) == entity.key:
                return name
        return long

    def _stated(self, entity: Entity, feeds: Feeds) -> tuple[dict[str, Any], list[str]]:
        if feeds == "team":
            fields = team_fields(entity)
            if entity.key in self.parents:
                fields["parent"] = self.parents[entity.key]
            return fields, []
        owner, notes = self._owner(entity)
        if not lifecycle_of(entity):
            said = words(entity.spec.get("lifecycle"))
            notes.append(f"Lifecycle “{said[:60]}” is taken as experimental.")
        fields = {**application_fields(entity), "owner_team": owner}
        return {**fields, "links": sorted(links_of(entity))}, notes

    def _fields(
        self,
        thing: KnownThing | None,
        written: Mapping[str, Any],
        stated: Mapping[str, Any],
    ) -> Iterator[FieldChange]:
        """The fields in which file and portal differ, and who wins each."""
        for name, value in stated.items():
            if name == "links":
                yield from _link_changes(thing, written, value)
                continue
            current = thing.fields.get(name) if thing else None
            verdict = (
                merge(current, written.get(name, MISSING), value) if thing else "write"
            )
            is_blank = thing is None and value in ("", None)
            if verdict != "same" and not is_blank:
                yield FieldChange(name, current, value, is_kept=verdict == "keep")

    def _owner(self, entity: Entity) -> tuple[str, list[str]]:
        """The slug of the owner's team; the team of the unowned if there is none."""
        reference = entity.targets("owner")[0]
        found = self._team(reference)
        if found:
            return found, []
        return UNOWNED, [f"Owner {reference.key} is no team we know: left unowned."]

    def _team(self, reference: Reference) -> str:
        """By the group's document, else by the slug or the name that a team has."""
        if reference.kind.lower() != "group":
            return ""
        if found := self.team_slugs.get(reference.key):
            return found
        name = slug(reference.name)
        return self.team_slugs.get(f"*/{name}", "")

    def _team_slugs(self) -> dict[str, str]:
        """Team slugs by a group's key, and by its bare name."""
        called = {team.slug: team.fields["name"] for team in self._teams()}
        for _, group in sorted(self.groups.items()):
            mine = self._slug(group, "team")
            called[mine] = self._name_after(mine, group)
        names = sorted(called.items(), reverse=True)
        found = {f"*/{slug(name)}": mine for mine, name in names}
        found |= {f"*/{mine}": mine for mine in called}
        for key, group in sorted(self.groups.items()):
            name = self._slug(group, "team")
            found[key] = name
            found.setdefault(f"*/{slug(group.reference.name)}", name)
        for key, known in self.known.entities.items():
            if known.feeds and self._feeds(key) == "team":
                found[key] = known.feeds
        return found

    def _name_after(self, team: str, group: Entity) -> str:
        """What the team is called once its group is imported, so that owners find it
        by the same name in this import as in the next."""
        stated: str = team_fields(group)["name"]
        thing, before = self.known.teams.get(team), self.known.entities.get(group.key)
        if thing is None:
            return stated
        current: str = thing.fields["name"]
        written = before.written.get("name", MISSING) if before else MISSING
        return current if merge(current, written, stated) == "keep" else stated

    def _teams(self) -> Iterable[KnownThing]:
        return self.known.teams.values()

    def _parents(self) -> dict[str, str | None]:
        """Each group's team above it, by its own word or that of the group above."""
        above: dict[str, str] = {}
        for key, group in sorted(self.groups.items()):
            for child in group.targets("children"):
                above.setdefault(child.key, self.team_slugs[key])
        for key, group in self.groups.items():
            for parent in group.targets("parent"):
                above[key] = self._team(parent)
        tree = {team.slug: team.fields.get("parent") for team in self._teams()}
        found: dict[str, str | None] = {}
        for key in sorted(self.groups):
            mine, over = self.team_slugs[key], above.get(key)
            if over and not _is_above(mine, over, tree):
                tree[mine] = found[key] = over
        return found


def _rewritten(before: KnownEntity | None, entity: Entity) -> tuple[FieldChange, ...]:
    """Where the document says something else than the one imported before."""
    if before is None:
        return ()
    return tuple(differences(before.document, entity.document.data))


def differences(before: Any, after: Any, path: str = "") -> Iterator[FieldChange]:
    """The fields, by their paths, whose values differ between two documents."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in sorted({*before, *after}):
            inner = f"{path}.{name}" if path else name
            yield from differences(before.get(name), after.get(name), inner)
    elif before != after:
        yield FieldChange(path, before, after)


def _is_above(team: str, other: str | None, tree: Mapping[str, str | None]) -> bool:
    """Whether the other team is the team itself or stands below it."""
    for _ in range(len(tree) + 1):
        if other is None or other == team:
            break
        other = tree.get(other)
    return other == team


def _link_changes(
    thing: KnownThing | None, written: Mapping[str, Any], stated: Sequence[str]
) -> Iterator[FieldChange]:
    """Links that the file brings or drops; those that people made or removed stay so."""
    before = set(written.get("links", []))
    there = set(thing.links) if thing else set()
    brought = set(stated) - before - there
    dropped = (before - set(stated)) & there
    if brought or dropped:
        after = sorted((there | brought) - dropped)
        yield FieldChange("links", sorted(there), after)
