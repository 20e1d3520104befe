"""What is due with vendors; a file of rules is named here once."""

from apps.reminders.queries.vendors import levels, months, register, reviews

__all__ = ["levels", "months", "register", "reviews"]
