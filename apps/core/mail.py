"""Letters: owed in the outbox, sent by a worker under a Message-ID that stays."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from apps.core import outbox
from apps.core.models import OutboxItem


def send(
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    now: datetime,
    html: str = "",
    headers: Mapping[str, str] | None = None,
) -> None:
    """Owe one letter; the same key twice is one letter."""
    payload = {
        "to": to,
        "subject": " ".join(subject.split()),
        "text": text,
        "html": html,
        "headers": dict(headers or {}),
    }
    outbox.enqueue("core.send_mail", payload, key=f"mail:{key}", now=now)


def deliver(item: OutboxItem) -> None:
    """Hand one owed letter to the mail server."""
    letter = item.payload
    message = EmailMultiAlternatives(
        subject=letter["subject"],
        body=letter["text"],
        to=[letter["to"]],
        headers={
            "Message-ID": message_id(item.key),
            "Auto-Submitted": "auto-generated",
            **letter["headers"],
        },
    )
    if letter["html"]:
        message.attach_alternative(letter["html"], "text/html")
    message.send()


def message_id(key: str) -> str:
    """The same key always gives the same Message-ID, so a second copy is known as one."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"
