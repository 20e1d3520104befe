"""Figures as people say them: shares, spans of time, how far a goal was."""

from decimal import ROUND_DOWN, Decimal

from apps.vendors.rules.scoring import Rating

NOTHING = "–"
MINUTE, HOUR = 60, 3600


def percent_text(percent: Decimal | None, places: int = 2) -> str:
    """A share, cut rather than rounded, so that 94.999 % never reads as 95."""
    if percent is None:
        return NOTHING
    return f"{percent.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)} %"


def goal_text(goal: Decimal) -> str:
    """A goal without needless zeros: 95 %, 99.95 %."""
    return f"{goal.normalize():f} %"


def money_text(amount: Decimal, currency: str) -> str:
    """An amount with its currency: 12,500.00 EUR."""
    return f"{amount:,.2f} {currency}"


def span_words(seconds: int) -> str:
    """A span of working time, to the second: 2 h 10 m, 45 s, 0 m."""
    hours, rest = divmod(abs(seconds), HOUR)
    minutes, left = divmod(rest, MINUTE)
    given = [(hours, "h"), (minutes, "m"), (left, "s")]
    said = " ".join(f"{count} {unit}" for count, unit in given if count) or "0 m"
    return f"−{said}" if seconds < 0 else said


def breaches_words(to_goal: int) -> str:
    """How far it was to green, in breaches."""
    count = abs(to_goal)
    breaches = f"{count} {'breach' if count == 1 else 'breaches'}"
    if to_goal > 0:
        return f"{breaches} fewer would have been green"
    return f"{breaches} more would still be green" if count else "no breach to spare"


def downtime_words(to_goal: int) -> str:
    """How far it was to green, in downtime."""
    if to_goal > 0:
        return f"{span_words(to_goal)} less downtime would have been green"
    return f"{span_words(-to_goal)} more downtime would still be green"


def unrated_words(rating: Rating, volume: int, minimum: int) -> str:
    """Why a level has no mark."""
    if rating is Rating.NOT_RATED:
        tickets = "ticket" if volume == 1 else "tickets"
        return f"{volume} {tickets}; rated from {minimum} on"
    return "nothing was measured"
