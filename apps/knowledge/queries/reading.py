"""What the article's page says of how it is read, and asks of its reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from apps.accounts.models import User
from apps.knowledge.access import can_require
from apps.knowledge.models import Article, Feedback, Flag, RequiredReading
from apps.knowledge.queries.confidence import confidences
from apps.knowledge.queries.flags import open_flags
from apps.knowledge.queries.required import ToRead, mine_to_read
from apps.knowledge.rules.confidence import Confidence, Evidence


@dataclass(frozen=True)
class ReadingPage:
    """What is known of a published article's readers, and what one of them may say."""

    evidence: Evidence
    confidence: Confidence
    said: Feedback | None
    comments: Sequence[Feedback]
    flags: Sequence[Flag]
    required: Sequence[ToRead]
    may_require: bool
    is_required: bool

    @property
    def to_sign(self) -> ToRead | None:
        """What this person must still read here, the first due."""
        return next((one for one in self.required if not one.is_signed), None)

    @property
    def signed(self) -> ToRead | None:
        """What this person has signed here."""
        return next((one for one in self.required if one.is_signed), None)


def reading_page(article: Article, user: User, today: date) -> ReadingPage:
    """All of it. A known number of queries, whatever was said."""
    evidence, confidence = confidences([article.pk], today)[article.pk]
    seen = Feedback.objects.visible_to(user).filter(version=article.published_id)
    given = list(seen.select_related("user")[:100])
    said = next((one for one in given if one.user_id == user.pk), None)
    return ReadingPage(
        evidence=evidence,
        confidence=confidence,
        said=said,
        comments=[one for one in given if one.comment and one is not said][:10],
        flags=open_flags(article, user),
        required=mine_to_read(user, today, article),
        may_require=can_require(user, article),
        is_required=RequiredReading.objects.open().filter(article=article).exists(),
    )
