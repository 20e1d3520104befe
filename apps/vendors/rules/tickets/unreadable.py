"""The one refusal of a file as a whole."""


class Unreadable(ValueError):
    """The file can't be read at all. The text says why, and is shown to the person."""
