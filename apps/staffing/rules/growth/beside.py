"""What other tables hold of who logs in, for the answer to a request: by the login."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Beside:
    """A table, the column that names the login, and what of its rows is handed out."""

    table: str
    login: str
    columns: tuple[str, ...]


BESIDE: tuple[Beside, ...] = (
    Beside("accounts.membership", "user", ("team", "title")),
    Beside("accounts.grant", "user", ("role", "scope_kind", "scope_key")),
    Beside("accounts.savedfilter", "user", ("page", "name")),
    Beside("accounts.apitoken", "user", ("name", "created_at", "expires_at")),
    Beside(
        "reminders.notification",
        "user",
        ("at", "title", "words", "why", "url", "read_at", "done_at"),
    ),
    Beside("reminders.preference", "user", ("topic", "how")),
    Beside("reminders.channel", "owner", ("kind", "name", "is_on")),
    Beside("staffing.shiftfeed", "owner", ("rota", "team", "alarm_minutes")),
    Beside(
        "staffing.rotaimport",
        "by",
        ("tool", "team", "file_name", "created_at", "done_at"),
    ),
    Beside("staffing.sheet", "by", ("name", "read_at", "written_at")),
)
