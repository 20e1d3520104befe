"""When reviews are due, what period they are about, how heavy risks weigh."""

from datetime import date

from apps.vendors.rules.months import next_month

MONTHS_OF = {"monthly": 1, "quarterly": 3}
CERTAIN = 5
HIGH, MEDIUM = 15, 8
FALLING_MONTHS = 3


def months_of_review(kind: str, first: date) -> list[date]:
    """The months that a review is about, the first one given."""
    return [next_month(first, step) for step in range(MONTHS_OF[kind])]


def next_due(kind: str, last_first: date) -> date:
    """The first month of the review after the one that began with this month."""
    return next_month(last_first, MONTHS_OF[kind])


def period_text(kind: str, first: date) -> str:
    """What a review is about: October 2026, or July to September 2026."""
    months = months_of_review(kind, first)
    if len(months) == 1:
        return f"{first:%B %Y}"
    last = months[-1]
    begin = f"{first:%B}" if first.year == last.year else f"{first:%B %Y}"
    return f"{begin} to {last:%B %Y}"


def risk_score(likelihood: int, impact: int, *, is_issue: bool) -> int:
    """Likelihood × impact, 1 to 25; an issue has happened: its likelihood is 5."""
    return (CERTAIN if is_issue else likelihood) * impact


def risk_tone(score: int) -> str:
    """Red from 15, amber from 8, else green."""
    if score >= HIGH:
        return "red"
    return "amber" if score >= MEDIUM else "green"
