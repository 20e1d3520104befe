"""The addresses of staffing's generating."""

from django.urls import URLPattern, path

from apps.staffing.views import generating, proposals, wishes

patterns: list[URLPattern] = [
    path("generations/", generating.generations, name="generations"),
    path(
        "rotas/<slug:slug>/generate/", generating.generation_new, name="generation_new"
    ),
    path(
        "rotas/<slug:slug>/generate/ask/",
        generating.ask_generation,
        name="ask_generation",
    ),
    path("generations/<int:pk>/", generating.generation, name="generation"),
    path(
        "generations/<int:pk>/stop/", generating.stop_generation, name="stop_generation"
    ),
    path(
        "generations/<int:pk>/restart/",
        generating.restart_generation,
        name="restart_generation",
    ),
    path(
        "generations/<int:pk>/drop/", generating.drop_generation, name="drop_generation"
    ),
    path("generations/<int:pk>/proposal/", proposals.proposal, name="proposal"),
    path(
        "generations/<int:pk>/proposal/slots/<int:place>/",
        proposals.proposal_slot,
        name="proposal_slot",
    ),
    path(
        "generations/<int:pk>/proposal/slots/<int:place>/fill/",
        proposals.fill_slot,
        name="fill_slot",
    ),
    path(
        "generations/<int:pk>/proposal/diff/",
        proposals.proposal_diff,
        name="proposal_diff",
    ),
    path(
        "generations/<int:pk>/proposal/publish/",
        proposals.publish_proposal,
        name="publish_proposal",
    ),
    path("wishes/", wishes.wishes, name="wishes"),
    path("wishes/new/", wishes.wish_new, name="wish_new"),
    path("wishes/add/", wishes.add_wish, name="add_wish"),
    path("wishes/<int:pk>/", wishes.wish, name="wish"),
    path("wishes/<int:pk>/drop/", wishes.drop_wish, name="drop_wish"),
]
