"""The demonstration's rotas: three of them, one following the sun; a quarter past, six weeks ahead."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from apps.accounts.models import User
from apps.dashboard.demo.people import Cast
from apps.dashboard.demo.staffing import Roster
from apps.staffing.actions import handovers, layers, swaps
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.models import Person, Rota, Shift
from apps.staffing.queries.rotas import rule_of
from apps.staffing.rules.rotations import instant, shifts

PAST, AHEAD = timedelta(weeks=13), timedelta(weeks=6)
FOLLOWS = (
    # city, its zone, from, until
    ("London", "Europe/London", "09:00", "18:00"),
    ("New York", "America/New_York", "13:00", "20:30"),
    ("Bangalore", "Asia/Kolkata", "06:30", "14:30"),
)
NOTE = (
    "Two things are open:\n\n- The nightly certificate job was slow; watch it at 02:00.\n"
    "- The ingress on north-2 was restarted at 16:40 and is quiet since.\n"
)


def rotas(made: Cast, roster: Roster) -> list[Rota]:
    """OpenShift's two layers, delivery's weeks, and support that follows the sun."""
    found = [
        _openshift(made, roster),
        _delivery(made, roster),
        _around_the_sun(made, roster),
    ]
    for rota in found:
        _publish(rota, roster)
    _swap(found[0], roster)
    _hand_over(found[0], roster)
    return found


def _rota(made: Cast, roster: Roster, team: str, **fields: Any) -> Rota:
    rota = layers.make_rota(
        by=roster.admin, now=roster.now - PAST, team=made.teams[team], **fields
    )
    rota.layers.all().delete()
    return rota


def _rotation(
    rota: Rota, roster: Roster, layer: str, people: Sequence[Person], **fields: Any
) -> None:
    when: dict[str, Any] = {"by": roster.admin, "now": roster.now - PAST}
    found = rota.layers.filter(name=layer).first() or layers.add_layer(
        rota.pk, name=layer, **when
    )
    first = roster.today - PAST - timedelta(days=7)
    given = {
        "unit": "week",
        "length": 1,
        "starts_on": first - timedelta(days=first.weekday()),
        "handoff_at": time(9),
        "name": layer,
    }
    layers.add_rotation(
        found.pk, places=[[one] for one in people], **{**given, **fields}, **when
    )


def _openshift(made: Cast, roster: Roster) -> Rota:
    rota = _rota(
        made,
        roster,
        "openshift",
        name="OpenShift on call",
        slug="openshift-on-call",
        description="Calls of priority 1 and 2, around the clock.",
        swaps_need_approval=True,
    )
    people = roster.by_team["openshift"]
    _rotation(rota, roster, "Around the clock", people[:6])
    nights = [{"weekday": day, "from": "22:00", "until": "07:00"} for day in range(7)]
    _rotation(rota, roster, "Nights", people[2:7], name="Nights", restrictions=nights)
    return rota


def _delivery(made: Cast, roster: Roster) -> Rota:
    rota = _rota(
        made,
        roster,
        "delivery",
        name="Pipelines on call",
        slug="pipelines-on-call",
        description="Builds and releases, a week each.",
    )
    _rotation(rota, roster, "Weeks", roster.by_team["delivery"][:5], name="Weeks")
    return rota


def _around_the_sun(made: Cast, roster: Roster) -> Rota:
    team = "ecs" if "ecs" in roster.by_team else "ai-platform"
    rota = _rota(
        made,
        roster,
        team,
        name="Support around the sun",
        slug="support-around-the-sun",
        kind=Rota.Kind.SHIFTS,
        time_zone="UTC",
        description="Bangalore hands over to London, London to New York.",
    )
    everybody = [one for people in roster.by_team.values() for one in people]
    for place, (city, zone, since, until) in enumerate(FOLLOWS):
        near = [one for one in everybody if one.time_zone == zone]
        people = (near or everybody[place * 5 :])[:4]
        hours = [{"weekday": day, "from": since, "until": until} for day in range(5)]
        _rotation(
            rota,
            roster,
            "Cities",
            people,
            name=city,
            time_zone=zone,
            handoff_at=time.fromisoformat(since),
            restrictions=hours,
        )
    return rota


def _publish(rota: Rota, roster: Roster) -> None:
    """The quarter past as it was published then, and six weeks from now."""
    zone = ZoneInfo(rota.time_zone)
    midnight = datetime.combine(roster.today, time(9))
    begin = instant(midnight - PAST, zone)
    turn, end = instant(midnight, zone), instant(midnight + AHEAD, zone)
    for a, b in ((begin, turn), (turn, end)):
        publish_shifts(
            rota,
            shifts=shifts(rule_of(rota, a), a, b),
            window=(a, b),
            by=roster.admin,
            now=min(a, roster.now),
        )


def _logins(people: Sequence[Person]) -> list[Person]:
    return [one for one in people if one.user_id]


def _swap(rota: Rota, roster: Roster) -> None:
    """One swap that waits for the manager, one that waits for the other."""
    rows = Shift.objects.filter(rota=rota, starts_at__gt=roster.now)
    own = rows.exclude(person__user=None).select_related("person__user")
    people = _logins(roster.by_team["openshift"])
    for number, shift in enumerate(list(own.order_by("starts_at")[8:10])):
        takers = (one for one in people if one.pk != shift.person_id)
        for taker in takers:
            try_swap(shift, taker, roster, is_accepted=number == 0)
            break


def try_swap(shift: Shift, taker: Person, roster: Roster, *, is_accepted: bool) -> None:
    """Ask somebody to take a shift, where nothing speaks against it."""
    user = shift.person.user
    other = User.objects.get(pk=taker.user_id)
    free = not Shift.objects.filter(
        person=taker, starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at
    ).exists()
    if user and free:
        asked = swaps.offer_shift(
            shift.pk, by=user, taker=taker, now=roster.now, note="A family day."
        )
        if is_accepted:
            swaps.accept_swap(asked.pk, by=other, now=roster.now)


def _hand_over(rota: Rota, roster: Roster) -> None:
    running = Shift.objects.filter(
        rota=rota, starts_at__lte=roster.now, ends_at__gt=roster.now
    ).exclude(person__user=None)
    shift = running.select_related("person__user").first()
    if shift and shift.person.user:
        handovers.write_handover(
            rota.pk,
            by=shift.person.user,
            handoff_at=shift.ends_at,
            text=NOTE,
            now=roster.now - timedelta(hours=1),
        )
