"""Absences, coverage rules and gaps over the API; of a private absence only that one is away."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import (
    BULK,
    IF_MATCH,
    SENT_ONCE,
    BulkViewSet,
    ReadViewSet,
    SeenByKey,
    bulk_schema,
    expected_version,
    in_bulk,
    made_once,
)
from apps.staffing.actions import absences as actions
from apps.staffing.forms.absences import AbsenceFilter
from apps.staffing.forms.cover import GapFilter, RuleFilter
from apps.staffing.models import Absence, AbsenceType, CoverageRule, Gap, Person
from apps.staffing.queries.absences import listed_absences, veil
from apps.staffing.queries.closing import ways_for
from apps.staffing.queries.gaps import listed_gaps, listed_rules


class AbsenceSerializer(serializers.ModelSerializer[Absence]):
    """An absence; `kind` is "Away" and `note` empty where they are private to others."""

    person = serializers.CharField(source="person.name")
    person_id = serializers.IntegerField()
    kind = serializers.CharField(source="said_kind")
    note = serializers.CharField(source="said_note")
    answer = serializers.CharField(source="said_answer")

    class Meta:
        model = Absence
        fields = [
            *("id", "person", "person_id", "kind", "first_on", "last_on", "from_noon"),
            *("until_noon", "state", "note", "answer", "asked_at", "decided_at"),
        ]


class NewAbsenceSerializer(serializers.Serializer[Any]):
    """What asks for an absence."""

    person = SeenByKey(queryset=Person.objects.all())
    kind = serializers.PrimaryKeyRelatedField(queryset=AbsenceType.objects.all())
    first_on = serializers.DateField()
    last_on = serializers.DateField()
    from_noon = serializers.BooleanField(default=False)
    until_noon = serializers.BooleanField(default=False)
    note = serializers.CharField(max_length=300, allow_blank=True, default="")

    def validate(self, attrs: Any) -> Any:
        """It ends after it begins, and is some time at all."""
        if attrs["last_on"] < attrs["first_on"]:
            raise serializers.ValidationError({"last_on": "Before the first day."})
        is_none = attrs["from_noon"] and attrs["until_noon"]
        if attrs["last_on"] == attrs["first_on"] and is_none:
            raise serializers.ValidationError({"until_noon": "That is no time."})
        return attrs


class AnswerSerializer(serializers.Serializer[Any]):
    """What is said with a decision."""

    answer = serializers.CharField(max_length=300, allow_blank=True, default="")


class AbsenceViewSet(BulkViewSet):
    """Absences."""

    queryset = Absence.objects.all()
    serializer_class = AbsenceSerializer
    filter_form = AbsenceFilter
    rows = {
        "bulk": NewAbsenceSerializer,
        "bulk_approve": AnswerSerializer,
        "bulk_refuse": AnswerSerializer,
    }

    def get_queryset(self) -> Any:
        """Only what exists for the asker."""
        return listed_absences(asker(self.request))

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """The rows, each with what the asker may read of it."""
        if args:
            rows = args[0] if kwargs.get("many") else [args[0]]
            veil(rows, asker(self.request))
        return super().get_serializer(*args, **kwargs)

    @extend_schema(
        request=NewAbsenceSerializer,
        parameters=[SENT_ONCE],
        responses={201: AbsenceSerializer},
    )
    def create(self, request: Request) -> Response:
        """Ask for an absence."""
        fields = self.sent(NewAbsenceSerializer)
        who = fields.pop("person")
        pk = made_once(
            request,
            "staffing.ask_absence",
            lambda: actions.ask_absence(who.pk, **self._when(), **fields),
        )
        return self.answer(Absence.objects.get(pk=pk), 201)

    def _when(self) -> dict[str, Any]:
        return {"by": asker(self.request), "now": timezone.now()}

    @extend_schema(
        request=AnswerSerializer, parameters=[IF_MATCH], responses=AbsenceSerializer
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str) -> Response:
        """Say yes."""
        return self._decide(request, actions.approve_absence)

    @extend_schema(
        request=AnswerSerializer, parameters=[IF_MATCH], responses=AbsenceSerializer
    )
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str) -> Response:
        """Say no, and why."""
        return self._decide(request, actions.refuse_absence)

    @bulk_schema
    @action(detail=False, methods=["post"], url_path="approve/bulk", **BULK)
    def bulk_approve(self, request: Request) -> Response:
        """Say yes to up to 500, with a result for each row."""
        return in_bulk(self, request, "approve")

    @bulk_schema
    @action(detail=False, methods=["post"], url_path="refuse/bulk", **BULK)
    def bulk_refuse(self, request: Request) -> Response:
        """Say no to up to 500, with a result for each row."""
        return in_bulk(self, request, "refuse")

    @extend_schema(request=None, parameters=[IF_MATCH], responses=AbsenceSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Take it back."""
        found = self.get_object()
        version = expected_version(request, found)
        actions.cancel_absence(found.pk, expected_version=version, **self._when())
        return self.answer(found)

    def _decide(self, request: Request, verb: Any) -> Response:
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(AnswerSerializer)
        verb(found.pk, expected_version=version, **self._when(), **fields)
        return self.answer(found)


class CoverageSerializer(serializers.ModelSerializer[CoverageRule]):
    """A coverage rule, with how many of its gaps are open."""

    rota = serializers.CharField(source="rota.slug")
    skill = serializers.CharField(source="skill.slug", default=None, allow_null=True)
    open_gaps = serializers.IntegerField()

    class Meta:
        model = CoverageRule
        fields = [
            *("id", "rota", "name", "people", "skill", "level", "windows"),
            *("from_on", "until_on", "open_gaps"),
        ]


class CoverageViewSet(ReadViewSet):
    """Coverage rules."""

    queryset = CoverageRule.objects.all()
    serializer_class = CoverageSerializer
    filter_form = RuleFilter

    def get_queryset(self) -> Any:
        """Only what exists for the asker."""
        return listed_rules(asker(self.request), timezone.now())


class GapSerializer(serializers.ModelSerializer[Gap]):
    """A gap; `has_heads` where enough people are there, only not enough of the skill."""

    rule = serializers.CharField(source="rule.name")
    rota = serializers.CharField(source="rule.rota.slug")

    class Meta:
        model = Gap
        fields = [
            *("id", "rota", "rule", "starts_at", "ends_at", "short", "has_heads"),
            *("cause", "found_at", "closed_at"),
        ]


class PartSerializer(serializers.Serializer[Any]):
    """Who would take which part of a gap."""

    person = serializers.CharField()
    person_id = serializers.IntegerField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    is_rested = serializers.BooleanField()
    load = serializers.DecimalField(max_digits=10, decimal_places=2)


class WaySerializer(serializers.Serializer[Any]):
    """A way to close a gap; the best comes first."""

    key = serializers.CharField()
    parts = PartSerializer(many=True)


class GapViewSet(ReadViewSet):
    """Gaps, and the ways to close each."""

    queryset = Gap.objects.all()
    serializer_class = GapSerializer
    filter_form = GapFilter

    def get_queryset(self) -> Any:
        """Only what exists for the asker."""
        return listed_gaps(asker(self.request))

    @extend_schema(responses=WaySerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None, answers=WaySerializer)
    def ways(self, request: Request, pk: str) -> Response:
        """At most three ways to close it, the best first; none where it is closed."""
        found = self.get_object()
        shown = [] if found.closed_at else ways_for(found, timezone.now())
        rows = [
            {
                "key": one.way.key,
                "parts": [
                    {
                        "person": person.name,
                        "person_id": person.pk,
                        "starts_at": part.starts,
                        "ends_at": part.ends,
                        "is_rested": known.is_rested,
                        "load": known.load,
                    }
                    for person, part, known in one.parts
                ],
            }
            for one in shown
        ]
        return Response(WaySerializer(rows, many=True).data)
