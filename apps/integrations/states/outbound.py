"""The life of a message to a subscriber."""

from django.db import models

from apps.core.states import Moves


class MessageState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Given up"
    WITHDRAWN = "withdrawn", "Withdrawn"


_M = MessageState
MESSAGE_MOVES: Moves[MessageState] = {
    _M.WAITING: {_M.DELIVERED, _M.FAILED, _M.WITHDRAWN},
    _M.DELIVERED: {_M.WAITING},
    _M.FAILED: {_M.WAITING},
    _M.WITHDRAWN: set(),
}
