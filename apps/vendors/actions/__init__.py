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
from apps.vendors.actions.giving import (
    check_file,
    give_file,
    mappings_by_name,
    suggested,
)
from apps.vendors.actions.importing import (
    begin_import,
    check_import,
    choose_columns,
    confirm_import,
    give_up_import,
    import_now,
    rehearse,
    restart_import,
    run_import,
    stop_import,
)
from apps.vendors.actions.judging import (
    ask_recount,
    cross_targets,
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
    "begin_import",
    "check_file",
    "check_import",
    "choose_columns",
    "confirm_import",
    "cross_targets",
    "decide_exclusion",
    "decide_measurement",
    "enter_measurement",
    "give_file",
    "give_up_import",
    "import_now",
    "lapse_exclusions",
    "mappings_by_name",
    "propose_exclusion",
    "recount",
    "recount_tickets",
    "refresh_all_counts",
    "refresh_availability",
    "refresh_counts",
    "refresh_measured",
    "refresh_running",
    "rehearse",
    "remove_maintenance",
    "remove_outage",
    "restart_import",
    "run_import",
    "run_recount",
    "stop_import",
    "suggested",
    "withdraw_exclusion",
]
