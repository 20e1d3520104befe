"""One message in the forms that other programs read."""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime

# Microsoft Teams takes 28 KB a message; Slack 50 blocks of 3,000 characters.
TEAMS_BYTES = 26 * 1024
SLACK_BLOCKS = 45
SLACK_TEXT = 2_900
MARK = "whsec_"
SPOKEN = str.maketrans({one: f"\\{one}" for one in r"\`*_{}[]()#+-.!|~>"})


@dataclass(frozen=True)
class Line:
    """One thing that is told: what, where, why, due when."""

    title: str
    text: str
    url: str
    reason: str
    due_on: date | None
    is_critical: bool


@dataclass(frozen=True)
class Message:
    """What goes out together."""

    subject: str
    intro: str
    lines: tuple[Line, ...]
    settings_url: str


def teams_card(message: Message) -> dict[str, object]:
    """An Adaptive Card for a Workflows webhook of Microsoft Teams.

    Cut to the size that Teams takes, saying how many things are left out.
    Source: learn.microsoft.com, "Create incoming webhooks with Workflows"; adaptivecards.io 1.4.
    """
    count = len(message.lines)
    card = _card(message, count)
    while count > 1 and len(json.dumps(card)) > TEAMS_BYTES:
        count -= max(1, count // 8)
        card = _card(message, count)
    return card


def _card(message: Message, count: int) -> dict[str, object]:
    body: list[dict[str, object]] = [
        _text(message.subject[:300], size="Medium", weight="Bolder")
    ]
    for one in message.lines[:count]:
        warning = "Attention" if one.is_critical else "Default"
        body.append(_text(one.title[:300], weight="Bolder", color=warning))
        body.append(_text(one.text[:1000]))
        body.append(_text(f"Because {one.reason}"[:300], isSubtle=True, size="Small"))
        if one.url.startswith("https://") or one.url.startswith("http://"):
            open_it = {"type": "Action.OpenUrl", "title": "Open", "url": one.url}
            body.append({"type": "ActionSet", "actions": [open_it]})
    if rest := len(message.lines) - count:
        body.append(_text(f"and {rest} more in the portal"))
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {
        "type": "message",
        "attachments": [{"contentType": kind, "contentUrl": None, "content": content}],
    }


def _text(text: str, **looks: object) -> dict[str, object]:
    """A text block. Its Markdown is spoken, not obeyed: titles are typed by people."""
    return {
        "type": "TextBlock",
        "text": text.translate(SPOKEN),
        "wrap": True,
        **looks,
    }


def slack_message(message: Message) -> dict[str, object]:
    """Blocks for an incoming webhook of Slack; nobody is mentioned by what people typed.

    Source: docs.slack.dev, "Formatting message text": & < > are written as entities.
    """
    shown = message.lines[:SLACK_BLOCKS]
    blocks: list[dict[str, object]] = [_section(f"*{_plain(message.subject)}*")]
    for one in shown:
        mark = ":rotating_light: " if one.is_critical else ""
        title = f"{mark}<{_link(one.url)}|{_plain(one.title)}>"
        blocks.append(
            _section(f"{title}\n{_plain(one.text)}\n_Because {_plain(one.reason)}_")
        )
    if rest := len(message.lines) - len(shown):
        blocks.append(_section(f"and {rest} more in the portal"))
    return {"text": _plain(message.subject)[:SLACK_TEXT], "blocks": blocks}


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:SLACK_TEXT]}}


def _plain(text: str) -> str:
    words = " ".join(text.split())[:900]
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _link(url: str) -> str:
    return _plain(url).replace("|", "%7C").replace(" ", "%20")


def webhook_event(
    message: Message, *, event_id: str, at: datetime
) -> dict[str, object]:
    """What a program that we do not know reads: plain fields, ISO 8601 times."""
    return {
        "type": "reminder",
        "id": event_id,
        "timestamp": at.isoformat(),
        "data": {
            "subject": message.subject,
            "things": [
                {
                    "title": one.title,
                    "text": one.text,
                    "url": one.url,
                    "reason": one.reason,
                    "due_on": one.due_on.isoformat() if one.due_on else None,
                    "critical": one.is_critical,
                }
                for one in message.lines
            ],
        },
    }


def signed_headers(
    secret: str, event_id: str, at: datetime, body: bytes
) -> dict[str, str]:
    """The headers of Standard Webhooks 1.0: HMAC-SHA256 over id, seconds and body.

    Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
    """
    seconds = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = b".".join([event_id.encode(), seconds.encode(), body])
    digest = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{digest}",
    }


def new_secret() -> str:
    """A fresh secret of 32 bytes in the form that the standard's libraries take."""
    return MARK + base64.b64encode(secrets.token_bytes(32)).decode()
