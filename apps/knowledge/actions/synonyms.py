"""The words by which something is found that is written in other words."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.knowledge.access import can_edit_synonyms
from apps.knowledge.models import Space, Synonym
from apps.knowledge.rules.search.query import normalised

TAKEN = "There is a synonym for these words already: change that one."


@transaction.atomic
def add_synonym(
    *, space: Space | None, words: str, means: str, by: User, now: datetime
) -> Synonym:
    """Have words find what is written in other words, in a space or in all."""
    if not can_edit_synonyms(by, space):
        raise PermissionDenied
    if Synonym.objects.filter(space=space, words=normalised(words)).exists():
        raise DomainError(TAKEN)
    made = Synonym.objects.create(space=space, words=normalised(words), means=means)
    record(
        made, "knowledge.synonym_added", by=by, now=now, words=made.words, means=means
    )
    return made


@transaction.atomic
def amend_synonym(
    pk: int, *, words: str, means: str, by: User, version: int, now: datetime
) -> Synonym:
    """Change the words or what they mean; EditConflict if somebody did since."""
    found = _editable(pk, by)
    asked = {"words": normalised(words), "means": means}
    try:
        with transaction.atomic():
            changed = found.save_changed(version, asked)
    except IntegrityError:
        raise DomainError(TAKEN) from None
    if changed:
        record(
            found,
            "knowledge.synonym_amended",
            by=by,
            now=now,
            words=found.words,
            means=means,
        )
    return found


@transaction.atomic
def remove_synonym(pk: int, *, by: User, now: datetime) -> None:
    """Have the words mean themselves alone again."""
    found = _editable(pk, by)
    record(
        found,
        "knowledge.synonym_removed",
        by=by,
        now=now,
        words=found.words,
        means=found.means,
    )
    found.delete()


def _editable(pk: int, by: User) -> Synonym:
    rows = Synonym.objects.visible_to(by).select_related("space")
    found: Synonym = rows.select_for_update(of=("self",)).get(pk=pk)
    if not can_edit_synonyms(by, found.space):
        raise PermissionDenied
    return found
