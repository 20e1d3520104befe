"""The addresses of staffing's growth."""

from django.urls import URLPattern, path

from apps.staffing.views.growth import (
    files,
    goals,
    hiring,
    holds,
    meetings,
    reviewing,
    watching,
)

PERSON = "growth/people/<int:pk>/"
MEETING = "growth/one-to-ones/<int:pk>/"
OBJECTIVE = "growth/objectives/<int:pk>/"
PLAN = "growth/plans/<int:pk>/"
REVIEW = "growth/reviews/<int:pk>/"
VACANCY = "growth/vacancies/<int:pk>/"
CANDIDATE = "growth/candidates/<int:pk>/<slug:stage>/"
ACTION = "growth/actions/<int:pk>/"
HR = "growth/hr/"
HOLD = "growth/holds/<int:pk>/"

patterns: list[URLPattern] = [
    path("growth/", files.growth, name="growth"),
    path(PERSON, files.growth_person, name="growth_person"),
    path(f"{PERSON}one-to-one/", meetings.one_to_one_new, name="one_to_one_new"),
    path(f"{PERSON}one-to-one/plan/", meetings.plan_one_to_one, name="plan_one_to_one"),
    path(MEETING, meetings.one_to_one, name="one_to_one"),
    path(f"{MEETING}move/", meetings.one_to_one_move, name="one_to_one_move"),
    path(f"{MEETING}move/save/", meetings.move_one_to_one, name="move_one_to_one"),
    path(f"{MEETING}agenda/", meetings.add_agenda_item, name="add_agenda_item"),
    path(f"{MEETING}notes/", meetings.write_note, name="write_note"),
    path(f"{MEETING}held/", meetings.hold_one_to_one, name="hold_one_to_one"),
    path(f"{MEETING}cancel/", meetings.cancel_one_to_one, name="cancel_one_to_one"),
    path(
        "growth/agenda/<int:pk>/tick/",
        meetings.tick_agenda_item,
        name="tick_agenda_item",
    ),
    path("growth/notes/<int:pk>/share/", meetings.share_note, name="share_note"),
    path(f"{PERSON}objective/", goals.objective_new, name="objective_new"),
    path(f"{PERSON}objective/set/", goals.set_objective, name="set_objective"),
    path(OBJECTIVE, goals.objective, name="objective"),
    path(f"{OBJECTIVE}edit/", goals.objective_edit, name="objective_edit"),
    path(f"{OBJECTIVE}edit/save/", goals.amend_objective, name="amend_objective"),
    path(f"{OBJECTIVE}results/", goals.add_key_result, name="add_key_result"),
    path(
        f"{OBJECTIVE}results/<int:result>/report/",
        goals.report_key_result,
        name="report_key_result",
    ),
    path(f"{OBJECTIVE}end/", goals.end_objective, name="end_objective"),
    path(f"{PERSON}plan/", goals.plan_new, name="plan_new"),
    path(f"{PERSON}plan/make/", goals.make_plan, name="make_plan"),
    path(PLAN, goals.plan, name="plan"),
    path(f"{PLAN}edit/", goals.plan_edit, name="plan_edit"),
    path(f"{PLAN}edit/save/", goals.amend_plan, name="amend_plan"),
    path(f"{PLAN}steps/", goals.add_step, name="add_step"),
    path("growth/steps/<int:pk>/finish/", goals.finish_step, name="finish_step"),
    path("growth/thanks/", goals.recognition_new, name="recognition_new"),
    path("growth/thanks/give/", goals.recognise, name="recognise"),
    path("growth/cycles/", reviewing.cycles, name="cycles"),
    path("growth/cycles/new/", reviewing.cycle_new, name="cycle_new"),
    path("growth/cycles/open/", reviewing.open_cycle, name="open_cycle"),
    path("growth/cycles/<int:pk>/", reviewing.cycle, name="cycle"),
    path(REVIEW, reviewing.review, name="review"),
    path(f"{REVIEW}save/", reviewing.save_part, name="save_part"),
    path(f"{REVIEW}hand-in/", reviewing.hand_in, name="hand_in"),
    path(f"{REVIEW}go-on/", reviewing.go_on_without, name="go_on_without"),
    path(f"{REVIEW}take-over/", reviewing.take_over, name="take_over"),
    path(f"{REVIEW}calibrate/", reviewing.calibrate, name="calibrate"),
    path(f"{REVIEW}share/", reviewing.share_review, name="share_review"),
    path(f"{REVIEW}sign/", reviewing.sign_review, name="sign_review"),
    path("growth/vacancies/", hiring.vacancies, name="vacancies"),
    path("growth/vacancies/new/", hiring.vacancy_new, name="vacancy_new"),
    path("growth/vacancies/propose/", hiring.propose_vacancy, name="propose_vacancy"),
    path(VACANCY, hiring.vacancy, name="vacancy"),
    path(f"{VACANCY}decide/", hiring.decide_vacancy, name="decide_vacancy"),
    path(f"{VACANCY}close/", hiring.close_vacancy, name="close_vacancy"),
    path(f"{VACANCY}candidates/", hiring.add_candidate, name="add_candidate"),
    path(CANDIDATE, hiring.candidate_move, name="candidate_move"),
    path(f"{CANDIDATE}move/", hiring.move_candidate, name="move_candidate"),
    path(f"{PERSON}action/", hiring.action_new, name="action_new"),
    path(f"{PERSON}action/propose/", hiring.propose_action, name="propose_action"),
    path(ACTION, hiring.personnel_action, name="personnel_action"),
    path(f"{ACTION}decide/", hiring.decide_action, name="decide_action"),
    path(f"{ACTION}withdraw/", hiring.withdraw_action, name="withdraw_action"),
    path(f"{ACTION}tell/", hiring.tell_person, name="tell_person"),
    path(f"{PERSON}reads/", watching.reads, name="reads"),
    path(f"{PERSON}held/", watching.held, name="held"),
    path(f"{PERSON}held/file/", watching.hand_out, name="hand_out"),
    path(f"{PERSON}held/erase/", watching.ask_erasure, name="ask_erasure"),
    path("growth/erasures/<int:pk>/", watching.erasure, name="erasure"),
    path(f"{PERSON}held/keep/", holds.ask_hold, name="ask_hold"),
    path(f"{HOLD}begin/", holds.begin_hold, name="begin_hold"),
    path(f"{HOLD}decline/", holds.decline_hold, name="decline_hold"),
    path(f"{HOLD}ask-end/", holds.ask_end_of_hold, name="ask_end_of_hold"),
    path(f"{HOLD}end/", holds.end_hold, name="end_hold"),
    path(f"{HOLD}go-on/", holds.go_on_with_hold, name="go_on_with_hold"),
    path(
        "growth/erasures/<int:pk>/decide/",
        watching.decide_erasure,
        name="decide_erasure",
    ),
    path("growth/data-map/", watching.data_map, name="data_map"),
    path(HR, watching.hr_grants, name="hr_grants"),
    path(f"{HR}ask/", watching.ask_hr_grant, name="ask_hr_grant"),
    path(f"{HR}<int:pk>/approve/", watching.approve_hr_grant, name="approve_hr_grant"),
    path(f"{HR}<int:pk>/end/", watching.end_hr_grant, name="end_hr_grant"),
]
