"""How a command ends."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes, as docs/portalctl.md tells them."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    CLOSED = 3


class Failure(Exception):
    """The command can't go on, in words for who typed it."""

    code = Exit.REFUSED


class Misused(Failure):
    """What was typed or is configured makes no sense."""

    code = Exit.USAGE


class Closed(Failure):
    """The portal can't be reached, or lets one not in."""

    code = Exit.CLOSED
