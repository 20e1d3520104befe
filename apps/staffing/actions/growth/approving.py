"""One of two says yes or no to what another proposed."""

from django.core.exceptions import PermissionDenied

from apps.core.errors import DomainError
from apps.staffing.queries.growth.approving import Proposal, is_other
from apps.staffing.queries.growth.viewer import Viewer
from apps.staffing.rules.growth.approving import verdict


def have_say(
    found: Proposal, *, is_yes: bool, words: str, viewer: Viewer
) -> bool | None:
    """True at the second yes, False at the first no, None while it is open.

    It is held by the caller. PermissionDenied for all but the others who lead;
    DomainError once it is decided, and for who has spoken already.
    """
    if not is_other(viewer, found):
        raise PermissionDenied
    if not found.is_asked:
        raise DomainError("It is decided already.")
    if found.decisions.filter(author=viewer.person).exists():
        raise DomainError("You have had your say.")
    found.decisions.create(
        person_id=found.person_id,
        author=viewer.person,
        proposer_id=found.author_id,
        audience=found.audience,
        is_yes=is_yes,
        words=words,
        written_at=viewer.now,
    )
    return verdict(found.decisions.values_list("is_yes", flat=True))
