"""One message in the forms that other programs read; what people typed is never obeyed."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

# Teams takes 28 KB a message; clients count it differently, so we stay clear of it.
TEAMS_BYTES = 24 * 1024
# Slack takes 50 blocks, 150 characters in a header and 3,000 in a text.
SLACK_LINES = 40
SLACK_HEADER = 150
# Standard Webhooks: 20 KB at most is advised; keys have 24 to 64 bytes.
EVENT_BYTES = 20 * 1024
KEY_BYTES = range(24, 65)
SHORT, LONG, ADDRESS = 200, 500, 2000
MARK = "whsec_"
TURNING = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

Json = dict[str, object]


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


def teams_card(message: Message) -> Json:
    """An Adaptive Card for a Workflows webhook of Microsoft Teams.

    Only runs of rich text: "Markdown is not supported" in them, so typed text stays text.
    Sources: learn.microsoft.com/adaptive-cards/schema-explorer/text-run (1.2), and the
    limit of 28 KB in learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors.
    """
    return _fitted(message, _card, len(message.lines), TEAMS_BYTES)


def slack_message(message: Message) -> Json:
    """Blocks for an incoming webhook of Slack.

    Rich text has no markup to obey and no mentions but its own elements; only the
    fallback text is mrkdwn, with & < > as entities.
    Sources: docs.slack.dev/reference/block-kit/blocks/rich-text-block (and header-block:
    150 characters; text-object: 3,000), docs.slack.dev/messaging/formatting-message-text.
    """
    return _blocks(message, min(len(message.lines), SLACK_LINES))


def webhook_event(message: Message, *, event_id: str, at: datetime) -> Json:
    """What a program that we do not know reads: type, timestamp and data.

    Source: standard-webhooks/standard-webhooks, spec/standard-webhooks.md, "Payload".
    """

    def event(message: Message, count: int) -> Json:
        return {
            "type": "reminder",
            "id": event_id,
            "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "data": {
                "subject": clean(message.subject, SHORT),
                "things": [_thing(line) for line in message.lines[:count]],
                "more": len(message.lines) - count,
            },
        }

    return _fitted(message, event, len(message.lines), EVENT_BYTES)


def signed_headers(
    secret: str, event_id: str, at: datetime, body: bytes
) -> dict[str, str]:
    """The headers of Standard Webhooks 1.0: HMAC-SHA256 over id, seconds and body.

    ValueError for a secret that is no key, or an id that could be read in two ways.
    Source: standard-webhooks/standard-webhooks, spec/standard-webhooks.md, "Signature
    scheme"; the secret is whsec_ and the base64 of 24 to 64 bytes.
    """
    if not event_id or "." in event_id or not event_id.isascii():
        raise ValueError("The id of an event is plain, and has no full stop.")
    seconds = str(int(at.timestamp()))
    signed = b".".join([event_id.encode(), seconds.encode(), body])
    digest = hmac.digest(_key(secret), signed, hashlib.sha256)
    return {
        "webhook-id": event_id,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def new_secret() -> str:
    """A fresh secret of 32 bytes in the form that the standard's libraries take."""
    return MARK + base64.b64encode(secrets.token_bytes(32)).decode()


def clean(text: str, most: int) -> str:
    """One line, without what turns or hides text, cut with an ellipsis."""
    seen = "".join(one for one in text[: 4 * most] if one not in TURNING)
    seen = "".join(
        " " if unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} else one
        for one in seen
    )
    words = " ".join(seen.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _fitted(
    message: Message, form: Callable[[Message, int], Json], count: int, most: int
) -> Json:
    """The form with as many lines as fit; measured as json.dumps writes it by default."""
    few, many = 0, count
    while few < many:
        middle = (few + many + 1) // 2
        if len(json.dumps(form(message, middle))) <= most:
            few = middle
        else:
            many = middle - 1
    return form(message, few)


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(MARK), validate=True)
    except binascii.Error:
        key = b""
    if len(key) not in KEY_BYTES:
        raise ValueError("A signing secret is whsec_ and the base64 of 24 to 64 bytes.")
    return key


def _link(url: str) -> str:
    """The address if it is one of the web's, else nothing."""
    is_web = url.startswith(("https://", "http://")) and len(url) <= ADDRESS
    is_plain = url.isascii() and url.isprintable() and " " not in url
    return url if is_web and is_plain else ""


def _due(line: Line) -> str:
    return (
        f"due {line.due_on.day} {line.due_on:%B} {line.due_on.year}"
        if line.due_on
        else ""
    )


def _small(line: Line) -> str:
    """When it is due, and why this reader is told."""
    reason = f"because {clean(line.reason, SHORT)}" if line.reason.strip() else ""
    words = ", ".join(one for one in (_due(line), reason) if one)
    return words[:1].upper() + words[1:]


def _more(message: Message, count: int) -> str:
    rest = len(message.lines) - count
    return f"and {rest} more in the portal" if rest else ""


def _thing(line: Line) -> Json:
    return {
        "title": clean(line.title, SHORT),
        "text": clean(line.text, LONG),
        "url": _link(line.url),
        "reason": clean(line.reason, SHORT),
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "critical": line.is_critical,
    }


def _card(message: Message, count: int) -> Json:
    body = [
        _runs(message.subject, size="Medium", weight="Bolder"),
        _runs(message.intro, most=LONG),
    ]
    for line in message.lines[:count]:
        color = "Attention" if line.is_critical else "Default"
        title = f"Critical: {line.title}" if line.is_critical else line.title
        body += [
            _runs(title, url=line.url, weight="Bolder", color=color),
            _runs(line.text, most=LONG),
            _runs(_small(line), most=LONG, size="Small", isSubtle=True),
        ]
    body.append(_runs(_more(message, count)))
    body.append(
        _runs("Change what you are told", url=message.settings_url, size="Small")
    )
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [one for one in body if one],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {
        "type": "message",
        "attachments": [{"contentType": kind, "contentUrl": None, "content": content}],
    }


def _runs(text: str, *, most: int = SHORT, url: str = "", **looks: object) -> Json:
    """A block of one run; {{DATE(…)}} would be worked out even there, so it is broken up."""
    words = clean(text, most).replace("{{", "{ {")
    if not words:
        return {}
    run: Json = {"type": "TextRun", "text": words, **looks}
    if _link(url):
        run["selectAction"] = {"type": "Action.OpenUrl", "url": url}
    return {"type": "RichTextBlock", "inlines": [run]}


def _blocks(message: Message, count: int) -> Json:
    subject = clean(message.subject, SLACK_HEADER) or "The portal"
    header = {"type": "plain_text", "text": subject, "emoji": False}
    blocks: list[Json] = [{"type": "header", "text": header}]
    blocks += _rich(_plain(message.intro))
    for line in message.lines[:count]:
        mark = _plain("Critical: ", bold=True) if line.is_critical else []
        title = _linked(line.title, line.url)
        blocks += _rich(
            mark, title, _below(line.text), _below(_small(line), italic=True)
        )
    blocks += _rich(_plain(_more(message, count)))
    blocks += _rich(_linked("Change what you are told", message.settings_url))
    entities = subject.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": entities, "blocks": blocks}


def _rich(*parts: list[Json]) -> list[Json]:
    elements = [one for part in parts for one in part]
    if not elements:
        return []
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "elements": [section]}]


def _plain(text: str, **style: bool) -> list[Json]:
    words = clean(text, LONG) + (" " if text.endswith(" ") else "")
    looks: Json = {"style": style} if style else {}
    return [{"type": "text", "text": words, **looks}] if words.strip() else []


def _below(text: str, **style: bool) -> list[Json]:
    words = _plain(text, **style)
    return [{"type": "text", "text": "\n"}, *words] if words else []


def _linked(title: str, url: str) -> list[Json]:
    words = clean(title, SHORT)
    if not words or not _link(url):
        return _plain(words, bold=True)
    return [{"type": "link", "url": url, "text": words, "style": {"bold": True}}]
