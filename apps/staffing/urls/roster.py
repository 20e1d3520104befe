"""The addresses of staffing's roster: people, skills, checklists."""

from django.urls import path

from apps.staffing.views import (
    checklists,
    findings,
    home,
    line_changes,
    matrix,
    people,
    person_parts,
    settings,
    sheets,
    skills,
    team_people,
    templates,
)

one_person = "people/<int:pk>/"
one_skill = "skills/<slug:slug>/"
one_list = "checklists/<int:pk>/"
one_change = "line-changes/<int:pk>/"
patterns = [
    path("", home.home, name="home"),
    path("now/on-call/", home.home_on_call, name="home_on_call"),
    path("now/rotas/", home.home_rota, name="home_rota"),
    path("now/gaps/", home.home_gaps, name="home_gaps"),
    path("now/absences/", home.home_absences, name="home_absences"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/register/", people.register_person, name="register_person"),
    path(one_person, people.person, name="person"),
    path(f"{one_person}edit/", people.person_edit, name="person_edit"),
    path(f"{one_person}amend/", people.amend_person, name="amend_person"),
    path(f"{one_person}postings/", person_parts.add_posting, name="add_posting"),
    path(
        f"{one_person}postings/<int:part>/edit/",
        person_parts.edit_posting,
        name="edit_posting",
    ),
    path(
        f"{one_person}postings/<int:part>/amend/",
        person_parts.amend_posting,
        name="amend_posting",
    ),
    path(
        f"{one_person}postings/<int:part>/remove/",
        person_parts.remove_posting,
        name="remove_posting",
    ),
    path(f"{one_person}levels/", person_parts.levels, name="levels"),
    path(f"{one_person}assess/", person_parts.assess, name="assess"),
    path(f"{one_person}confirm/", person_parts.confirm, name="confirm"),
    path(
        f"{one_person}certificates/",
        person_parts.add_certificate,
        name="add_certificate",
    ),
    path(
        f"{one_person}certificates/<int:part>/edit/",
        person_parts.edit_certificate,
        name="edit_certificate",
    ),
    path(
        f"{one_person}certificates/<int:part>/amend/",
        person_parts.amend_certificate,
        name="amend_certificate",
    ),
    path(
        f"{one_person}certificates/<int:part>/remove/",
        person_parts.remove_certificate,
        name="remove_certificate",
    ),
    path(
        f"{one_person}certificates/<int:part>/file/",
        person_parts.certificate_file,
        name="certificate_file",
    ),
    path(f"{one_person}checklists/new/", checklists.new_list, name="new_checklist"),
    path(
        f"{one_person}checklists/", checklists.start_checklist, name="start_checklist"
    ),
    path("org-chart/", people.org_chart, name="org_chart"),
    path("line-changes/", line_changes.line_changes, name="line_changes"),
    path(
        f"{one_change}approve/",
        line_changes.approve_line_change,
        name="approve_line_change",
    ),
    path(
        f"{one_change}decline/",
        line_changes.decline_line_change,
        name="decline_line_change",
    ),
    path(
        f"{one_change}withdraw/",
        line_changes.withdraw_line_change,
        name="withdraw_line_change",
    ),
    path("teams/<slug:slug>/people/", team_people.team_people, name="team_people"),
    path(
        "teams/<slug:slug>/people/<slug:kind>/<int:pk>/mend/",
        team_people.mend_team,
        name="mend_team",
    ),
    path("checklists/", checklists.checklists, name="checklists"),
    path(one_list, checklists.checklist, name="checklist"),
    path(f"{one_list}close/", checklists.close_checklist, name="close_checklist"),
    path(f"{one_list}steps/<int:part>/do/", checklists.do_step, name="do_step"),
    path(f"{one_list}steps/<int:part>/undo/", checklists.undo_step, name="undo_step"),
    path(f"{one_list}steps/<int:part>/edit/", checklists.edit_step, name="edit_step"),
    path(
        f"{one_list}steps/<int:part>/amend/", checklists.amend_step, name="amend_step"
    ),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new_template, name="new_template"),
    path("templates/add/", templates.add_template, name="add_template"),
    path("templates/<int:pk>/edit/", templates.edit_template, name="edit_template"),
    path("templates/<int:pk>/amend/", templates.amend_template, name="amend_template"),
    path("patterns/", settings.working_patterns, name="patterns"),
    path("patterns/new/", settings.new_pattern, name="new_pattern"),
    path("patterns/add/", settings.add_pattern, name="add_pattern"),
    path("patterns/<int:pk>/edit/", settings.edit_pattern, name="edit_pattern"),
    path("patterns/<int:pk>/amend/", settings.amend_pattern, name="amend_pattern"),
    path("roles/", settings.roles, name="roles"),
    path("roles/add/", settings.add_role, name="add_role"),
    path("roles/<int:pk>/edit/", settings.edit_role, name="edit_role"),
    path("roles/<int:pk>/amend/", settings.amend_role, name="amend_role"),
    path("roles/<int:pk>/target/", settings.set_target, name="set_target"),
    path("skills/", skills.skills, name="skills"),
    path("skills/new/", skills.new_skill, name="new_skill"),
    path("skills/add/", skills.add_skill, name="add_skill"),
    path(one_skill, skills.skill, name="skill"),
    path(f"{one_skill}edit/", skills.edit_skill, name="edit_skill"),
    path(f"{one_skill}amend/", skills.amend_skill, name="amend_skill"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/confirm/", matrix.confirm_many, name="confirm_many"),
    path("matrix/sheets/new/", sheets.new_sheet, name="new_sheet"),
    path("matrix/sheets/", sheets.bring_sheet, name="bring_sheet"),
    path("matrix/sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("matrix/sheets/<int:pk>/write/", sheets.write_sheet, name="write_sheet"),
    path("depth/", findings.depth, name="depth"),
    path("skill-gaps/", findings.skill_gaps, name="skill_gaps"),
    path("to-confirm/", findings.to_confirm, name="to_confirm"),
    path("who-can/", findings.who_can, name="who_can"),
    path("coaching/", findings.coaching, name="coaching"),
]
