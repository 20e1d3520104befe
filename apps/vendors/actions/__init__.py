"""What people and tasks do with vendors, services, tickets and their figures."""

from apps.vendors.actions.claims import (
    draft_claim,
    earn_back_claim,
    send_claim,
    settle_claim,
    withdraw_claim,
)
from apps.vendors.actions.exclusions import (
    attach_to_exclusion,
    decide_exclusion,
    decide_exclusions,
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
from apps.vendors.actions.measuring import decide_measurement, enter_measurement
from apps.vendors.actions.outages import (
    add_maintenance,
    add_outage,
    amend_maintenance,
    amend_outage,
    refresh_running,
    remove_maintenance,
    remove_outage,
)
from apps.vendors.actions.periods import (
    close_period,
    drop_restatement,
    reopen_period,
    restate,
    sign_closure,
    take_to_review,
)

__all__ = [
    "add_maintenance",
    "add_outage",
    "amend_maintenance",
    "amend_outage",
    "ask_recount",
    "attach_to_exclusion",
    "close_period",
    "cross_targets",
    "decide_exclusion",
    "decide_exclusions",
    "decide_measurement",
    "draft_claim",
    "drop_restatement",
    "earn_back_claim",
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
    "reopen_period",
    "restate",
    "run_recount",
    "send_claim",
    "settle_claim",
    "sign_closure",
    "take_to_review",
    "withdraw_claim",
    "withdraw_exclusion",
]
