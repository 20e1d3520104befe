"""What is due with vendors; a file of rules is named here once."""

from apps.reminders.queries.vendors import months, register

__all__ = ["months", "register"]
