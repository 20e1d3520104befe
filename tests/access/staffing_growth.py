"""The addresses of growth. Nobody in the columns is one of the bank's people there, so
nothing of it exists for them; `tests/staffing/growth` has the answers for a line.
"""

from tests.access import NO_SUCH_METHOD, Row

NOBODY = "LMMMMMMMM"
READ = (
    *("growth_person", "one_to_one_new", "one_to_one", "one_to_one_move", "objective"),
    *("objective_new", "objective_edit", "plan", "plan_new", "plan_edit"),
)
DONE = (
    *("plan_one_to_one", "move_one_to_one", "add_agenda_item", "tick_agenda_item"),
    *("write_note", "share_note", "hold_one_to_one", "cancel_one_to_one"),
    *("set_objective", "amend_objective", "add_key_result", "end_objective"),
    *("make_plan", "amend_plan", "add_step", "finish_step"),
)


def one(world):
    return [1]


def two(world):
    return [1, 1]


TABLE = {
    "staffing:growth": Row(NOBODY),
    "staffing:recognition_new": Row(NOBODY),
    "staffing:recognise": Row(NO_SUCH_METHOD, NOBODY),
    "staffing:report_key_result": Row(NO_SUCH_METHOD, NOBODY, two),
    **{f"staffing:{name}": Row(NOBODY, args=one) for name in READ},
    **{f"staffing:{name}": Row(NO_SUCH_METHOD, NOBODY, one) for name in DONE},
}
