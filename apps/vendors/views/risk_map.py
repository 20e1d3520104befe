"""Where risks gather: a map of likelihood and impact, whose numbers lead to the list."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from apps.core.markup import fill
from apps.vendors.queries.governance import SCALE
from apps.vendors.rules.governance import risk_score, risk_tone
from apps.vendors.states import RiskState

KEPT = ("q", "vendor", "kind")
CELLS = ("likelihood", "impact")


def without_cell(asked: QueryDict) -> QueryDict:
    """The question without the cell that it narrows to: the map stays whole."""
    whole = asked.copy()
    for name in CELLS:
        whole.pop(name, None)
    return whole


def draw_map(counted: Mapping[tuple[int, int], int], asked: QueryDict) -> SafeString:
    """A line a likelihood, the highest first; each number leads to its open risks."""
    base = {name: str(asked[name]) for name in KEPT if asked.get(name)}
    lines = [
        fill(
            '<tr><th scope="row">Likelihood {}</th>{}</tr>\n',
            likelihood,
            SafeString(
                "".join(
                    _cell(counted[likelihood, impact], likelihood, impact, base)
                    for impact in SCALE
                )
            ),
        )
        for likelihood in reversed(SCALE)
    ]
    return SafeString("".join(lines))


def _cell(count: int, likelihood: int, impact: int, base: Mapping[str, str]) -> str:
    tone = risk_tone(risk_score(likelihood, impact, is_issue=False))
    if not count:
        none = '<td class="portal-rag portal-rag-{} portal-rag-none">{}</td>'
        return fill(none, tone, SafeString('<span class="visually-hidden">0</span>'))
    cell = {"state": RiskState.OPEN, "likelihood": likelihood, "impact": impact}
    told = f"Likelihood {likelihood}, impact {impact}, {tone}: {count} open"
    return fill(
        '<td class="portal-rag portal-rag-{}"><a href="?{}" aria-label="{}">'
        "<strong>{}</strong></a></td>",
        tone,
        urlencode({**base, **cell}),
        told,
        count,
    )
