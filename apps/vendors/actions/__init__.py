"""What people and tasks do with vendors, services, tickets and their figures."""

from apps.vendors.actions.exclusions import (
    attach_to_exclusion,
    decide_exclusion,
    lapse_exclusions,
    propose_exclusion,
    withdraw_exclusion,
)
from apps.vendors.actions.figures import (
    refresh_all_counts,
    refresh_availability,
    refresh_counts,
    refresh_measured,
)
from apps.vendors.actions.judging import (
    ask_recount,
    cross_targets,
    notice_calendars,
    recount,
    recount_tickets,
    run_recount,
)
from apps.vendors.actions.measuring import (
    add_maintenance,
    add_outage,
    amend_outage,
    decide_measurement,
    enter_measurement,
    refresh_running,
    remove_maintenance,
    remove_outage,
)

__all__ = [
    "add_maintenance",
    "add_outage",
    "amend_outage",
    "ask_recount",
    "attach_to_exclusion",
    "cross_targets",
    "decide_exclusion",
    "decide_measurement",
    "enter_measurement",
    "lapse_exclusions",
    "notice_calendars",
    "propose_exclusion",
    "recount",
    "recount_tickets",
    "refresh_all_counts",
    "refresh_availability",
    "refresh_counts",
    "refresh_measured",
    "refresh_running",
    "remove_maintenance",
    "remove_outage",
    "run_recount",
    "withdraw_exclusion",
]
