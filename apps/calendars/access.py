"""Who may change calendars."""

from typing import Any


def can_edit_calendars(user: Any) -> bool:
    """Administrators: everybody's due times hang on them.

    Calendars stand beside accounts, not above, so the person comes without its type.
    """
    return bool(user.rights.may("calendars.edit"))
