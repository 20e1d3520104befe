"""What people and tasks do with vendors, services, tickets and their figures."""

from apps.vendors.actions.certificates import (
    add_certificate,
    amend_certificate,
    remove_certificate,
)
from apps.vendors.actions.claims import (
    draft_claim,
    earn_back_claim,
    send_claim,
    settle_claim,
    withdraw_claim,
)
from apps.vendors.actions.contracts import (
    add_contract_file,
    add_supplier,
    amend_contract,
    register_contract,
    remove_contract_file,
    remove_supplier,
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
    recount,
    recount_tickets,
    run_recount,
)
from apps.vendors.actions.levels import (
    add_version,
    amend_level,
    amend_version,
    register_level,
    remove_version,
)
from apps.vendors.actions.measuring import decide_measurement, enter_measurement
from apps.vendors.actions.moves import (
    end_contract,
    give_notice,
    put_in_force,
    withdraw_notice,
)
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
from apps.vendors.actions.rejudging import (
    ask_for_recount,
)
from apps.vendors.actions.services import (
    add_charge,
    add_location,
    amend_service,
    register_service,
    remove_charge,
    remove_location,
)
from apps.vendors.actions.vendors import (
    add_contact,
    amend_contact,
    amend_vendor,
    rate_vendor,
    register_vendor,
    remove_contact,
)

__all__ = [
    "add_certificate",
    "add_charge",
    "add_contact",
    "add_contract_file",
    "add_location",
    "add_maintenance",
    "add_outage",
    "add_supplier",
    "add_version",
    "amend_certificate",
    "amend_contact",
    "amend_contract",
    "amend_level",
    "amend_maintenance",
    "amend_outage",
    "amend_service",
    "amend_vendor",
    "amend_version",
    "ask_for_recount",
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
    "end_contract",
    "enter_measurement",
    "give_notice",
    "lapse_exclusions",
    "propose_exclusion",
    "put_in_force",
    "rate_vendor",
    "recount",
    "recount_tickets",
    "refresh_all_counts",
    "refresh_availability",
    "refresh_counts",
    "refresh_measured",
    "refresh_running",
    "register_contract",
    "register_level",
    "register_service",
    "register_vendor",
    "remove_certificate",
    "remove_charge",
    "remove_contact",
    "remove_contract_file",
    "remove_location",
    "remove_maintenance",
    "remove_outage",
    "remove_supplier",
    "remove_version",
    "reopen_period",
    "restate",
    "run_recount",
    "send_claim",
    "settle_claim",
    "sign_closure",
    "take_to_review",
    "withdraw_claim",
    "withdraw_exclusion",
    "withdraw_notice",
]
