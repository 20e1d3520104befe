"""The pages of who read what, who reads as HR, what is held and how long."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from apps.accounts.access import can_edit_grants
from apps.accounts.models import User
from apps.staffing.models import Person
from apps.staffing.models.growth import Erasure, HrGrant, LegalHold, ReadRecord
from apps.staffing.models.growth.states import HOLDING, ErasureState, HoldState
from apps.staffing.queries.growth.viewer import Viewer, find, somebody
from apps.staffing.rules.growth.data_map import DATA_MAP
from apps.staffing.rules.growth.kept import Kept
from apps.staffing.rules.growth.map_words import how_long


def listed_reads(person: Person) -> QuerySet[ReadRecord]:
    """Every reading of what is a person's, the newest first."""
    return ReadRecord.objects.filter(person=person).select_related("author")


@dataclass(frozen=True)
class MapRow:
    """A table of the data map, its fields in words."""

    kept: Kept
    how_long: str
    fields: list[str]


def map_rows() -> list[MapRow]:
    """The data map."""
    return [MapRow(one, how_long(one), list(one.fields.values())) for one in DATA_MAP]


@dataclass(frozen=True)
class HrRow:
    """A grant, how it stands today, what the reader may do with it."""

    grant: HrGrant
    stands: str
    may_approve: bool
    may_end: bool


def hr_page(user: User, today: date) -> list[HrRow]:
    """Every grant, the newest first. One query."""
    rows = HrGrant.objects.select_related("person", "asked_by", "approved_by")
    return [_hr_row(one, user, today) for one in rows]


def _hr_row(one: HrGrant, user: User, today: date) -> HrRow:
    is_over = one.ended_at is not None or one.ends_on < today
    stands = "Ended" if is_over else "Reads" if one.approved_at else "Asked for"
    may_edit, is_own = can_edit_grants(user), one.person.user_id == user.pk
    return HrRow(
        grant=one,
        stands=stands,
        may_approve=stands == "Asked for"
        and may_edit
        and not is_own
        and one.asked_by_id != user.pk,
        may_end=not is_over and (may_edit or is_own),
    )


@dataclass(frozen=True)
class HeldPage:
    """A person of whom something is held, and what was asked of it."""

    person: Person
    is_own: bool
    erasures: list[Erasure]
    may_ask: bool
    holds: list["HoldRow"]
    may_hold: bool


def held_page(viewer: Viewer, pk: int) -> HeldPage:
    """Three queries. PermissionDenied for who is neither the person nor HR."""
    person = somebody(viewer, pk)
    is_own = viewer.person.pk == pk
    if not (is_own or viewer.is_hr):
        raise PermissionDenied
    found = list(
        Erasure.objects.filter(person=person).select_related("author", "decided_by")
    )
    is_asked = any(one.state == ErasureState.ASKED for one in found)
    rows = LegalHold.objects.filter(person=person)
    holds = [
        _hold_row(one, viewer)
        for one in rows.select_related(
            "person", "author", "decided_by", "end_asked_by", "ended_by"
        )
    ]
    is_kept = any(one.hold.state in {HoldState.ASKED, *HOLDING} for one in holds)
    stands = any(one.hold.state in HOLDING for one in holds)
    return HeldPage(
        person,
        is_own,
        found,
        may_ask=not is_asked and not stands,
        holds=holds,
        may_hold=viewer.is_hr and not is_own and not is_kept,
    )


@dataclass(frozen=True)
class HoldRow:
    """A legal hold, and what the reader may do with it."""

    hold: LegalHold
    may_decide: bool
    may_ask_end: bool
    may_decide_end: bool


def _hold_row(one: LegalHold, viewer: Viewer) -> HoldRow:
    me, may = viewer.person.pk, viewer.is_hr and not viewer.is_about(one)
    return HoldRow(
        hold=one,
        may_decide=may and one.state == HoldState.ASKED and one.author_id != me,
        may_ask_end=may and one.state == HoldState.STANDS,
        may_decide_end=may
        and one.state == HoldState.ENDING
        and one.end_asked_by_id != me,
    )


def erasure_page(viewer: Viewer, pk: int) -> Erasure:
    """An erasure that waits for the reader's word."""
    found = find(Erasure.objects.select_related("person", "author"), pk)
    me = viewer.person.pk
    if not viewer.is_hr or me in {found.author_id, found.person_id}:
        raise PermissionDenied
    return found
