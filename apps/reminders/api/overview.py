"""Rules, planned steps and messages over the API."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import IF_MATCH, ReadViewSet, expected_version
from apps.core.models import OutboxItem
from apps.reminders import actions
from apps.reminders.access import can_edit_rules, can_view_rules
from apps.reminders.api.mine import typed, user_of
from apps.reminders.api.serializers import (
    AmendRuleSerializer,
    DeadLetterSerializer,
    DeliverySerializer,
    OccurrenceSerializer,
    RuleSerializer,
    SendAgainSerializer,
)
from apps.reminders.forms.rules import RuleForm, SentFilter, UpcomingFilter
from apps.reminders.models import Delivery, Occurrence, RuleSetting
from apps.reminders.queries import RULES
from apps.reminders.queries.health import dead


class RuleViewSet(ReadViewSet):
    """Rules: what is told to whom when."""

    queryset = RuleSetting.objects.select_related("calendar")
    serializer_class = RuleSerializer
    lookup_field = "slug"
    lookup_value_regex = r"[a-z_.]{1,60}"

    def get_queryset(self) -> Any:
        """Those that the portal still has."""
        return super().get_queryset().known(RULES)

    @extend_schema(request=AmendRuleSerializer, parameters=[IF_MATCH])
    def update(self, request: Request, slug: str) -> Response:
        """Change how it is told; what is planned follows at once."""
        found = self.get_object()
        if not can_edit_rules(user_of(request)):
            raise exceptions.PermissionDenied
        version = expected_version(request, found)
        values = typed(AmendRuleSerializer, request)
        form = RuleForm(values | {"expected_version": version}, rule=RULES[slug])
        if not form.is_valid():
            raise exceptions.ValidationError(form.errors.get_json_data())
        actions.amend_rule(
            slug, by=user_of(request), now=timezone.now(), **form.cleaned_data
        )
        return self.answer(found)


class OccurrenceViewSet(ReadViewSet):
    """Steps that are planned, told, or withdrawn: one's own; all to who looks after them."""

    queryset = Occurrence.objects.select_related("recipient")
    serializer_class = OccurrenceSerializer
    filter_form = UpcomingFilter


class DeliveryViewSet(ReadViewSet):
    """Messages: one's own; all of them to who looks after them."""

    queryset = Delivery.objects.select_related("user", "channel").prefetch_related(
        "notifications"
    )
    serializer_class = DeliverySerializer
    filter_form = SentFilter

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def again(self, request: Request, pk: str) -> Response:
        """Owe a failed message again."""
        found = self.get_object()
        actions.deliver_again(found.pk, by=user_of(request), now=timezone.now())
        return self.answer(found)


class DeadLetterViewSet(ReadViewSet):
    """Letters that were tried in vain for the last time, without their words."""

    queryset = OutboxItem.objects.order_by("-dead_at", "-pk")
    serializer_class = DeadLetterSerializer

    def get_queryset(self) -> Any:
        """All of them to who looks after the reminders, to others none."""
        rows = self.queryset.all()
        return dead(rows) if can_view_rules(user_of(self.request)) else rows.none()

    @extend_schema(request=SendAgainSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def again(self, request: Request, pk: str) -> Response:
        """Try it once more, to another address where one is given."""
        found = self.get_object()
        address = typed(SendAgainSerializer, request)["address"]
        actions.send_again(
            found.pk, by=user_of(request), now=timezone.now(), address=address
        )
        return Response(status=204)
