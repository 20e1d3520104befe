"""What people may be told about, by name."""

from apps.reminders.queries import RULES

NEWS = {
    "mentions": "Somebody mentions you",
    "knowledge.news": "What happens to articles and searches that concern you",
    "staffing.news": "What happens to your shifts",
    "staffing.absences": "Absences you asked for or decide on",
    "onboarding.news": "What happens to onboarding requests that concern you",
    "staffing.line": "Who leads or logs in as somebody whom you may edit",
    "staffing.growth": "Something waits for you under Growth",
}
# What nobody chooses by topic.
OTHERS = {"test": "Test messages"}


def topics() -> dict[str, str]:
    """Every topic and its name: what people do, then what is due."""
    return NEWS | {slug: rule.label for slug, rule in RULES.items()}


def label_of(topic: str) -> str:
    """The topic's name; its slug where the portal no longer has it."""
    return OTHERS.get(topic) or topics().get(topic, topic)
