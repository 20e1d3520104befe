from django.urls import path

from apps.knowledge.views import articles, life, links, spaces, versions, writing

SPACE = "spaces/<slug:space>/"
ARTICLE = "articles/<slug:space>/<slug:slug>/"

patterns = [
    path("spaces/", spaces.spaces, name="spaces"),
    path("spaces/new/", spaces.space_new, name="space_new"),
    path("spaces/new/make/", spaces.make_space, name="make_space"),
    path(SPACE, spaces.space, name="space"),
    path(f"{SPACE}edit/", spaces.space_edit, name="space_edit"),
    path(f"{SPACE}amend/", spaces.amend_space, name="amend_space"),
    path(f"{SPACE}members/add/", spaces.add_member, name="add_member"),
    path(
        f"{SPACE}members/<int:pk>/remove/", spaces.remove_member, name="remove_member"
    ),
    path(f"{SPACE}write/", writing.article_new, name="article_new"),
    path(f"{SPACE}write/create/", writing.create_article, name="create_article"),
    path("reviews/", articles.reviews, name="reviews"),
    path("links/", links.links, name="links"),
    path("articles/", articles.articles, name="articles"),
    path("applications/<slug:code>/", articles.of_application, name="of_application"),
    path("articles/batch/", articles.batch, name="batch"),
    path("articles/batch-done/", articles.batch_done, name="batch_done"),
    path(ARTICLE, articles.article, name="article"),
    path(f"{ARTICLE}print/", articles.article_print, name="article_print"),
    path(f"{ARTICLE}edit/", writing.article_edit, name="article_edit"),
    path(f"{ARTICLE}save/", writing.save_version, name="save_version"),
    path(f"{ARTICLE}throw-away/", writing.throw_away, name="throw_away"),
    path(f"{ARTICLE}facts/", writing.article_facts, name="article_facts"),
    path(f"{ARTICLE}facts/amend/", writing.amend_facts, name="amend_facts"),
    path(f"{ARTICLE}address/", writing.article_move, name="article_move"),
    path(f"{ARTICLE}move/", writing.move_article, name="move_article"),
    path(f"{ARTICLE}send/", life.send_for_review, name="send_for_review"),
    path(f"{ARTICLE}send-back/", life.send_back, name="send_back"),
    path(f"{ARTICLE}publish/", life.publish, name="publish"),
    path(f"{ARTICLE}verify/", life.verify, name="verify"),
    path(f"{ARTICLE}retire/", life.retire, name="retire"),
    path(f"{ARTICLE}bring-back/", life.bring_back, name="bring_back"),
    path(f"{ARTICLE}versions/", versions.versions, name="versions"),
    path(f"{ARTICLE}versions/<int:number>/", versions.version, name="version"),
    path(
        f"{ARTICLE}versions/<int:number>/restore/",
        versions.restore_version,
        name="restore_version",
    ),
    path(f"{ARTICLE}compare/", versions.compare, name="compare"),
]
