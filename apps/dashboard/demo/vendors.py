"""The demonstration's vendors: register, 18 months of tickets, measures, figures."""

import random
from datetime import datetime

from apps.dashboard.demo import governance, imports, information, measures, periods
from apps.dashboard.demo.people import Cast
from apps.dashboard.demo.register import Served, desk, register
from apps.dashboard.demo.tickets import fill
from apps.vendors import actions


def supply(made: Cast, dice: random.Random, now: datetime) -> list[Served]:
    """All of it, judged; the services with what is known of them."""
    at = desk(made, now)
    served = register(at, dice)
    for place, one in enumerate(served):
        fill(one.service, one.run, at.first, now, seed=41 + place)
        actions.recount(one.service.pk, now=now)
    measures.uptime(served, at, dice)
    measures.measurements(served, at, dice)
    measures.exclusions(served, at, dice)
    periods.close_months(served, at)
    governance.govern(served, at, dice)
    information.tell_authority(served, at)
    imports.bring(served, at)
    return served
