"""Searching, and the synonyms by which more is found."""

from django.urls import path
from django.urls.resolvers import URLPattern

from apps.knowledge.views import search, synonyms

patterns: list[URLPattern] = [
    path("", search.search, name="search"),
    path("suggest/", search.suggest, name="suggest"),
    path("synonyms/", synonyms.synonyms, name="synonyms"),
    path("synonyms/new/", synonyms.synonym_new, name="synonym_new"),
    path("synonyms/add/", synonyms.add_synonym, name="add_synonym"),
    path("synonyms/<int:pk>/", synonyms.synonym, name="synonym"),
    path("synonyms/<int:pk>/amend/", synonyms.amend_synonym, name="amend_synonym"),
    path("synonyms/<int:pk>/remove/", synonyms.remove_synonym, name="remove_synonym"),
]
