"""When a service breaches, as a map of the week; and what its breaches are."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from apps.core.charts.heat import level_of
from apps.core.lists import Column
from apps.core.markup import fill, link
from apps.vendors.forms.portfolio import DAY_NAMES
from apps.vendors.models import Verdict
from apps.vendors.queries.patterns import DAYS, HOURS, Part, Patterns
from apps.vendors.rules.wording import span_words

NARROWS = ("weekday", "hour", "priority", "category", "group", "page", "export", "sort")
NO_NAME = "none given"
SHARE = (
    '<tr><th scope="row">{}</th><td class="num">{}</td><td><meter min="0" max="100"'
    ' value="{}" aria-label="Share of all breaches, {}"></meter> {} %</td>'
    '<td class="num">{} % of {}</td></tr>\n'
)


def kept(asked: QueryDict) -> dict[str, str]:
    """The level and the months of the question, without what narrows the list."""
    return {name: str(value) for name, value in asked.items() if name not in NARROWS}


def draw_week(page: Patterns, base: dict[str, str]) -> SafeString:
    """A line a weekday, a cell an hour; each number leads to its tickets."""
    highest = max(page.calendar.values(), default=0)
    lines = []
    for day in DAYS:
        cells = "".join(
            _cell(page.calendar.get((day, hour), 0), highest, day, hour, base)
            for hour in HOURS
        )
        name = DAY_NAMES[day - 1]
        lines.append(
            fill('<tr><th scope="row">{}</th>{}</tr>\n', name, SafeString(cells))
        )
    return SafeString("".join(lines))


def _cell(count: int, highest: int, day: int, hour: int, base: dict[str, str]) -> str:
    if not count:
        return '<td class="portal-heat-0"><span class="visually-hidden">0</span></td>'
    query = urlencode({**base, "weekday": day, "hour": hour})
    told = f"{DAY_NAMES[day - 1]}, {hour:02}:00 to {hour:02}:59: {count}"
    return fill(
        '<td class="portal-heat-{}"><a href="?{}#breaches" aria-label="{}">{}</a></td>',
        level_of(count, highest),
        query,
        told,
        count,
    )


def draw_shares(name: str, parts: list[Part], base: dict[str, str]) -> SafeString:
    """A line for each value that was late at all; the number leads to its tickets."""
    lines = []
    for one in parts:
        if not one.breached:
            continue
        shown = f"P{one.value}" if name == "priority" else one.value or NO_NAME
        query = urlencode({**base, name: one.value})
        count: object = one.breached
        if one.value:
            count = link(f"?{query}#breaches", one.breached)
        lines.append(
            fill(
                SHARE,
                *(shown, count, f"{one.share:.1f}", shown),
                *(f"{one.share:.0f}", f"{one.rate:.1f}", one.total),
            )
        )
    return SafeString("".join(lines))


def _over(one: Verdict) -> str:
    return span_words(getattr(one, "over_seconds", None) or 0)


BREACHES = [
    Column(
        "ticket",
        "Ticket",
        lambda one: one.ticket.number,
        sort="ticket__number",
        cell=lambda one: link(one.ticket.get_absolute_url(), one.ticket.number),
        is_head=True,
    ),
    Column("title", "About", lambda one: one.ticket.title),
    Column("level", "Level", lambda one: one.level.name, sort="level__position"),
    Column(
        "priority",
        "Priority",
        lambda one: f"P{one.ticket.priority}",
        sort="ticket__priority",
    ),
    Column(
        "category", "Category", lambda one: one.ticket.category, sort="ticket__category"
    ),
    Column("group", "Group", lambda one: one.ticket.group, sort="ticket__group"),
    Column("due", "Target reached", lambda one: one.due_at, sort="due_at"),
    Column("over", "Over target", _over, sort="over_seconds", css="num"),
]
