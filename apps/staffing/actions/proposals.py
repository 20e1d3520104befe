"""A proposal is edited slot by slot, and published in one step."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.actions.generating import locked
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.models import Generation, Person, Proposal
from apps.staffing.queries.proposals import judged
from apps.staffing.states import GenerationState

BROKEN = (
    "{count} hard rules are broken, such as: {first}. Mend the proposal, or say that"
    " it is to be published all the same."
)


@transaction.atomic
def fill_slot(
    pk: int,
    *,
    by: User,
    place: int,
    people: Collection[int],
    version: int,
    now: datetime,
) -> Proposal:
    """Say who is on a slot of a proposal. EditConflict if it was changed since."""
    found = locked(pk, by)
    proposal = _open(found)
    if not 0 <= place < len(found.slots):
        raise DomainError("There is no such slot.")
    if Person.objects.filter(pk__in=people).count() != len(set(people)):
        raise DomainError("Somebody of these does not exist.")
    others = [one for one in proposal.fills if one[0] != place]
    fills = sorted([*others, *([place, person] for person in set(people))])
    edited_at = now if fills != proposal.fills else proposal.edited_at
    if proposal.save_changed(version, {"fills": fills, "edited_at": edited_at}):
        slot = found.slots[place]
        record(
            found,
            "staffing.proposal_edited",
            by=by,
            now=now,
            slot=slot["name"],
            starts=slot["starts"],
        )
    return proposal


@transaction.atomic
def publish_proposal(
    pk: int, *, by: User, version: int, accept_breaches: bool = False, now: datetime
) -> Generation:
    """Make it the rota's published shifts of its days; only those touched are told.

    DomainError if it breaks hard rules by now and nobody said that this is accepted.
    """
    found = locked(pk, by)
    proposal = _open(found)
    page = judged(found)
    if page.breaches and not accept_breaches:
        words = page.breaches[0].words
        raise DomainError(BROKEN.format(count=len(page.breaches), first=words))
    found.become(GenerationState.PUBLISHED)
    found.save(update_fields=["state"])
    proposal.publication = publish_shifts(
        found.rota, shifts=page.spans, window=page.window, by=by, now=now
    )
    proposal.save_if_version(version, ["publication"])
    record(
        found,
        "staffing.proposal_published",
        by=by,
        now=now,
        rota=found.rota.name,
        people=len(page.touched),
        breaches=len(page.breaches),
    )
    return found


def _open(found: Generation) -> Proposal:
    """The proposal, as long as it can be changed and published."""
    if found.state != GenerationState.FOUND:
        raise DomainError(
            f"Not possible now: it is {found.get_state_display().lower()}."
        )
    return found.proposal
