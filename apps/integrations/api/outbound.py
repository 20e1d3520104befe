"""Receivers of events and their messages, over the API."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.catalog.models import Platform
from apps.core.api import (
    IF_MATCH,
    SENT_ONCE,
    ReadViewSet,
    Seen,
    etag,
    expected_version,
    made_once,
)
from apps.integrations.access import can_edit
from apps.integrations.actions import outbound as actions
from apps.integrations.forms.outbound import AllMessagesFilter, SubscriptionFilter
from apps.integrations.models import Attempt, Message, Subscription
from apps.integrations.queries.outbound_kinds import choices
from apps.vendors.models import Vendor


class SubscriptionSerializer(serializers.ModelSerializer[Subscription]):
    """A receiver of events, without its address and secrets."""

    kinds = serializers.ListField(child=serializers.CharField(), read_only=True)
    platforms: Any = serializers.SlugRelatedField(
        slug_field="slug", many=True, read_only=True
    )
    vendors: Any = serializers.SlugRelatedField(
        slug_field="slug", many=True, read_only=True
    )
    owner = serializers.CharField(source="owner.email", read_only=True)
    host = serializers.CharField(read_only=True)
    has_former_secret = serializers.SerializerMethodField()

    class Meta:
        model = Subscription
        fields = [
            *("id", "name", "host", "kinds", "platforms", "vendors", "owner"),
            *("is_on", "off_reason", "failures", "failing_since", "rests_until"),
            *("last_error", "secret_made_at", "has_former_secret", "created_at"),
        ]
        read_only_fields = fields

    def get_has_former_secret(self, found: Subscription) -> bool:
        """Whether two secrets sign."""
        return bool(found.former_secret)


class MadeSubscriptionSerializer(SubscriptionSerializer):
    """The same with its secret, this once; null where it was told before."""

    secret = serializers.SerializerMethodField()

    class Meta(SubscriptionSerializer.Meta):
        fields = [*SubscriptionSerializer.Meta.fields, "secret"]
        read_only_fields = fields

    def get_secret(self, found: Subscription) -> str | None:
        """The newest secret."""
        secret: str | None = self.context.get("secret")
        return secret


class TypedSubscriptionSerializer(serializers.Serializer[Any]):
    """Where to, which events, about what. An address is written and never read."""

    name = serializers.CharField(max_length=100)
    url = serializers.URLField(max_length=1000, write_only=True)
    kinds = serializers.ListField(
        child=serializers.CharField(max_length=100), min_length=1, max_length=500
    )
    platforms = Seen(
        slug_field="slug", queryset=Platform.objects.all(), many=True, default=list
    )
    vendors = Seen(
        slug_field="slug", queryset=Vendor.objects.all(), many=True, default=list
    )
    is_on = serializers.BooleanField(default=True)

    def validate_kinds(self, value: list[str]) -> list[str]:
        """Kinds of events that may leave the portal."""
        known = {kind for _, pairs in choices() for kind, _ in pairs}
        if strange := sorted(set(value) - known):
            words = ", ".join(strange)[:200]
            raise serializers.ValidationError(f"No such kind of event: {words}.")
        return value


class SinceSerializer(serializers.Serializer[Any]):
    """From when on what did not arrive is sent again."""

    since = serializers.DateTimeField()


class OnTheirWaySerializer(serializers.Serializer[Any]):
    """How many messages are on their way again."""

    count = serializers.IntegerField()


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One time that a message was sent; of the answer its status alone."""

    class Meta:
        model = Attempt
        fields = ["at", "status", "milliseconds", "error"]
        read_only_fields = fields


class MessageSerializer(serializers.ModelSerializer[Message]):
    """A message to a receiver, and each attempt to send it."""

    message_id = serializers.CharField(source="public_id", read_only=True)
    attempts = AttemptSerializer(many=True, read_only=True)

    class Meta:
        model = Message
        fields = [
            *("id", "message_id", "subscription", "kind", "number", "subject_type"),
            *("subject_id", "state", "created_at", "next_at", "delivered_at"),
            *("last_status", "last_error", "attempts"),
        ]
        read_only_fields = fields


class SubscriptionViewSet(ReadViewSet):
    """Other systems that are told of events."""

    queryset = Subscription.objects.with_names().prefetch_related(
        "platforms", "vendors"
    )
    serializer_class = SubscriptionSerializer
    filter_form = SubscriptionFilter

    @extend_schema(
        request=TypedSubscriptionSerializer,
        responses={201: MadeSubscriptionSerializer},
        parameters=[SENT_ONCE],
    )
    def create(self, request: Request) -> Response:
        """Add one; its secret is in this answer and nowhere else."""
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        values = self.sent(TypedSubscriptionSerializer)
        made: list[Subscription] = []

        def make() -> Subscription:
            made.append(
                actions.add_subscription(
                    by=asker(request), now=timezone.now(), **values
                )
            )
            return made[0]

        pk = made_once(request, "integrations.add_subscription", make)
        found = self.get_queryset().get(pk=pk)
        return self._secret(found, found.secret if made else None, status=201)

    def _secret(
        self, found: Subscription, secret: str | None, *, status: int = 200
    ) -> Response:
        context = {**self.get_serializer_context(), "secret": secret}
        data = MadeSubscriptionSerializer(found, context=context).data
        headers = {"ETag": etag(found), "Cache-Control": "no-store"}
        return Response(data, status=status, headers=headers)

    @extend_schema(request=TypedSubscriptionSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is named of it; what waits is tried at once."""
        found = self.get_object()
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        version = expected_version(request, found)
        as_it_is = {
            **{
                name: getattr(found, name) for name in ("name", "url", "kinds", "is_on")
            },
            "platforms": list(found.platforms.all()),
            "vendors": list(found.vendors.all()),
        }
        values = as_it_is | self.sent(TypedSubscriptionSerializer, partial=True)
        actions.amend_subscription(
            found.pk, by=asker(request), now=timezone.now(), version=version, **values
        )
        return self.answer(found)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Send nothing there any more, and forget its log."""
        found = self.get_object()
        actions.remove_subscription(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses=MadeSubscriptionSerializer)
    @action(detail=True, methods=["post"], url_path="new-secret")
    def new_secret(self, request: Request, pk: str) -> Response:
        """A new secret beside the former one; it is in this answer and nowhere else."""
        found = self.get_object()
        made = actions.new_secret_for(found.pk, by=asker(request), now=timezone.now())
        return self._secret(made, made.secret)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="drop-former-secret")
    def drop_former_secret(self, request: Request, pk: str) -> Response:
        """Sign by the newest secret alone."""
        found = self.get_object()
        actions.drop_former_secret(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="take-over")
    def take_over(self, request: Request, pk: str) -> Response:
        """From now on it is told what the asker may see."""
        found = self.get_object()
        actions.take_over(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=MessageSerializer)
    @action(detail=True, methods=["post"])
    def test(self, request: Request, pk: str) -> Response:
        """Send a test, which is tried once."""
        found = self.get_object()
        made = actions.send_test(found.pk, by=asker(request), now=timezone.now())
        return Response(MessageSerializer(made).data)

    @extend_schema(request=SinceSerializer, responses=OnTheirWaySerializer)
    @action(detail=True, methods=["post"], url_path="send-again")
    def send_again(self, request: Request, pk: str) -> Response:
        """Send again what was given up since then, or happened while it was off."""
        found = self.get_object()
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        values = self.sent(SinceSerializer)
        count = actions.send_again_since(
            found.pk, by=asker(request), now=timezone.now(), **values
        )
        return Response({"count": count})


class MessageViewSet(ReadViewSet):
    """Messages to receivers of events: the log."""

    queryset = Message.objects.with_attempts().select_related("subscription")
    serializer_class = MessageSerializer
    filter_form = AllMessagesFilter

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="send-again")
    def send_again(self, request: Request, pk: str) -> Response:
        """Owe it again, under the same id."""
        found = self.get_object()
        actions.send_again(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)
