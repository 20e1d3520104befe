"""A page of results as it is drawn: bits of text, links, facets to choose and drop."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.urls import reverse

from apps.knowledge.models import Kind
from apps.knowledge.queries.search.asking import PAGE, Found, Hit
from apps.knowledge.queries.search.facets import Chosen, Facet
from apps.knowledge.rules.confidence import Confidence, Evidence
from apps.knowledge.rules.search.ranking import TEXT_DEPTH
from apps.knowledge.rules.search.snippets import Bit, marked, snippet
from apps.knowledge.states import Standing

FACETS = {
    "space": "Space",
    "kind": "Kind",
    "platform": "Platform",
    "application": "Application",
    "label": "Label",
    "owner": "Owner",
    "fresh": "Verified",
}
FRESH = {"90": "In the last 90 days", "365": "In the last year"}
STALE = {Standing.DUE: "Due for review", Standing.RETIRED: "Retired"}
SHOWN_OF_FACET = 8


@dataclass(frozen=True)
class Result:
    """An article that was found, ready to draw. `jump` leads to the best heading."""

    hit: Hit
    url: str
    jump: str
    title: Sequence[Bit]
    heading: Sequence[Bit]
    text: Sequence[Bit]
    kind: str
    stale: str
    evidence: Evidence | None
    confidence: Confidence | None


@dataclass(frozen=True)
class Choice:
    """A value of a facet: what it is called, how many have it, where it leads."""

    name: str
    count: int
    query: str


@dataclass(frozen=True)
class Shown:
    """A page of results. `total` may stand for more than are ranked at all."""

    results: Sequence[Result]
    total: int
    is_more: bool
    facets: Sequence[tuple[str, Sequence[Choice]]]
    chosen: Sequence[Choice]
    page: int
    pages: int
    query: str


def shown(
    found: Found,
    asked: Mapping[str, str],
    *,
    page: int,
    log: int | None,
    known: Mapping[int, tuple[Evidence, Confidence]] | None = None,
) -> Shown:
    """What was found, as the page draws it; `asked` is the address without its page.

    `known` says how far each article may be relied on.
    """
    chosen = Chosen(**{name: asked.get(name, "") for name in FACETS})
    return Shown(
        results=[
            _result(
                hit,
                found.lexemes,
                _address(hit, log, (page - 1) * PAGE + place),
                (known or {}).get(hit.pk, (None, None)),
            )
            for place, hit in enumerate(found.hits, 1)
        ],
        total=found.total,
        is_more=found.total >= TEXT_DEPTH,
        facets=[
            (title, choices)
            for name, title in FACETS.items()
            if (choices := _choices(name, found.facets.get(name, []), asked))
        ],
        chosen=[
            Choice(_chosen_name(name, value, found), 0, _without(asked, name))
            for name, value in asdict(chosen).items()
            if value
        ],
        page=page,
        pages=max(1, -(-found.total // PAGE)),
        query=urlencode({name: value for name, value in asked.items() if value}),
    )


def _address(hit: Hit, log: int | None, place: int) -> str:
    """Where it leads, and from which place of which search."""
    url = reverse("knowledge:article", args=[hit.space, hit.slug])
    return f"{url}?from={log}-{place}" if log else url


def _result(
    hit: Hit,
    lexemes: Sequence[str],
    url: str,
    known: tuple[Evidence | None, Confidence | None],
) -> Result:
    evidence, confidence = known
    return Result(
        hit=hit,
        url=url,
        jump=f"{url}#{hit.anchor}" if hit.anchor else "",
        title=marked(hit.title, lexemes),
        heading=marked(hit.heading, lexemes),
        text=snippet(hit.text, lexemes),
        kind=Kind(hit.kind).label,
        stale=STALE.get(Standing(hit.standing), ""),
        evidence=evidence,
        confidence=confidence,
    )


def _choices(
    name: str, found: Sequence[Facet], asked: Mapping[str, str]
) -> Sequence[Choice]:
    """What can be chosen now; nothing where one is chosen or there is no difference."""
    if asked.get(name):
        return []
    return [
        Choice(
            name=_named(name, one.value, one.name),
            count=one.count,
            query=urlencode({**_given(asked), name: one.value}),
        )
        for one in found[:SHOWN_OF_FACET]
    ]


def _given(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if value}


def _without(asked: Mapping[str, str], name: str) -> str:
    return urlencode({key: one for key, one in _given(asked).items() if key != name})


def _named(name: str, value: str, otherwise: str) -> str:
    if name == "kind":
        return dict(Kind.choices).get(value, value)
    return FRESH.get(value, otherwise) if name == "fresh" else otherwise


def _chosen_name(name: str, value: str, found: Found) -> str:
    """A chosen value as the counts call it; as typed where nothing has it."""
    names = {one.value: one.name for one in found.facets.get(name, [])}
    said = _named(name, value, names.get(value, value))
    return f"{FACETS[name]}: {said}"
