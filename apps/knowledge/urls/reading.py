"""What readers leave behind, flags, required reading."""

from django.urls import path

from apps.knowledge.urls.articles import ARTICLE
from apps.knowledge.views import flags, reading, required

patterns = [
    path("flags/", flags.flags, name="flags"),
    path("flags/<int:pk>/", flags.flag, name="flag"),
    path("flags/<int:pk>/fix/", flags.fix_flag, name="fix_flag"),
    path("flags/<int:pk>/decline/", flags.decline_flag, name="decline_flag"),
    path("required/", required.required, name="required"),
    path("required/<int:pk>/", required.required_reading, name="required_reading"),
    path("required/<int:pk>/edit/", required.required_edit, name="required_edit"),
    path("required/<int:pk>/amend/", required.amend_required, name="amend_required"),
    path("required/<int:pk>/ask-again/", required.ask_again, name="ask_again"),
    path("required/<int:pk>/close/", required.close_required, name="close_required"),
    path("required/<int:pk>/reopen/", required.reopen_required, name="reopen_required"),
    path(f"{ARTICLE}flag/", flags.flag_new, name="flag_new"),
    path(f"{ARTICLE}flag/raise/", flags.raise_flag, name="raise_flag"),
    path(f"{ARTICLE}feedback/", reading.give_feedback, name="give_feedback"),
    path(f"{ARTICLE}used/", reading.note_use, name="note_use"),
    path(f"{ARTICLE}sign-off/", reading.sign_off, name="sign_off"),
    path(f"{ARTICLE}require/", required.required_new, name="required_new"),
    path(f"{ARTICLE}require/ask/", required.require_reading, name="require_reading"),
]
