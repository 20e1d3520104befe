"""No order of actions goes around the second person or changes what is frozen."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.vendors import actions
from apps.vendors.models import Charge, Closure, CreditClaim, Period
from apps.vendors.queries.replay import replay
from apps.vendors.queries.scorecard import scorecard
from apps.vendors.rules.months import next_month
from apps.vendors.states import CLAIM_MOVES, PERIOD_MOVES, ClaimState, PeriodState
from tests.factories import person
from tests.vendors.factories import LevelFactory, ServiceFactory, TicketFactory

AUGUST = date(2026, 8, 1)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BANDS = [(Decimal(95), Decimal(2))]


class Walk:
    """A service with two people who may everything, and what happened to it so far."""

    def __init__(self) -> None:
        self.service = ServiceFactory(contract__earn_back_months=1)
        Charge.objects.create(
            service=self.service, valid_from_on=AUGUST, amount=Decimal(1000)
        )
        LevelFactory(service=self.service, version__bands=BANDS)
        self.people = [person(Role.VENDOR_MANAGER) for _ in range(2)]
        self.signed: dict[int, tuple[str, str]] = {}
        self.late = 0
        self.ticket(hours=1)
        self.ticket(hours=100)

    def ticket(self, hours: int) -> None:
        """One more in August; the late ones breach."""
        opened = datetime(2026, 8, 3, 9, tzinfo=UTC) + timedelta(minutes=self.late)
        made = TicketFactory(
            service=self.service,
            opened_at=opened,
            resolved_at=opened + timedelta(hours=hours),
        )
        self.late += 1
        actions.recount_tickets(self.service.pk, [made.pk], now=NOW)

    def step(self, name: str, who: int) -> None:
        """Try one action as one of the two; a refusal changes nothing."""
        before = states()
        try:
            with transaction.atomic():
                STEPS[name](self, self.people[who])
        except (DomainError, PermissionDenied):
            assert states() == before
        else:
            check_moves(before, states())

    @property
    def period(self) -> int:
        """Of August; none yet is nobody's."""
        return Period.objects.values_list("pk", flat=True).first() or self._none()

    @property
    def closure(self) -> Closure:
        """The newest."""
        return Closure.objects.order_by("number").last() or self._none()

    @property
    def claim(self) -> int:
        """The newest."""
        pks = CreditClaim.objects.order_by("-pk").values_list("pk", flat=True)
        return pks.first() or self._none()

    def _none(self):
        raise DomainError("There is none.")


def states() -> list[tuple[str, int, str]]:
    rows = [("period", *row) for row in Period.objects.values_list("pk", "state")]
    rows += [("claim", *row) for row in CreditClaim.objects.values_list("pk", "state")]
    rows += [("closure", *row) for row in Closure.objects.values_list("pk", "digest")]
    return sorted(rows)


def check_moves(before, after) -> None:
    """What moved went by the tables."""
    old = {(kind, pk): state for kind, pk, state in before}
    for kind, pk, state in after:
        was = old.get((kind, pk), state)
        if kind == "period" and was != state:
            assert PeriodState(state) in PERIOD_MOVES[PeriodState(was)]
        if kind == "claim" and was != state:
            assert ClaimState(state) in CLAIM_MOVES[ClaimState(was)]


Step = Callable[[Walk, object], object]
STEPS: dict[str, Step] = {
    "late data": lambda walk, by: walk.ticket(hours=100),
    "review": lambda walk, by: actions.take_to_review(
        walk.service.pk, AUGUST, by=by, now=NOW
    ),
    "reopen": lambda walk, by: actions.reopen_period(
        walk.period, by=by, reason="r", now=NOW
    ),
    "close": lambda walk, by: actions.close_period(walk.period, by=by, now=NOW),
    "sign": lambda walk, by: actions.sign_closure(walk.closure.pk, by=by, now=NOW),
    "restate": lambda walk, by: actions.restate(
        walk.period, by=by, reason="r", now=NOW
    ),
    "drop": lambda walk, by: actions.drop_restatement(
        walk.closure.pk, by=by, reason="r", now=NOW
    ),
    "draft": lambda walk, by: actions.draft_claim(walk.closure.pk, by=by, now=NOW),
    "send": lambda walk, by: actions.send_claim(walk.claim, by=by, now=NOW),
    "settle": lambda walk, by: actions.settle_claim(
        walk.claim, by=by, settled_on=NOW.date(), settlement="CN 1", now=NOW
    ),
    "withdraw": lambda walk, by: actions.withdraw_claim(
        walk.claim, by=by, reason="r", now=NOW
    ),
    "earn back": lambda walk, by: actions.earn_back_claim(walk.claim, by=by, now=NOW),
}
ORDERS = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 1)), max_size=12
)
# Most orders end at the door; these begin where there is something to break.
HEADS = st.sampled_from(
    [
        [],
        [("review", 0), ("close", 0), ("sign", 1)],
        [("review", 0), ("close", 0), ("sign", 1), ("late data", 0), ("restate", 1)],
        [("review", 1), ("close", 1), ("sign", 0), ("draft", 0), ("send", 1)],
    ]
)


def check(walk: Walk) -> None:
    """What holds after every step."""
    for one in Closure.objects.filter(signed_by__isnull=False):
        kept = walk.signed.setdefault(one.pk, (one.digest, str(one.figures)))
        assert (one.digest, str(one.figures)) == kept
        assert one.signed_by_id != one.closed_by_id
        assert replay(one).holds
    pks = set(Closure.objects.values_list("pk", flat=True))
    assert set(walk.signed) <= pks
    period = Period.objects.first()
    signed = Closure.objects.filter(signed_by__isnull=False).order_by("number").last()
    assert (period is not None and period.state == PeriodState.FROZEN) == bool(signed)
    if signed:
        shown = scorecard(walk.service, AUGUST)
        assert str(shown.score) == signed.figures["score"]
    for claim in CreditClaim.objects.all():
        assert claim.sent_by_id != claim.by_id
        assert claim.closure_id in walk.signed
        assert claim.state in {"draft", "withdrawn"} or claim.sent_by_id


@pytest.mark.slow
@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(head=HEADS, order=ORDERS)
def test_no_order_of_actions_goes_around_four_eyes_or_changes_what_is_frozen(
    head, order
):
    with transaction.atomic():
        walk = Walk()
        for name, who in [*head, *order]:
            walk.step(name, who)
            check(walk)
        transaction.set_rollback(True)


def test_the_table_of_periods_has_no_way_out_of_frozen():
    assert PERIOD_MOVES[PeriodState.FROZEN] == set()
    assert [old for old, new in PERIOD_MOVES.items() if PeriodState.FROZEN in new] == [
        PeriodState.CLOSED
    ]
    assert next_month(AUGUST) == date(2026, 9, 1)
