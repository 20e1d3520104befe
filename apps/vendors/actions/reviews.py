"""Reviews with a vendor: planned, talked through, published; what they decide."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.vendors.access import can_govern
from apps.vendors.models import AgendaItem, Decision, Review, Vendor
from apps.vendors.queries.agenda import as_items, built_agenda
from apps.vendors.states import ReviewState

# Figures look some months back, and a review is set for some ahead.
YEARS = range(1990, 2200)
WRITABLE = (ReviewState.PLANNED, ReviewState.HELD)


@transaction.atomic
def plan_review(
    vendor_pk: int,
    *,
    by: User,
    kind: str,
    first_month: date,
    held_on: date,
    now: datetime,
) -> Review:
    """Set a review of a month or a quarter; its agenda is built from the figures."""
    vendor = Vendor.objects.select_for_update().get(pk=vendor_pk)
    if not can_govern(by, vendor):
        raise PermissionDenied
    if first_month.year not in YEARS:
        raise DomainError(f"Say a month from {YEARS.start} to {YEARS.stop - 1}.")
    same = Review.objects.filter(vendor=vendor, kind=kind, first_month=first_month)
    if same.exclude(state=ReviewState.CANCELLED).exists():
        raise DomainError("A review of this period is planned already.")
    made = Review.objects.create(
        vendor=vendor, kind=kind, first_month=first_month, held_on=held_on
    )
    AgendaItem.objects.bulk_create(as_items(made, built_agenda(made, now.date())))
    record(made, "vendors.review_planned", by=by, now=now, period=made.period)
    return made


def _locked(pk: int, by: User, *, in_states: tuple[str, ...] = WRITABLE) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related("vendor")
    found = rows.get(pk=pk)
    if not can_govern(by, found.vendor):
        raise PermissionDenied
    if found.state not in in_states:
        raise DomainError(
            f"Not possible now: this review is {found.get_state_display().lower()}."
        )
    return found


@transaction.atomic
def build_agenda(pk: int, *, by: User, now: datetime) -> Review:
    """Build the agenda from today's figures again; what people added stays."""
    found = _locked(pk, by, in_states=(ReviewState.PLANNED,))
    found.agenda.filter(is_built=True).delete()
    AgendaItem.objects.bulk_create(as_items(found, built_agenda(found, now.date())))
    record(found, "vendors.agenda_built", by=by, now=now)
    return found


@transaction.atomic
def amend_review(
    pk: int,
    *,
    by: User,
    expected_version: int,
    held_on: date,
    attendees: str,
    minutes: str,
    note: str,
    now: datetime,
) -> Review:
    """Write its day, who was there, the minutes. EditConflict if somebody else did."""
    found = _locked(pk, by)
    found.held_on, found.attendees = held_on, attendees
    found.minutes, found.note = minutes, note
    found.save_if_version(expected_version, ["held_on", "attendees", "minutes", "note"])
    record(found, "vendors.review_written", by=by, now=now)
    return found


@transaction.atomic
def hold_review(pk: int, *, by: User, now: datetime) -> Review:
    """It took place: its agenda is built no more."""
    found = _locked(pk, by, in_states=(ReviewState.PLANNED,))
    if found.held_on > now.date():
        raise DomainError("Its day has not come. Change the day, or wait for it.")
    found.become(ReviewState.HELD)
    found.save_if_version(found.version, ["state"])
    record(found, "vendors.review_held", by=by, now=now)
    return found


@transaction.atomic
def publish_minutes(pk: int, *, by: User, now: datetime) -> Review:
    """Show the minutes to the vendor; they change no more."""
    found = _locked(pk, by, in_states=(ReviewState.HELD,))
    if not found.minutes.strip():
        raise DomainError("Write the minutes first.")
    found.become(ReviewState.PUBLISHED)
    found.published_by, found.published_at = by, now
    found.save_if_version(found.version, ["state", "published_by", "published_at"])
    record(found, "vendors.minutes_published", by=by, now=now)
    return found


@transaction.atomic
def cancel_review(pk: int, *, by: User, now: datetime) -> Review:
    """It does not take place."""
    found = _locked(pk, by, in_states=(ReviewState.PLANNED,))
    found.become(ReviewState.CANCELLED)
    found.save_if_version(found.version, ["state"])
    record(found, "vendors.review_cancelled", by=by, now=now)
    return found


@transaction.atomic
def add_agenda_item(
    pk: int, *, by: User, title: str, words: str = "", is_shared: bool, now: datetime
) -> AgendaItem:
    """Put something on the agenda, after the rest."""
    found = _locked(pk, by)
    last = found.agenda.aggregate(last=Max("position"))["last"] or 0
    made = AgendaItem.objects.create(
        review=found, position=last + 1, title=title, words=words, is_shared=is_shared
    )
    record(found, "vendors.agenda_added", by=by, now=now, touched=[made], title=title)
    return made


@transaction.atomic
def remove_agenda_item(pk: int, *, by: User, now: datetime) -> Review:
    """Take something off the agenda."""
    item = AgendaItem.objects.select_related("review").get(pk=pk)
    found = _locked(item.review_id, by)
    title = item.title
    item.delete()
    record(found, "vendors.agenda_removed", by=by, now=now, title=title)
    return found


@transaction.atomic
def note_decision(pk: int, *, by: User, words: str, now: datetime) -> Decision:
    """Write down what the review decided."""
    found = _locked(pk, by)
    made = Decision.objects.create(review=found, words=words, by=by, at=now)
    record(found, "vendors.decided", by=by, now=now, touched=[made], words=words)
    return made
