"""The life of an import: looked at, then done or dropped."""

from django.db import models

from apps.core.states import Moves


class ImportState(models.TextChoices):
    PREVIEW = "preview", "To be confirmed"
    QUEUED = "queued", "Waiting its turn"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    DISCARDED = "discarded", "Discarded"


_S = ImportState
IMPORT_MOVES: Moves[ImportState] = {
    _S.PREVIEW: {_S.QUEUED, _S.DISCARDED},
    _S.QUEUED: {_S.DONE, _S.FAILED},
    _S.DONE: set(),
    _S.FAILED: {_S.QUEUED},
    _S.DISCARDED: set(),
}
