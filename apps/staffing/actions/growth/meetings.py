"""What people do with one-to-ones."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.staffing.actions.growth.entering import confidential, tell_story
from apps.staffing.models.growth import AgendaItem, Audience, MeetingNote, OneToOne
from apps.staffing.models.growth.states import MeetingState
from apps.staffing.queries.growth.viewer import Viewer, find, hold, led


def plan_one_to_one(person: int, *, on: date, by: User, now: datetime) -> OneToOne:
    """Agree on a day with somebody whom one leads."""
    with confidential(by, now=now) as viewer:
        return _plan(led(viewer, person).pk, on, viewer)


def _plan(person: int, on: date, viewer: Viewer) -> OneToOne:
    if on < viewer.today:
        raise DomainError("Choose a day that is not past.")
    made = OneToOne.objects.create(
        person_id=person, author=viewer.person, on=on, written_at=viewer.now
    )
    tell_story(made, "staffing.one_to_one_planned", viewer=viewer, people=[person])
    return made


def move_one_to_one(
    pk: int, *, on: date, version: int, by: User, now: datetime
) -> OneToOne:
    """Choose another day. EditConflict if somebody else did."""
    with confidential(by, now=now) as viewer:
        found = _planned(viewer, pk)
        if on < viewer.today:
            raise DomainError("Choose a day that is not past.")
        if found.save_changed(version, {"on": on}):
            who = [found.person_id, found.author_id]
            tell_story(found, "staffing.one_to_one_moved", viewer=viewer, people=who)
        return found


def add_agenda_item(pk: int, *, words: str, by: User, now: datetime) -> AgendaItem:
    """Put something on the agenda: the person and the line above may."""
    with confidential(by, now=now) as viewer:
        found = _planned(viewer, pk)
        made = AgendaItem.objects.create(
            person_id=found.person_id,
            author=viewer.person,
            meeting=found,
            words=words,
            written_at=now,
        )
        tell_story(found, "staffing.agenda_added", viewer=viewer)
        return made


def tick_agenda_item(pk: int, *, by: User, now: datetime) -> AgendaItem:
    """Note that it was talked about, or take that back."""
    with confidential(by, now=now) as viewer:
        found = hold(AgendaItem, pk)
        found.is_done = not found.is_done
        found.save(update_fields=["is_done"])
        meeting = find(OneToOne.objects.all(), found.meeting_id)
        tell_story(meeting, "staffing.agenda_ticked", viewer=viewer)
        return found


def write_note(
    pk: int, *, words: str, is_shared: bool, by: User, now: datetime
) -> MeetingNote:
    """Write something down: for oneself, or for the person and the line above."""
    with confidential(by, now=now) as viewer:
        found = find(OneToOne.objects.all(), pk)
        made = MeetingNote.objects.create(
            person_id=found.person_id,
            author=viewer.person,
            meeting=found,
            words=words,
            audience=Audience.SHARED if is_shared else Audience.PRIVATE,
            written_at=now,
        )
        if is_shared:
            who = [found.person_id, found.author_id]
            tell_story(found, "staffing.note_shared", viewer=viewer, people=who)
        else:
            tell_story(made, "staffing.note_written", viewer=viewer)
        return made


def share_note(pk: int, *, by: User, now: datetime) -> MeetingNote:
    """Let the person and the line above read a note of one's own."""
    with confidential(by, now=now) as viewer:
        found = hold(MeetingNote, pk, author=viewer.person)
        if found.audience == Audience.SHARED:
            raise DomainError("It is shared already.")
        found.audience = Audience.SHARED
        found.save(update_fields=["audience"])
        meeting = find(OneToOne.objects.all(), found.meeting_id)
        who = [meeting.person_id, meeting.author_id]
        tell_story(meeting, "staffing.note_shared", viewer=viewer, people=who)
        return found


def hold_one_to_one(
    pk: int, *, next_on: date | None = None, by: User, now: datetime
) -> OneToOne:
    """Note that it took place, and agree on the next."""
    with confidential(by, now=now) as viewer:
        found = _led_meeting(viewer, pk)
        found.become(MeetingState.HELD)
        found.save(update_fields=["state"])
        tell_story(found, "staffing.one_to_one_held", viewer=viewer)
        if next_on:
            _plan(found.person_id, next_on, viewer)
        return found


def cancel_one_to_one(pk: int, *, by: User, now: datetime) -> OneToOne:
    """Call it off."""
    with confidential(by, now=now) as viewer:
        found = _led_meeting(viewer, pk)
        found.become(MeetingState.CANCELLED)
        found.save(update_fields=["state"])
        who = [found.person_id, found.author_id]
        tell_story(found, "staffing.one_to_one_cancelled", viewer=viewer, people=who)
        return found


def _planned(viewer: Viewer, pk: int) -> OneToOne:
    found = hold(OneToOne, pk)
    if found.state != MeetingState.PLANNED:
        raise DomainError(
            f"Not possible now: it is {found.get_state_display().lower()}."
        )
    return found


def _led_meeting(viewer: Viewer, pk: int) -> OneToOne:
    found = hold(OneToOne, pk)
    if not viewer.leads(found.person_id):
        raise PermissionDenied
    return found
