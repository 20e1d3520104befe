"""The running month in tables and words."""

from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import ago, badge, fill, link, show_time
from apps.vendors.models import Verdict
from apps.vendors.queries.outlook import LevelForecast, ServiceForecast
from apps.vendors.rules.forecasting import Step
from apps.vendors.rules.wording import NOTHING, goal_text, money_text, percent_text


def _name(one: LevelForecast) -> SafeString:
    month = f"{one.card.month:%Y-%m}"
    args = [one.card.service.slug, month, one.line.level.slug]
    return link(reverse("vendors:scorecard_level", args=args), one.line.level.name)


def _so_far(one: LevelForecast) -> str:
    met, breached = one.counted
    return f"{met} met, {breached} breached"


def _open(one: LevelForecast) -> str:
    told = [
        (one.open.due, "due"),
        (one.open.later, "later"),
        (one.open.paused, "paused"),
    ]
    return ", ".join(f"{count} {word}" for count, word in told if count) or NOTHING


def _end(one: LevelForecast, percent: Decimal | None) -> SafeString | str:
    if percent is None:
        return NOTHING
    rating = one.rating(percent)
    return fill("{} {}", percent_text(percent), badge(rating.label, rating.tone))


def spare_words(one: LevelForecast) -> str:
    """How many more breaches the level bears."""
    found = one.spare
    if found.until_amber is None:
        return "No breach can miss this goal"
    if found.until_red == 0:
        return "The goal is missed: red"
    red = "" if found.until_red is None else f"red after {_more(found.until_red)}"
    if found.until_amber == 0:
        return f"The goal is missed; {red}" if red else "The goal is missed"
    if found.until_amber == found.until_red:
        return f"Red after {_more(found.until_amber)}"
    return f"Amber after {_more(found.until_amber)}" + (f", {red}" if red else "")


def _more(count: int) -> str:
    return f"{count} more"


LEVELS = [
    Column("level", "Level", lambda one: one.line.level.name, cell=_name, is_head=True),
    Column("goal", "Goal", lambda one: goal_text(one.line.terms.goal), css="num"),
    Column("so_far", "So far", _so_far),
    Column("open", "Open", _open),
    Column(
        "pessimistic", "Pessimistic", lambda one: _end(one, one.outlook.pessimistic)
    ),
    Column("likely", "Likely", lambda one: _end(one, one.outlook.likely)),
    Column("optimistic", "Optimistic", lambda one: _end(one, one.outlook.optimistic)),
    Column("spare", "More breaches", spare_words),
]


def step_words(step: Step, page: ServiceForecast) -> str:
    """A step as one says it: "2 more misses of … before 30 November would cost …"."""
    last = page.last_day
    misses = "1 more breach" if step.more == 1 else f"{step.more} more breaches"
    lead = f"{misses} of {step.level} before {last.day} {last:%B}"
    currency = page.service.contract.currency
    band = f"below {goal_text(step.band.below)}"
    if not step.cost:
        return f"{lead} would cost nothing more: the amount at risk is used up."
    capped = ", as far as the amount at risk goes" if step.is_capped else ""
    return (
        f"{lead} would cost {money_text(step.cost, currency)}{capped}: attainment"
        f" {percent_text(step.percent)} is {band}, and the month then costs"
        f" {money_text(step.due, currency)}."
    )


def draw_steps(page: ServiceForecast) -> list[str]:
    """What more breaches would cost, the fewest first."""
    steps = [step for level in page.levels for step in level.steps]
    return [step_words(one, page) for one in sorted(steps, key=lambda s: s.more)]


def _due(one: Verdict) -> SafeString:
    return fill("{} ({})", show_time(one.due_at), ago(one.due_at) if one.due_at else "")


TICKETS = [
    Column(
        "ticket",
        "Ticket",
        lambda one: one.ticket.number,
        cell=lambda one: link(one.ticket.get_absolute_url(), one.ticket.number),
        is_head=True,
    ),
    Column("title", "About", lambda one: one.ticket.title),
    Column("level", "Level", lambda one: one.level.name),
    Column("priority", "Priority", lambda one: f"P{one.ticket.priority}"),
    Column("group", "Group", lambda one: one.ticket.group),
    Column("due", "Breaches at", lambda one: one.due_at, cell=_due),
]


def _of_level(column: Column) -> Column:
    """The same column over pairs of a service and its level."""
    shown = column.cell or column.value
    return Column(column.key, column.label, lambda pair: shown(pair[1]), css=column.css)


def _service(pair: tuple[ServiceForecast, LevelForecast]) -> SafeString:
    service = pair[0].service
    return link(reverse("vendors:forecast", args=[service.slug]), service.name)


UNDECIDED = [
    Column(
        "service",
        "Service",
        lambda pair: pair[0].service.name,
        cell=_service,
        is_head=True,
    ),
    Column("vendor", "Vendor", lambda pair: pair[0].service.contract.vendor.name),
    *(_of_level(one) for one in LEVELS),
]
