"""The demonstration's generated rotas: wishes, one to be published, one that cannot be."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from apps.dashboard.demo.staffing import Roster
from apps.staffing.actions import generating, wishes
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.models import CoverageRule, Generation, Person, Rota
from apps.staffing.rules.intervals import instant
from apps.staffing.rules.spans import Span

BACK_WEEKS, AHEAD_WEEKS = 6, 6
LINES = "Early, daily, 06:00-14:00\nLate, daily, 14:00-22:00"
HOURS = ((6 * 60, 14 * 60), (14 * 60, 22 * 60))
ZONE = "Europe/London"


def generate(roster: Roster, now: datetime) -> None:
    """Six weeks that were worked, the next ones proposed, and a fortnight in vain."""
    members = roster.by_team["openshift"]
    rota = _rota(roster, members)
    monday = now.date() - timedelta(days=now.weekday())
    _published(rota, roster, members, monday)
    _wishes(roster, members, monday)
    ahead = monday + timedelta(weeks=2)
    _search(rota, roster, ahead, weeks=AHEAD_WEEKS)
    saturday = ahead + timedelta(days=12)
    CoverageRule.objects.create(
        rota=rota,
        name="Cluster upgrade, all hands",
        people=len(members) + 2,
        windows=[{"weekday": 5, "from": "08:00", "until": "12:00"}],
        from_on=saturday,
        until_on=saturday,
    )
    _search(rota, roster, ahead, weeks=2)


def _rota(roster: Roster, members: list[Person]) -> Rota:
    posting = members[0].postings.select_related("team").first()
    assert posting is not None
    rota = Rota.objects.create(
        slug="openshift-shift-desk",
        name="OpenShift shift desk",
        team=posting.team,
        kind=Rota.Kind.SHIFTS,
        time_zone=ZONE,
        description="Two shifts a day, worked, seven days a week.",
    )
    CoverageRule.objects.create(
        rota=rota,
        name="Shift desk staffed",
        windows=[
            {"weekday": day, "from": "06:00", "until": "22:00"} for day in range(7)
        ],
        from_on=roster.today - timedelta(days=365),
    )
    return rota


def _published(rota: Rota, roster: Roster, members: list[Person], monday: date) -> None:
    """By turns, a little uneven: who comes last in the order has fewer weekends."""
    first = monday - timedelta(weeks=BACK_WEEKS)
    zone = ZoneInfo(ZONE)
    days = [
        first + timedelta(days=ahead)
        for ahead in range(7 * (BACK_WEEKS + 2 + AHEAD_WEEKS // 2))
    ]
    spans = [
        Span(
            members[(2 * place + half) % len(members)].pk,
            instant(day, begins, zone),
            instant(day, ends, zone),
        )
        for place, day in enumerate(days)
        for half, (begins, ends) in enumerate(HOURS)
    ]
    begun = instant(first, 0, zone)
    window = (begun, instant(days[-1] + timedelta(days=1), 0, zone))
    publish_shifts(rota, shifts=spans, window=window, by=roster.admin, now=begun)


def _wishes(roster: Roster, members: list[Person], monday: date) -> None:
    for place, one in enumerate(members[:5]):
        first = monday + timedelta(days=16 + 5 * place)
        wishes.add_wish(
            by=roster.admin,
            person=one,
            first_on=first,
            last_on=first + timedelta(days=place % 3),
            weight=(1, 2, 4)[place % 3],
            wants_work=place == 3,
            now=roster.now - timedelta(days=4),
        )


def _search(rota: Rota, roster: Roster, first: date, *, weeks: int) -> Generation:
    made = generating.ask_generation(
        rota.pk,
        by=roster.admin,
        now=roster.now - timedelta(hours=3),
        first_on=first,
        last_on=first + timedelta(weeks=weeks, days=-1),
        lines=LINES,
        rest=11,
        weekly_rest=24,
        weekly_work=48,
        nights=4,
    )
    generating.begin_generation(made.pk, now=roster.now - timedelta(hours=3))
    return generating.run_generation(made.pk, now=roster.now - timedelta(hours=3))
