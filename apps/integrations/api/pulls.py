"""Pulls, their runs and what these refused, over the API."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import (
    IF_MATCH,
    SENT_ONCE,
    ReadViewSet,
    Seen,
    expected_version,
    made_once,
)
from apps.integrations.access import can_edit
from apps.integrations.actions import pulls as actions
from apps.integrations.forms.pulls import (
    DAY,
    AllRejectedFilter,
    AllRunsFilter,
    PullFilter,
)
from apps.integrations.models import Pull, PullRun, RejectedRow
from apps.integrations.queries.pulls import mapping_named, with_last_runs
from apps.integrations.rules.pulls_checks import faults
from apps.integrations.states.pulls import PullKind
from apps.vendors.models import ManagedService

TYPED = (
    *("name", "kind", "url", "username", "secret", "table", "query", "zone"),
    *("service", "mapping_name", "every_minutes", "per_minute", "is_on"),
)


class PullSerializer(serializers.ModelSerializer[Pull]):
    """A pull, without its secret."""

    service = serializers.CharField(source="service.slug", read_only=True)
    reached_at = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Pull
        fields = [
            *("id", *(name for name in TYPED if name != "secret")),
            *("reached_at", "next_run_at", "last_error", "created_at"),
        ]
        read_only_fields = fields


class TypedPullSerializer(serializers.Serializer[Any]):
    """From where, as whom, what, into which service. A secret is written and never read."""

    name = serializers.CharField(max_length=100)
    kind = serializers.ChoiceField(choices=PullKind.choices)
    url = serializers.URLField(max_length=300)
    username = serializers.CharField(max_length=150, allow_blank=True, default="")
    secret = serializers.CharField(max_length=2000, write_only=True)
    table = serializers.CharField(max_length=80, allow_blank=True, default="")
    query = serializers.CharField(max_length=1000, allow_blank=True, default="")
    zone = serializers.CharField(max_length=60, default="UTC")
    service = Seen(slug_field="slug", queryset=ManagedService.objects.all())
    mapping_name = serializers.CharField(max_length=80)
    every_minutes = serializers.IntegerField(min_value=1, max_value=7 * DAY, default=15)
    per_minute = serializers.IntegerField(min_value=1, max_value=600, default=30)
    is_on = serializers.BooleanField(default=True)

    def validate_url(self, value: str) -> str:
        """Of the system, without a question."""
        if "?" in value or "#" in value:
            raise serializers.ValidationError("Send the address without ? and #.")
        return value.rstrip("/")

    def validate_mapping_name(self, value: str) -> str:
        """One that comes ready or was saved."""
        if mapping_named(value) is None:
            raise serializers.ValidationError("There is no such mapping.")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A question that the system takes, and a secret that stays with its host."""
        found: Pull | None = self.context.get("found")
        whole = {name: getattr(found, name) for name in TYPED} if found else {}
        whole |= attrs
        asked = (whole[name] for name in ("kind", "table", "query", "zone"))
        if wrong := faults(*asked):
            raise serializers.ValidationError(
                {name: [words] for name, words in wrong.items()}
            )
        if found and whole["url"] != found.url and "secret" not in attrs:
            words = "Send it again: the address is another one."
            raise serializers.ValidationError({"secret": [words]})
        return whole


class PullRunSerializer(serializers.ModelSerializer[PullRun]):
    """One time that a pull went through what changed."""

    by = serializers.CharField(source="by.email", default=None, allow_null=True)

    class Meta:
        model = PullRun
        fields = [
            *("id", "pull", "by", "state", "started_at", "finished_at", "waits_until"),
            *("pages", "expected", "read", "new", "changed", "unchanged", "rejected"),
            "trouble",
        ]
        read_only_fields = fields


class RejectedRowSerializer(serializers.ModelSerializer[RejectedRow]):
    """A row that did not become a ticket, and why."""

    class Meta:
        model = RejectedRow
        fields = [
            *("id", "run", "key", "number", "field", "value", "why", "updated_at")
        ]
        read_only_fields = fields


class PullNowSerializer(serializers.Serializer[Any]):
    """Whether everything is read anew."""

    from_start = serializers.BooleanField(default=False)


class PullViewSet(ReadViewSet):
    """Tables and searches of other systems that are asked on schedule."""

    queryset = with_last_runs(Pull.objects.with_names())
    serializer_class = PullSerializer
    filter_form = PullFilter

    @extend_schema(
        request=TypedPullSerializer,
        responses={201: PullSerializer},
        parameters=[SENT_ONCE],
    )
    def create(self, request: Request) -> Response:
        """Add one; its first run begins within a minute."""
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        values = self.sent(TypedPullSerializer)
        pk = made_once(
            request,
            "integrations.add_pull",
            lambda: actions.add_pull(by=asker(request), now=timezone.now(), **values),
        )
        return self.answer(self.get_queryset().get(pk=pk), status=201)

    @extend_schema(request=TypedPullSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is named of it; another question begins anew."""
        found = self.get_object()
        if not can_edit(asker(request)):
            raise exceptions.PermissionDenied
        version = expected_version(request, found)
        context = {**self.get_serializer_context(), "found": found}
        given = TypedPullSerializer(data=request.data, partial=True, context=context)
        given.is_valid(raise_exception=True)
        actions.amend_pull(
            found.pk,
            by=asker(request),
            now=timezone.now(),
            version=version,
            **given.validated_data,
        )
        return self.answer(found)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Ask no more; its tickets stay."""
        found = self.get_object()
        actions.remove_pull(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=PullNowSerializer, responses=PullRunSerializer)
    @action(detail=True, methods=["post"])
    def run(self, request: Request, pk: str) -> Response:
        """Begin a run at once."""
        found = self.get_object()
        values = self.sent(PullNowSerializer)
        made = actions.pull_now(
            found.pk, by=asker(request), now=timezone.now(), **values
        )
        return Response(PullRunSerializer(made).data)


class PullRunViewSet(ReadViewSet):
    """Runs of pulls."""

    queryset = PullRun.objects.select_related("by")
    serializer_class = PullRunSerializer
    filter_form = AllRunsFilter

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """End it after the page that it is at."""
        found = self.get_object()
        actions.stop_run(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)


class RejectedRowViewSet(ReadViewSet):
    """Rows that runs refused, and why."""

    queryset = RejectedRow.objects.all()
    serializer_class = RejectedRowSerializer
    filter_form = AllRejectedFilter
