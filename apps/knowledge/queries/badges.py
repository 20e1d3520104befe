"""The states of an article as badges: words, an icon, and a colour that repeats them."""

from django.utils.safestring import SafeString

from apps.core.markup import badge
from apps.knowledge.models import Article
from apps.knowledge.rules.confidence import Confidence, Level
from apps.knowledge.states import Standing, Work

STANDING_TONES = {
    Standing.UNPUBLISHED: "grey",
    Standing.PUBLISHED: "green",
    Standing.DUE: "amber",
    Standing.RETIRED: "grey",
}


CONFIDENCE_TONES = {Level.HIGH: "green", Level.FAIR: "amber", Level.LOW: "red"}


def confidence_badge(sure: Confidence) -> SafeString:
    """How far an article may be relied on, in words and colour."""
    return badge(f"{sure.level} confidence", CONFIDENCE_TONES[sure.level])


def standing_badge(article: Article) -> SafeString:
    """What readers have, in words and colour."""
    tone = STANDING_TONES[Standing(article.standing)]
    return badge(article.get_standing_display(), tone)


def work_badge(article: Article) -> SafeString:
    """What authors have; nothing where nothing waits."""
    if article.work == Work.DONE:
        return SafeString("–")
    tone = "blue" if article.work == Work.IN_REVIEW else "grey"
    return badge(article.get_work_display(), tone)
