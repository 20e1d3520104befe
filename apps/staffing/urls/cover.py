"""The addresses of staffing's cover."""

from django.urls import URLPattern, path

from apps.staffing.views import absences, burden, capacity, cover, gaps, leave

away = "absences/"
one = f"{away}<int:pk>/"
kinds = f"{away}kinds/"
rule = "coverage/<int:pk>/"
patterns: list[URLPattern] = [
    path(away, absences.absences, name="absences"),
    path(f"{away}new/", absences.absence_new, name="absence_new"),
    path(f"{away}check/", absences.check_absence, name="check_absence"),
    path(f"{away}ask/", absences.ask_absence, name="ask_absence"),
    path(f"{away}calendar/", leave.absence_calendar, name="absence_calendar"),
    path(f"{away}balances/", leave.balances, name="balances"),
    path(f"{away}balances/<int:pk>/", leave.allowance, name="allowance"),
    path(f"{away}balances/<int:pk>/set/", leave.set_allowance, name="set_allowance"),
    path(kinds, leave.absence_types, name="absence_types"),
    path(f"{kinds}make/", leave.make_absence_type, name="make_absence_type"),
    path(f"{kinds}<int:pk>/", leave.absence_type, name="absence_type"),
    path(
        f"{kinds}<int:pk>/amend/", leave.amend_absence_type, name="amend_absence_type"
    ),
    path(one, absences.absence, name="absence"),
    path(f"{one}approve/", absences.approve_absence, name="approve_absence"),
    path(f"{one}refuse/", absences.refuse_absence, name="refuse_absence"),
    path(f"{one}cancel/", absences.cancel_absence, name="cancel_absence"),
    path("coverage/", cover.coverage, name="coverage"),
    path("coverage/new/", cover.coverage_rule_new, name="coverage_rule_new"),
    path("coverage/make/", cover.make_coverage_rule, name="make_coverage_rule"),
    path("coverage/map/", cover.heat_map, name="heat_map"),
    path(rule, cover.coverage_rule, name="coverage_rule"),
    path(f"{rule}edit/", cover.coverage_rule_edit, name="coverage_rule_edit"),
    path(f"{rule}amend/", cover.amend_coverage_rule, name="amend_coverage_rule"),
    path(f"{rule}remove/", cover.remove_coverage_rule, name="remove_coverage_rule"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/<int:pk>/", gaps.gap, name="gap"),
    path("gaps/<int:pk>/close/", gaps.close_gap, name="close_gap"),
    path("call-outs/", gaps.call_outs, name="call_outs"),
    path("call-outs/new/", gaps.call_out_new, name="call_out_new"),
    path("call-outs/note/", gaps.note_call_out, name="note_call_out"),
    path("call-outs/<int:pk>/remove/", gaps.remove_call_out, name="remove_call_out"),
    path("burden/", burden.burden, name="burden"),
    path("working-time/", burden.working_time, name="working_time"),
    path("working-time/limits/", burden.working_time_terms, name="working_time_terms"),
    path(
        "working-time/limits/edit/", burden.working_time_edit, name="working_time_edit"
    ),
    path("working-time/limits/set/", burden.set_working_time, name="set_working_time"),
    path("capacity/", capacity.capacity, name="capacity"),
    path("capacity/plan/", capacity.planned_work_new, name="planned_work_new"),
    path("capacity/plan/note/", capacity.plan_work, name="plan_work"),
    path(
        "capacity/plan/<int:pk>/drop/",
        capacity.drop_planned_work,
        name="drop_planned_work",
    ),
]
