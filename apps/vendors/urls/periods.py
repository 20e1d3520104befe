from django.urls import path

from apps.vendors.urls.months import MONTH
from apps.vendors.views import books, claims, closures, papers, periods

patterns = [
    path("periods/", periods.periods, name="periods"),
    path("periods/<int:pk>/", periods.period, name="period"),
    path("periods/<int:pk>/review/", periods.take_to_review, name="take_to_review"),
    path("periods/<int:pk>/reopen/", periods.reopen_period, name="reopen_period"),
    path("periods/<int:pk>/close/", periods.close_period, name="close_period"),
    path("closures/<int:pk>/", closures.closure, name="closure"),
    path("closures/<int:pk>/verify/", closures.verify_closure, name="verify_closure"),
    path(
        "closures/<int:pk>/tickets/", closures.closure_tickets, name="closure_tickets"
    ),
    path("closures/<int:pk>/sign/", closures.sign_closure, name="sign_closure"),
    path("closures/<int:pk>/restate/", closures.restate, name="restate"),
    path("closures/<int:pk>/drop/", closures.drop_restatement, name="drop_restatement"),
    path("closures/<int:pk>/claim/", closures.draft_claim, name="draft_claim"),
    path("closures/<int:pk>/pdf/", closures.closure_pdf, name="closure_pdf"),
    path("closures/<int:pk>/xlsx/", closures.closure_xlsx, name="closure_xlsx"),
    path(
        "closures/<int:pk>/book/",
        books.ask_for_closure_book,
        name="ask_for_closure_book",
    ),
    path("books/<int:pk>/", books.book, name="book"),
    path("books/<int:pk>/file/", books.book_file, name="book_file"),
    path(
        f"services/<slug:slug>/scorecards/{MONTH}/book/",
        books.ask_for_book,
        name="ask_for_book",
    ),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/send/", claims.send_claim, name="send_claim"),
    path("claims/<int:pk>/settle/", claims.settle_claim, name="settle_claim"),
    path("claims/<int:pk>/withdraw/", claims.withdraw_claim, name="withdraw_claim"),
    path("claims/<int:pk>/earned/", claims.earn_back_claim, name="earn_back_claim"),
    path("claims/<int:pk>/pdf/", claims.claim_pdf, name="claim_pdf"),
    path(
        f"services/<slug:slug>/scorecards/{MONTH}/pdf/",
        papers.scorecard_pdf,
        name="scorecard_pdf",
    ),
    path(
        f"services/<slug:slug>/scorecards/{MONTH}/xlsx/",
        papers.scorecard_xlsx,
        name="scorecard_xlsx",
    ),
]
