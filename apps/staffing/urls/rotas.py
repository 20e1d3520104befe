"""The addresses of staffing's rotas."""

from django.urls import URLPattern, path

from apps.staffing.views import (
    carrying,
    handovers,
    oncall,
    publishing,
    rota_calendar,
    rotas,
    rotations,
    swaps,
    team_calendar,
)

patterns: list[URLPattern] = [
    path("rotas/", rotas.rotas, name="rotas"),
    path("rotas/new/", rotas.rota_new, name="rota_new"),
    path("rotas/make/", rotas.make_rota, name="make_rota"),
    path("rotas/import/", carrying.rota_imports, name="rota_imports"),
    path("rotas/import/look/", carrying.look_at_schedules, name="look_at_schedules"),
    path("rotas/imports/<int:pk>/", carrying.rota_import, name="rota_import"),
    path("rotas/imports/<int:pk>/carry/", carrying.carry_in, name="carry_in"),
    path("rotas/<slug:slug>/", rotas.rota, name="rota"),
    path("rotas/<slug:slug>/edit/", rotas.rota_edit, name="rota_edit"),
    path("rotas/<slug:slug>/amend/", rotas.amend_rota, name="amend_rota"),
    path("rotas/<slug:slug>/retire/", rotas.retire_rota, name="retire_rota"),
    path("rotas/<slug:slug>/layers/", rotas.add_layer, name="add_layer"),
    path("rotas/<slug:slug>/overrides/", rotations.add_override, name="add_override"),
    path("rotas/<slug:slug>/publish/", publishing.publish, name="publish"),
    path(
        "rotas/<slug:slug>/publish/now/", publishing.publish_rota, name="publish_rota"
    ),
    path(
        "rotas/<slug:slug>/calendar/", rota_calendar.rota_calendar, name="rota_calendar"
    ),
    path("calendar/", team_calendar.team_calendar, name="team_calendar"),
    path("layers/<int:pk>/raise/", rotations.raise_layer, name="raise_layer"),
    path("layers/<int:pk>/remove/", rotations.remove_layer, name="remove_layer"),
    path("layers/<int:pk>/rotation/", rotations.rotation_new, name="rotation_new"),
    path("layers/<int:pk>/rotations/", rotations.add_rotation, name="add_rotation"),
    path("rotations/<int:pk>/", rotations.rotation_edit, name="rotation_edit"),
    path("rotations/<int:pk>/amend/", rotations.amend_rotation, name="amend_rotation"),
    path(
        "rotations/<int:pk>/remove/", rotations.remove_rotation, name="remove_rotation"
    ),
    path(
        "overrides/<int:pk>/remove/", rotations.remove_override, name="remove_override"
    ),
    path("shifts/<int:pk>/", rota_calendar.shift, name="shift"),
    path("shifts/<int:pk>/move/", rota_calendar.move_shift, name="move_shift"),
    path("shifts/<int:pk>/offer/", swaps.offer_shift, name="offer_shift"),
    path("swaps/", swaps.swaps, name="swaps"),
    path("swaps/<int:pk>/", swaps.swap, name="swap"),
    path("swaps/<int:pk>/accept/", swaps.accept_swap, name="accept_swap"),
    path("swaps/<int:pk>/approve/", swaps.approve_swap, name="approve_swap"),
    path("swaps/<int:pk>/refuse/", swaps.refuse_swap, name="refuse_swap"),
    path("swaps/<int:pk>/withdraw/", swaps.withdraw_swap, name="withdraw_swap"),
    path("rotas/<slug:slug>/handover/", handovers.handovers, name="handovers"),
    path(
        "rotas/<slug:slug>/handover/write/",
        handovers.write_handover,
        name="write_handover",
    ),
    path("handover/<int:pk>/edit/", handovers.handover_edit, name="handover_edit"),
    path("handover/<int:pk>/amend/", handovers.amend_handover, name="amend_handover"),
    path("handover/<int:pk>/read/", handovers.read_handover, name="read_handover"),
    path("on-call/", oncall.on_call, name="on_call"),
    path("feeds/", oncall.feeds, name="feeds"),
    path("feeds/make/", oncall.make_feed, name="make_feed"),
    path("feeds/<int:pk>/revoke/", oncall.revoke_feed, name="revoke_feed"),
    path("feed/<str:secret>.ics", oncall.feed, name="feed"),
]
