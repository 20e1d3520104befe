"""What the drill counts, and what of it is wrong."""

from collections import Counter
from dataclasses import dataclass

COUNTS = {
    "items": "SELECT count(*) FROM reminders_occurrence",
    "told": "SELECT count(*) FROM reminders_occurrence WHERE state = 'told'",
    "notifications": "SELECT count(*) FROM reminders_notification",
    "noticed": "SELECT count(DISTINCT occurrence_id) FROM reminders_notification",
    "mails": "SELECT count(*) FROM reminders_delivery WHERE channel_id IS NULL AND state = 'sent'",
    "all mails": "SELECT count(*) FROM reminders_delivery WHERE channel_id IS NULL",
    "posts": "SELECT count(*) FROM reminders_delivery WHERE channel_id IS NOT NULL AND state = 'sent'",
    "all posts": "SELECT count(*) FROM reminders_delivery WHERE channel_id IS NOT NULL",
    "unsent": "SELECT count(*) FROM reminders_delivery WHERE state <> 'sent'",
    "owed": "SELECT count(*) FROM core_outboxitem WHERE done_at IS NULL",
    "mailed twice": """SELECT count(*) FROM (SELECT 1 FROM reminders_delivery_notifications m
        JOIN reminders_delivery d ON d.id = m.delivery_id
        GROUP BY m.notification_id, d.channel_id HAVING count(*) > 1) twice""",
    "not mailed": """SELECT count(*) FROM reminders_notification n WHERE NOT EXISTS (
        SELECT 1 FROM reminders_delivery_notifications m JOIN reminders_delivery d
        ON d.id = m.delivery_id WHERE m.notification_id = n.id AND d.channel_id IS NULL)""",
    "not posted": """SELECT count(*) FROM reminders_notification n
        JOIN reminders_channel c ON c.owner_id = n.user_id WHERE NOT EXISTS (
        SELECT 1 FROM reminders_delivery_notifications m JOIN reminders_delivery d
        ON d.id = m.delivery_id WHERE m.notification_id = n.id AND d.channel_id = c.id)""",
}


@dataclass(frozen=True)
class Report:
    """What the drill found, in numbers; mails and posts by their ids."""

    counts: dict[str, int]
    kills: Counter[str]
    mails: Counter[str]
    posts: Counter[str]
    seconds: float

    def wrong(self) -> dict[str, int]:
        """How many of each are missing or doubled; nothing if all is well."""
        counts = self.counts
        mails, posts = len(self.mails), len(self.posts)
        found = {
            "steps not told": counts["items"] - counts["told"],
            "steps without a notification": counts["items"] - counts["noticed"],
            "doubled notifications": counts["notifications"] - counts["noticed"],
            "notifications in two messages": counts["mailed twice"],
            "notifications in no mail": counts["not mailed"],
            "notifications in no post": counts["not posted"],
            "messages not sent": counts["unsent"],
            "work still owed": counts["owed"],
            "mails lost": max(counts["mails"] - mails, 0),
            "posts lost": max(counts["posts"] - posts, 0),
            "mails again under another id": max(mails - counts["all mails"], 0),
            "posts again under another id": max(posts - counts["all posts"], 0),
        }
        return {name: number for name, number in found.items() if number}

    @property
    def came_twice(self) -> int:
        """Copies at the sinks beyond the first, under the same id."""
        return (self.mails + self.posts).total() - len(self.mails) - len(self.posts)

    def __str__(self) -> str:
        kills = ", ".join(f"{n} {name}" for name, n in sorted(self.kills.items()))
        return (
            f"{self.counts['items']} due, {self.counts['mails']} mails and"
            f" {self.counts['posts']} posts in {self.seconds:.0f} s; killed: {kills};"
            f" came twice under the same id: {self.came_twice};"
            f" wrong: {self.wrong() or 'nothing'}"
        )
