"""The addresses of growth. Nobody in the columns is one of the bank's people there, so
nothing of it exists for them; `tests/staffing/growth` has the answers for a line.
"""

from tests.access import NO_SUCH_METHOD, Row

NOBODY = "LMMMMMMMM"
READ = (
    *("growth_person", "one_to_one_new", "one_to_one", "one_to_one_move", "objective"),
    *("objective_new", "objective_edit", "plan", "plan_new", "plan_edit", "cycle"),
    *(
        "review",
        "vacancy",
        "action_new",
        "personnel_action",
        "reads",
        "held",
        "erasure",
    ),
)
DONE = (
    *("plan_one_to_one", "move_one_to_one", "add_agenda_item", "tick_agenda_item"),
    *("write_note", "share_note", "hold_one_to_one", "cancel_one_to_one"),
    *("set_objective", "amend_objective", "add_key_result", "end_objective"),
    *("make_plan", "amend_plan", "add_step", "finish_step", "save_part", "hand_in"),
    *("go_on_without", "take_over", "calibrate", "share_review", "sign_review"),
    *("decide_vacancy", "close_vacancy", "add_candidate", "propose_action"),
    *("decide_action", "withdraw_action", "tell_person", "hand_out", "ask_erasure"),
    *("decide_erasure", "ask_hold", "begin_hold", "decline_hold", "ask_end_of_hold"),
    *("end_hold", "go_on_with_hold"),
)
LISTS = ("cycles", "cycle_new", "vacancies", "vacancy_new")
MADE = ("open_cycle", "propose_vacancy")
# No secret, but the password is asked again.
PROVED = "LMRRRRRRR"


def one(world):
    return [1]


def two(world):
    return [1, 1]


def stage(world):
    return [1, "offer"]


TABLE = {
    "staffing:growth": Row(NOBODY),
    "staffing:recognition_new": Row(NOBODY),
    "staffing:recognise": Row(NO_SUCH_METHOD, NOBODY),
    "staffing:report_key_result": Row(NO_SUCH_METHOD, NOBODY, two),
    "staffing:candidate_move": Row(NOBODY, args=stage),
    "staffing:move_candidate": Row(NO_SUCH_METHOD, NOBODY, stage),
    "staffing:hr_grants": Row(PROVED),
    "staffing:data_map": Row(PROVED),
    "staffing:ask_hr_grant": Row(NO_SUCH_METHOD, PROVED),
    "staffing:approve_hr_grant": Row(NO_SUCH_METHOD, PROVED, one),
    "staffing:end_hr_grant": Row(NO_SUCH_METHOD, PROVED, one),
    **{f"staffing:{name}": Row(NOBODY) for name in LISTS},
    **{f"staffing:{name}": Row(NO_SUCH_METHOD, NOBODY) for name in MADE},
    **{f"staffing:{name}": Row(NOBODY, args=one) for name in READ},
    **{f"staffing:{name}": Row(NO_SUCH_METHOD, NOBODY, one) for name in DONE},
}
