"""Hand-over notes, calendars of shifts and schedules of other tools, over the API."""

from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.accounts.models import Team
from apps.core.api import IF_MATCH, SENT_ONCE, Seen, expected_version, made_once
from apps.staffing.actions import carrying, feeds, handovers
from apps.staffing.api.making import MadeViewSet
from apps.staffing.forms.swaps import HandoverFilter
from apps.staffing.models import HandoverNote, Rota, RotaImport, ShiftFeed
from apps.staffing.queries.feeds import feeds_of
from apps.staffing.queries.handovers import visible_notes


class HandoverSerializer(serializers.ModelSerializer[HandoverNote]):
    """What one shift tells the next, in Markdown, and whether it was read."""

    schedule = serializers.CharField(source="rota.slug")
    written_by = serializers.CharField()
    read_by = serializers.CharField(allow_null=True)

    class Meta:
        model = HandoverNote
        fields = [
            *("id", "schedule", "handoff_at", "text", "written_by", "written_at"),
            *("read_by", "read_at", "version"),
        ]


class TextSerializer(serializers.Serializer[Any]):
    """What the next shift has to know."""

    text = serializers.CharField(max_length=10_000)


class NewHandoverSerializer(TextSerializer):
    """A note for the handoff of a schedule."""

    schedule = Seen(slug_field="slug", queryset=Rota.objects.all())
    handoff_at = serializers.DateTimeField()


class HandoverViewSet(MadeViewSet):
    """Hand-over notes, the newest first."""

    queryset = HandoverNote.objects.all()
    serializer_class = HandoverSerializer
    filter_form = HandoverFilter

    def get_queryset(self) -> Any:
        """Those that exist for the asker."""
        return visible_notes(asker(self.request))

    @extend_schema(
        request=NewHandoverSerializer,
        parameters=[SENT_ONCE],
        responses={201: HandoverSerializer},
    )
    def create(self, request: Request) -> Response:
        """Write for the next shift; whoever begins then is told."""
        fields = self.sent(NewHandoverSerializer)
        rota = fields.pop("schedule")
        pk = made_once(
            request,
            "staffing.write_handover",
            lambda: handovers.write_handover(rota.pk, **self.when(), **fields),
        )
        return self.answer(HandoverNote(pk=pk), status=201)

    @extend_schema(request=TextSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Correct one's own, until it was read."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(TextSerializer)
        handovers.amend_handover(
            found.pk, expected_version=version, **self.when(), **fields
        )
        return self.answer(found)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Say that one has read it, and takes over."""
        found = self.get_object()
        handovers.read_handover(found.pk, **self.when())
        return self.answer(found)


class ShiftFeedSerializer(serializers.ModelSerializer[ShiftFeed]):
    """A calendar of shifts: one's own, of a schedule, or of a team."""

    schedule = serializers.CharField(source="rota.slug", default=None, allow_null=True)
    team = serializers.CharField(source="team.slug", default=None, allow_null=True)

    class Meta:
        model = ShiftFeed
        fields = ["id", "schedule", "team", "alarm_minutes", "made_at", "read_at"]


class MadeFeedSerializer(ShiftFeedSerializer):
    """The same with its secret address, which is told this once."""

    url = serializers.URLField()

    class Meta(ShiftFeedSerializer.Meta):
        fields = [*ShiftFeedSerializer.Meta.fields, "url"]


class NewFeedSerializer(serializers.Serializer[Any]):
    """Whose shifts: one's own where neither is named."""

    schedule = Seen(
        slug_field="slug",
        queryset=Rota.objects.all(),
        source="rota",
        required=False,
        allow_null=True,
    )
    team = Seen(
        slug_field="slug", queryset=Team.objects.all(), required=False, allow_null=True
    )
    alarm_minutes = serializers.IntegerField(
        min_value=0, max_value=20_160, required=False, allow_null=True
    )


class ShiftFeedViewSet(MadeViewSet):
    """The addresses of one's calendars."""

    queryset = ShiftFeed.objects.all()
    serializer_class = ShiftFeedSerializer

    def get_queryset(self) -> Any:
        """One's own."""
        return feeds_of(asker(self.request))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One of them; never its address."""
        return Response(ShiftFeedSerializer(self.get_object()).data)

    @extend_schema(request=NewFeedSerializer, responses={201: MadeFeedSerializer})
    def create(self, request: Request) -> Response:
        """Make an address: it is in this answer, and nowhere else."""
        made, secret = feeds.make_feed(**self.when(), **self.sent(NewFeedSerializer))
        address = reverse("staffing:feed", args=[secret])
        data = ShiftFeedSerializer(made).data | {"url": f"{settings.SITE_URL}{address}"}
        return Response(data, status=201, headers={"Cache-Control": "no-store"})

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """The address works no more."""
        feeds.revoke_feed(self.get_object().pk, **self.when())
        return Response(status=204)


class ScheduleImportSerializer(serializers.ModelSerializer[RotaImport]):
    """A file of another tool: what it would change, or did."""

    team = serializers.CharField(source="team.slug")
    report = serializers.DictField()

    class Meta:
        model = RotaImport
        fields = [
            *("id", "tool", "team", "file_name", "report", "created_at", "done_at"),
        ]


class NewScheduleImportSerializer(serializers.Serializer[Any]):
    """What the tool's API or export gives, with its users beside the schedules."""

    tool = serializers.ChoiceField(RotaImport.Tool.choices)
    team = Seen(slug_field="slug", queryset=Team.objects.all())
    file_name = serializers.CharField(max_length=200, default="schedules.json")
    document = serializers.DictField()


class ScheduleImportViewSet(MadeViewSet):
    """Schedules of PagerDuty, Opsgenie, Grafana OnCall and GoAlert: one's imports."""

    queryset = RotaImport.objects.all()
    serializer_class = ScheduleImportSerializer

    def get_queryset(self) -> Any:
        """One's own."""
        rows = RotaImport.objects.visible_to(asker(self.request))
        return rows.select_related("team").defer("document")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What it would change, or did."""
        return self._told(self.get_object().pk)

    def _told(self, pk: int, status: int = 200) -> Response:
        found = get_object_or_404(self.get_queryset(), pk=pk)
        return Response(ScheduleImportSerializer(found).data, status=status)

    @extend_schema(
        request=NewScheduleImportSerializer,
        parameters=[SENT_ONCE],
        responses={201: ScheduleImportSerializer},
    )
    def create(self, request: Request) -> Response:
        """Say what the file would change. Changes nothing."""
        fields = self.sent(NewScheduleImportSerializer)
        pk = made_once(
            request,
            "staffing.look_at_schedules",
            lambda: carrying.look_at_schedules(**self.when(), **fields),
        )
        return self._told(pk, 201)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"], url_path="carry-in", url_name="carry-in")
    def carry_in(self, request: Request, pk: str) -> Response:
        """Make and change the schedules as the file says."""
        found = self.get_object()
        carrying.carry_in(found.pk, **self.when())
        return self._told(found.pk)
