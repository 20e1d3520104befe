from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Line:
    title: str
    text: str
    url: str
    reason: str
    due_on: date | None
    is_critical: bool


@dataclass(frozen=True)
class Message:
    subject: str
    intro: str
    lines: tuple[Line, ...]
    settings_url: str


def teams_card(message: Message) -> dict[str, object]:
    return {}


def slack_message(message: Message) -> dict[str, object]:
    return {}


def webhook_event(
    message: Message, *, event_id: str, at: datetime
) -> dict[str, object]:
    return {}


def signed_headers(
    secret: str, event_id: str, at: datetime, body: bytes
) -> dict[str, str]:
    return {}


def new_secret() -> str:
    return "x"
