"""The verbs of reminders."""

from apps.reminders.actions.channels import (
    add_channel,
    amend_channel,
    remove_channel,
    send_test,
)
from apps.reminders.actions.delivering import attempt, deliver, unsubscribe_path
from apps.reminders.actions.firing import fire
from apps.reminders.actions.inbox import (
    finish,
    mark_read,
    mark_unread,
    mute,
    mute_all,
    snooze,
    unmute,
    wake,
)
from apps.reminders.actions.news import read_news, skip_news
from apps.reminders.actions.planning import ensure_settings, plan, plan_rule
from apps.reminders.actions.preferences import (
    choose,
    come_back,
    go_away,
    mail_works_again,
    make_feed,
    revoke_feed,
    set_habits,
    unsubscribe,
)
from apps.reminders.actions.settings import (
    amend_rule,
    deliver_again,
    preview_rule,
    send_again,
)

__all__ = [
    "add_channel",
    "amend_channel",
    "amend_rule",
    "attempt",
    "choose",
    "come_back",
    "deliver",
    "deliver_again",
    "ensure_settings",
    "finish",
    "fire",
    "go_away",
    "mail_works_again",
    "make_feed",
    "mark_read",
    "mark_unread",
    "mute",
    "mute_all",
    "plan",
    "plan_rule",
    "preview_rule",
    "read_news",
    "remove_channel",
    "revoke_feed",
    "send_again",
    "send_test",
    "set_habits",
    "skip_news",
    "snooze",
    "unmute",
    "unsubscribe",
    "unsubscribe_path",
    "wake",
]
