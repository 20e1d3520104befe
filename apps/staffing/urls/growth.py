"""The addresses of staffing's growth."""

from django.urls import URLPattern, path

from apps.staffing.views.growth import files, goals, meetings

PERSON = "growth/people/<int:pk>/"
MEETING = "growth/one-to-ones/<int:pk>/"
OBJECTIVE = "growth/objectives/<int:pk>/"
PLAN = "growth/plans/<int:pk>/"

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
]
