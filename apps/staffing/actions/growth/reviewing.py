"""A cycle of performance reviews, from its opening to both signatures."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.staffing.actions.growth.entering import confidential, ring, tell_story
from apps.staffing.models import Person
from apps.staffing.models.growth import (
    Audience,
    Calibration,
    Review,
    ReviewCycle,
    ReviewPart,
)
from apps.staffing.models.growth.states import ReviewState
from apps.staffing.queries.growth.viewer import Viewer, hold

SELF, MANAGER = ReviewPart.Kind.SELF, ReviewPart.Kind.MANAGER


def open_cycle(
    *,
    name: str,
    self_by: date,
    manager_by: date,
    ends_on: date,
    only_direct: bool,
    by: User,
    now: datetime,
) -> ReviewCycle:
    """Open a round for the people one leads: each writes first, then who leads them."""
    with confidential(by, now=now) as viewer:
        people = _whom(viewer, only_direct=only_direct)
        if not people:
            raise PermissionDenied
        if ReviewCycle.objects.filter(name=name).exists():
            raise DomainError("There is a cycle with this name already.")
        made = ReviewCycle.objects.create(
            name=name,
            self_by=self_by,
            manager_by=manager_by,
            ends_on=ends_on,
            made_by=by,
            made_at=now,
        )
        Review.objects.bulk_create(
            Review(
                person=one,
                author=viewer.person,
                leader_id=one.line_manager_id or viewer.person.pk,
                cycle=made,
                written_at=now,
            )
            for one in people
        )
        record(made, "staffing.cycle_opened", by=by, now=now)
        ring((one.pk for one in people), besides=viewer.person.pk, now=now)
        return made


def _whom(viewer: Viewer, *, only_direct: bool) -> list[Person]:
    """Those who have somebody to lead them; for HR, everybody of the bank."""
    rows = Person.objects.here_on(viewer.today).exclude(line_manager=None)
    if only_direct:
        return list(rows.filter(line_manager=viewer.person))
    if viewer.is_hr:
        ours = viewer.person.organisation_id
        return list(rows.filter(organisation=ours).exclude(pk=viewer.person.pk))
    return list(rows.filter(pk__in=viewer.below))


def save_part(
    pk: int, *, version: int, by: User, now: datetime, **texts: str
) -> ReviewPart:
    """Save one's side; only its author reads it until it is handed in. EditConflict."""
    with confidential(by, now=now) as viewer:
        review = hold(Review, pk)
        kind = _side(viewer, review)
        found = _part(viewer, review, kind)
        if found is None:
            found = ReviewPart.objects.create(
                person_id=review.person_id,
                author=viewer.person,
                review=review,
                kind=kind,
                audience=Audience.PRIVATE,
                written_at=now,
                **texts,
            )
        elif found.handed_in_at:
            raise DomainError("It is handed in: it no longer changes.")
        else:
            found.save_changed(version, texts)
        tell_story(review, "staffing.part_saved", viewer=viewer)
        return found


def _side(viewer: Viewer, review: Review) -> ReviewPart.Kind:
    """Whose side the viewer writes, if the review is still there."""
    if viewer.is_about(review) and review.state == ReviewState.SELF:
        return SELF
    early = (ReviewState.SELF, ReviewState.MANAGER)
    if viewer.person.pk == review.leader_id and review.state in early:
        return MANAGER
    if viewer.is_about(review) or viewer.person.pk == review.leader_id:
        raise DomainError(
            f"Not possible now: it is {review.get_state_display().lower()}."
        )
    raise PermissionDenied


def _part(viewer: Viewer, review: Review, kind: ReviewPart.Kind) -> ReviewPart | None:
    rows = ReviewPart.objects.select_for_update(of=("self",))
    return rows.filter(review=review, kind=kind, author=viewer.person).first()


def hand_in(pk: int, *, by: User, now: datetime) -> Review:
    """Hand one's side in: the person's goes to both, the manager's to the line above."""
    with confidential(by, now=now) as viewer:
        review = hold(Review, pk)
        kind = _side(viewer, review)
        if kind == MANAGER and review.state == ReviewState.SELF:
            raise DomainError("The self-assessment comes first.")
        part = _part(viewer, review, kind)
        if part is None or not part.went_well.strip():
            raise DomainError("Write what went well first.")
        part.handed_in_at = now
        part.audience = Audience.SHARED if kind == SELF else Audience.LINE
        part.save(update_fields=["handed_in_at", "audience"])
        review.become(ReviewState.MANAGER if kind == SELF else ReviewState.CALIBRATION)
        review.save(update_fields=["state"])
        told = [review.leader_id] if kind == SELF else []
        tell_story(review, "staffing.part_handed_in", viewer=viewer, people=told)
        return review


def go_on_without(pk: int, *, by: User, now: datetime) -> Review:
    """Go on without a self-assessment that did not come in time."""
    with confidential(by, now=now) as viewer:
        review = _led_review(viewer, pk)
        if viewer.today <= review.cycle.self_by:
            raise DomainError("There is still time for the self-assessment.")
        review.become(ReviewState.MANAGER)
        review.save(update_fields=["state"])
        who = [review.person_id]
        tell_story(review, "staffing.review_went_on", viewer=viewer, people=who)
        return review


def take_over(pk: int, *, by: User, now: datetime) -> Review:
    """Lead a review whose leader has changed or is away; the line above may."""
    with confidential(by, now=now) as viewer:
        review = hold(Review, pk)
        if not viewer.leads(review.person_id):
            raise PermissionDenied
        if review.state not in {ReviewState.SELF, ReviewState.MANAGER}:
            raise DomainError("The manager's assessment is handed in already.")
        review.leader = viewer.person
        review.save(update_fields=["leader"])
        who = [review.person_id]
        tell_story(review, "staffing.review_taken_over", viewer=viewer, people=who)
        return review


def calibrate(
    pk: int,
    *,
    performance: int,
    potential: int,
    reason: str,
    version: int,
    by: User,
    now: datetime,
) -> Calibration:
    """Place a person in the grid of the line above. EditConflict if somebody did so too."""
    with confidential(by, now=now) as viewer:
        review = hold(Review, pk)
        if not viewer.leads(review.person_id):
            raise PermissionDenied
        if review.state != ReviewState.CALIBRATION:
            raise DomainError("It is placed while it is calibrated, not now.")
        values = {"performance": performance, "potential": potential, "reason": reason}
        found = Calibration.objects.filter(review=review).first()
        if found is None:
            found = Calibration.objects.create(
                person_id=review.person_id,
                author=viewer.person,
                audience=Audience.LINE,
                review=review,
                written_at=now,
                **values,
            )
        elif version == 0:
            raise EditConflict(found, values)
        else:
            found.save_changed(version, values)
        tell_story(review, "staffing.review_calibrated", viewer=viewer)
        return found


def share_review(pk: int, *, by: User, now: datetime) -> Review:
    """Let the person read the manager's assessment and the result, to talk about it."""
    with confidential(by, now=now) as viewer:
        review = _led_review(viewer, pk)
        placed = Calibration.objects.filter(review=review).first()
        if placed is None:
            raise DomainError("Place it in the grid first.")
        review.become(ReviewState.TALK)
        review.performance = placed.performance
        review.save(update_fields=["state", "performance"])
        mine = ReviewPart.objects.filter(
            review=review, kind=MANAGER, author=viewer.person
        )
        mine.filter(handed_in_at__isnull=False).update(audience=Audience.SHARED)
        who = [review.person_id]
        tell_story(review, "staffing.review_shared", viewer=viewer, people=who)
        return review


def sign_review(pk: int, *, comment: str = "", by: User, now: datetime) -> Review:
    """Sign it, as the person or as who leads them; the second one closes it."""
    with confidential(by, now=now) as viewer:
        review = hold(Review, pk)
        is_own, is_leader = (
            viewer.is_about(review),
            viewer.person.pk == review.leader_id,
        )
        if not (is_own or is_leader):
            raise PermissionDenied
        if review.state != ReviewState.TALK:
            raise DomainError("It is signed once both have talked about it.")
        name = "person_signed_at" if is_own else "manager_signed_at"
        if getattr(review, name):
            raise DomainError("You have signed it already.")
        setattr(review, name, now)
        review.comment = comment if is_own else review.comment
        if review.person_signed_at and review.manager_signed_at:
            review.become(ReviewState.SIGNED)
        review.save(update_fields=[name, "comment", "state"])
        other = review.leader_id if is_own else review.person_id
        tell_story(review, "staffing.review_signed", viewer=viewer, people=[other])
        return review


def _led_review(viewer: Viewer, pk: int, **also: Any) -> Review:
    review = hold(Review, pk, **also)
    if viewer.person.pk != review.leader_id:
        raise PermissionDenied
    return review
