"""The life of an article: how the standing one ages, and how the next one is made."""

from django.db import models

from apps.core.states import Moves


class Standing(models.TextChoices):
    """What readers have: a published version stands until the next one is published."""

    UNPUBLISHED = "unpublished", "Not published"
    PUBLISHED = "published", "Published"
    DUE = "due", "Due for review"
    RETIRED = "retired", "Retired"


STANDING_MOVES: Moves[Standing] = {
    Standing.UNPUBLISHED: {Standing.PUBLISHED, Standing.RETIRED},
    Standing.PUBLISHED: {Standing.PUBLISHED, Standing.DUE, Standing.RETIRED},
    Standing.DUE: {Standing.PUBLISHED, Standing.RETIRED},
    Standing.RETIRED: {Standing.PUBLISHED},
}
READABLE = {Standing.PUBLISHED, Standing.DUE, Standing.RETIRED}
STANDS = {Standing.PUBLISHED, Standing.DUE}


class Work(models.TextChoices):
    """What authors have: whether the newest version waits for something."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    DONE = "done", "Nothing waits"


WORK_MOVES: Moves[Work] = {
    Work.DRAFT: {Work.DRAFT, Work.IN_REVIEW, Work.DONE},
    Work.IN_REVIEW: {Work.DRAFT, Work.DONE},
    Work.DONE: {Work.DRAFT},
}


class ImportState(models.TextChoices):
    """What becomes of a tree of documents that was given."""

    CHECKING = "checking", "Being checked"
    CHECKED = "checked", "To be confirmed"
    WAITING = "waiting", "Waiting its turn"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


_I = ImportState
IMPORT_MOVES: Moves[ImportState] = {
    _I.CHECKING: {_I.CHECKED, _I.FAILED, _I.CANCELLED},
    _I.CHECKED: {_I.CHECKING, _I.WAITING, _I.CANCELLED},
    _I.WAITING: {_I.RUNNING, _I.CANCELLED, _I.FAILED},
    _I.RUNNING: {_I.DONE, _I.FAILED, _I.CANCELLED, _I.WAITING},
    _I.DONE: set(),
    _I.FAILED: {_I.CHECKING},
    _I.CANCELLED: {_I.CHECKING},
}
IN_WORK = {_I.CHECKING, _I.WAITING, _I.RUNNING}


class FailedState(models.TextChoices):
    """What became of searches that found nothing."""

    OPEN = "open", "Open"
    OWNED = "owned", "Owned"
    BY_ARTICLE = "by_article", "Closed by an article"
    BY_SYNONYM = "by_synonym", "Closed by a synonym"
    NOT_OURS = "not_ours", "Not ours"


FAILED_CLOSED = {
    FailedState.BY_ARTICLE,
    FailedState.BY_SYNONYM,
    FailedState.NOT_OURS,
}
FAILED_MOVES: Moves[FailedState] = {
    FailedState.OPEN: {FailedState.OWNED, *FAILED_CLOSED},
    FailedState.OWNED: {FailedState.OPEN, FailedState.OWNED, *FAILED_CLOSED},
    FailedState.BY_ARTICLE: {FailedState.OPEN},
    FailedState.BY_SYNONYM: {FailedState.OPEN},
    FailedState.NOT_OURS: {FailedState.OPEN},
}


class FlagState(models.TextChoices):
    """What became of a passage that a reader flagged."""

    OPEN = "open", "Open"
    FIXED = "fixed", "Fixed"
    DECLINED = "declined", "Declined"


FLAG_MOVES: Moves[FlagState] = {
    FlagState.OPEN: {FlagState.FIXED, FlagState.DECLINED},
    FlagState.FIXED: set(),
    FlagState.DECLINED: set(),
}


class ReadingState(models.TextChoices):
    """Whether people are still asked to read."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


READING_MOVES: Moves[ReadingState] = {
    ReadingState.OPEN: {ReadingState.CLOSED},
    ReadingState.CLOSED: {ReadingState.OPEN},
}
