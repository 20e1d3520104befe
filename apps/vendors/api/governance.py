"""Reviews, their actions, risks and issues over the API."""

from collections.abc import Callable
from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.core.api import IF_MATCH, SENT_ONCE, ReadViewSet, expected_version, made_once
from apps.vendors import actions
from apps.vendors.api.governed import (
    ActionFieldsSerializer,
    ActionSerializer,
    AgendaSerializer,
    AmendReviewSerializer,
    CloseSerializer,
    DecisionSerializer,
    NewActionSerializer,
    NewRiskSerializer,
    PlanSerializer,
    ReviewSerializer,
    RiskFieldsSerializer,
    RiskSerializer,
)
from apps.vendors.forms.governance import ActionQuery, ReviewFilter, RiskFilter
from apps.vendors.models import AgendaItem, Review, ReviewAction, Risk
from apps.vendors.queries.governance import (
    listed_actions,
    listed_reviews,
    listed_risks,
)

Sent = type[serializers.Serializer[Any]]


class GovernedViewSet(ReadViewSet):
    """Rows of the vendors one sees, and what is done with them."""

    def act(
        self, request: ApiRequest, verb: Callable[..., Any], kind: Sent | None = None
    ) -> Response:
        """Check what was sent, call the action, answer with the row."""
        row = self.get_object()
        fields = self.sent(kind) if kind else {}
        verb(row.pk, by=request.user, now=timezone.now(), **fields)
        return self.answer(row)

    def amend(
        self, request: ApiRequest, verb: Callable[..., Any], kind: Sent | None = None
    ) -> Response:
        """The same, over the version that If-Match names."""
        version = expected_version(request, self.get_object())

        def versioned(pk: int, **rest: Any) -> Any:
            return verb(pk, expected_version=version, **rest)

        return self.act(request, versioned, kind)


class ReviewViewSet(GovernedViewSet):
    """Reviews."""

    queryset = Review.objects.all()
    serializer_class = ReviewSerializer
    filter_form = ReviewFilter

    def get_queryset(self) -> Any:
        """Those that exist for the asker."""
        rows = listed_reviews(cast("User", self.request.user))
        return rows.prefetch_related("agenda__service", "decisions__by")

    @extend_schema(
        request=PlanSerializer,
        parameters=[SENT_ONCE],
        responses={201: ReviewSerializer},
    )
    def create(self, request: ApiRequest) -> Response:
        """Plan a review; its agenda is built from the figures."""
        fields = self.sent(PlanSerializer)
        vendor = fields.pop("vendor")
        pk = made_once(
            request,
            "vendors.plan_review",
            lambda: actions.plan_review(
                vendor.pk, by=cast("User", request.user), now=timezone.now(), **fields
            ),
        )
        return self.answer(Review(pk=pk), status=201)

    @extend_schema(request=AmendReviewSerializer, parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Write its day, who was there, the minutes."""
        return self.amend(request, actions.amend_review, AmendReviewSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def build_agenda(self, request: ApiRequest, pk: str) -> Response:
        """Build the agenda from today's figures again."""
        return self.act(request, actions.build_agenda)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def hold(self, request: ApiRequest, pk: str) -> Response:
        """It took place."""
        return self.act(request, actions.hold_review)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request: ApiRequest, pk: str) -> Response:
        """Show the minutes to the vendor."""
        return self.act(request, actions.publish_minutes)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: ApiRequest, pk: str) -> Response:
        """It does not take place."""
        return self.act(request, actions.cancel_review)

    @extend_schema(request=AgendaSerializer)
    @action(detail=True, methods=["post"])
    def agenda(self, request: ApiRequest, pk: str) -> Response:
        """Put something on the agenda."""
        return self.act(request, actions.add_agenda_item, AgendaSerializer)

    @extend_schema(request=None, responses={200: ReviewSerializer})
    @action(
        detail=True,
        methods=["delete"],
        url_path=r"agenda/(?P<item_pk>[0-9]{1,18})",
        url_name="agenda-item",
    )
    def agenda_item(self, request: ApiRequest, pk: str, item_pk: str) -> Response:
        """Take something off the agenda."""
        found = self.get_object()
        seen = AgendaItem.objects.visible_to(cast("User", request.user))
        item = get_object_or_404(seen, pk=item_pk, review=found)
        actions.remove_agenda_item(
            item.pk, by=cast("User", request.user), now=timezone.now()
        )
        return self.answer(found)

    @extend_schema(request=DecisionSerializer)
    @action(detail=True, methods=["post"])
    def decisions(self, request: ApiRequest, pk: str) -> Response:
        """Write down what was decided."""
        return self.act(request, actions.note_decision, DecisionSerializer)


class ReviewActionViewSet(GovernedViewSet):
    """Actions that reviews agreed on; open ones carry over."""

    queryset = ReviewAction.objects.all()
    serializer_class = ActionSerializer
    filter_form = ActionQuery

    def get_queryset(self) -> Any:
        """Those that exist for the asker."""
        return listed_actions(cast("User", self.request.user))

    @extend_schema(
        request=NewActionSerializer,
        parameters=[SENT_ONCE],
        responses={201: ActionSerializer},
    )
    def create(self, request: ApiRequest) -> Response:
        """Write down what one side promises."""
        fields = self.sent(NewActionSerializer)
        review = fields.pop("review")
        pk = made_once(
            request,
            "vendors.add_review_action",
            lambda: actions.add_review_action(
                review.pk, by=cast("User", request.user), now=timezone.now(), **fields
            ),
        )
        return self.answer(ReviewAction(pk=pk), status=201)

    @extend_schema(request=ActionFieldsSerializer, parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Change what was promised, by whom or until when."""
        return self.amend(request, actions.amend_review_action, ActionFieldsSerializer)

    @extend_schema(request=CloseSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def close(self, request: ApiRequest, pk: str) -> Response:
        """It is done; or dropped, with the reason."""
        return self.amend(request, actions.close_review_action, CloseSerializer)

    @extend_schema(request=None, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def reopen(self, request: ApiRequest, pk: str) -> Response:
        """It was not done after all."""
        return self.amend(request, actions.reopen_review_action)


class RiskViewSet(GovernedViewSet):
    """Risks and issues; a vendor sees those that are shared with it."""

    queryset = Risk.objects.all()
    serializer_class = RiskSerializer
    filter_form = RiskFilter

    def get_queryset(self) -> Any:
        """Those that exist for the asker."""
        return listed_risks(cast("User", self.request.user))

    @extend_schema(
        request=NewRiskSerializer,
        parameters=[SENT_ONCE],
        responses={201: RiskSerializer},
    )
    def create(self, request: ApiRequest) -> Response:
        """Enter a risk or an issue."""
        fields = self.sent(NewRiskSerializer)
        vendor = fields.pop("vendor")
        pk = made_once(
            request,
            "vendors.enter_risk",
            lambda: actions.enter_risk(
                vendor.pk, by=cast("User", request.user), now=timezone.now(), **fields
            ),
        )
        return self.answer(Risk(pk=pk), status=201)

    @extend_schema(request=RiskFieldsSerializer, parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Weigh it anew, change its owner, mitigation, dates."""
        return self.amend(request, actions.amend_risk, RiskFieldsSerializer)

    @extend_schema(request=None, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def close(self, request: ApiRequest, pk: str) -> Response:
        """It is over."""
        return self.amend(request, actions.close_risk)

    @extend_schema(request=None, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def reopen(self, request: ApiRequest, pk: str) -> Response:
        """It is there again."""
        return self.amend(request, actions.reopen_risk)
