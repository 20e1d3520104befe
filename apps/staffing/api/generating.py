"""Rotas generated over the API: asked for, followed, edited, published; and wishes."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import (
    IF_MATCH,
    SENT_ONCE,
    ReadViewSet,
    Seen,
    SeenByKey,
    etag,
    expected_version,
    made_once,
)
from apps.staffing.actions import generating as actions
from apps.staffing.actions import proposals, wishes
from apps.staffing.forms.generating import GenerationFilter, GenerationForm, WishFilter
from apps.staffing.models import Generation, Person, Rota, Wish
from apps.staffing.queries.asking import usual
from apps.staffing.queries.proposals import Judged, judged
from apps.staffing.queries.searching import searching

ASKED = GenerationForm.Meta.fields


class GenerationSerializer(serializers.ModelSerializer[Generation]):
    """A rota asked for, and how the search for it stands."""

    rota = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    state = serializers.CharField(read_only=True)
    clash = serializers.DictField(read_only=True)

    class Meta:
        model = Generation
        fields = [
            *("id", "rota", *ASKED, "state", "clash", "failure", "attempts"),
            *("asked_at", "begun_at", "finished_at", "version"),
        ]


class NewGenerationSerializer(serializers.ModelSerializer[Generation]):
    """What a rota is asked for; what is left out is as usual for it."""

    rota = Seen(slug_field="slug", queryset=Rota.objects.all())

    class Meta:
        model = Generation
        fields = ["rota", *ASKED]
        extra_kwargs = {name: {"required": False} for name in ASKED}


class SearchSerializer(serializers.Serializer[Any]):
    """How far a search is: seconds spent, points of the best so far and its bound."""

    state = serializers.CharField()
    seconds = serializers.IntegerField()
    points = serializers.FloatField(allow_null=True)
    bound = serializers.FloatField(allow_null=True)
    is_lost = serializers.BooleanField()


class FillSerializer(serializers.Serializer[Any]):
    """A slot, and who is on it."""

    place = serializers.IntegerField(min_value=0)
    name = serializers.CharField(read_only=True)
    starts = serializers.DateTimeField(read_only=True)
    ends = serializers.DateTimeField(read_only=True)
    demand = serializers.IntegerField(read_only=True)
    people = SeenByKey(queryset=Person.objects.all(), many=True)


class ProposalSerializer(serializers.Serializer[Any]):
    """A proposal: what it costs in points, what it breaks by now, and each slot."""

    cost = serializers.FloatField()
    bound = serializers.FloatField()
    is_proven_best = serializers.BooleanField()
    breaches = serializers.ListField(child=serializers.CharField())
    people_touched = serializers.ListField(child=serializers.IntegerField())
    slots = FillSerializer(many=True)


class PublishGenerationSerializer(serializers.Serializer[Any]):
    """Whether hard rules may be broken by what is published."""

    accept_breaches = serializers.BooleanField(default=False)


class WishSerializer(serializers.ModelSerializer[Wish]):
    """Days on which somebody would rather be off, or at work."""

    person = SeenByKey(queryset=Person.objects.all())

    class Meta:
        model = Wish
        fields = ["id", "person", "first_on", "last_on", "wants_work", "weight"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Days in their order."""
        if attrs["last_on"] < attrs["first_on"]:
            raise serializers.ValidationError({"last_on": ["Before the first day."]})
        return attrs


class GenerationViewSet(ReadViewSet):
    """Rotas that were asked for."""

    queryset = Generation.objects.for_lists()
    serializer_class = GenerationSerializer
    filter_form = GenerationFilter

    @extend_schema(
        request=NewGenerationSerializer,
        parameters=[SENT_ONCE],
        responses={201: GenerationSerializer},
    )
    def create(self, request: Request) -> Response:
        """Have a rota searched for. What is said is checked as on the page."""
        given = self.sent(NewGenerationSerializer)
        rota = given.pop("rota")
        form = GenerationForm({**usual(rota, now=timezone.now()), **given})
        form.fields.pop("sent_key")
        if not form.is_valid():
            faults: Any = form.errors
            raise serializers.ValidationError(faults)
        pk = made_once(
            request,
            "staffing.ask_generation",
            lambda: actions.ask_generation(
                rota.pk, by=asker(request), now=timezone.now(), **form.cleaned_data
            ),
        )
        return self.answer(Generation(pk=pk), status=201)

    @extend_schema(responses=SearchSerializer)
    @action(detail=True, answers=SearchSerializer)
    def search(self, request: Request, pk: str) -> Response:
        """How far it is."""
        found = self.get_object()
        page = searching(found)
        told = {
            "state": found.state,
            "seconds": page.time.done,
            "points": page.points if page.has_some else None,
            "bound": page.bound_points if page.has_some else None,
            "is_lost": page.is_lost,
        }
        return Response(SearchSerializer(told).data)

    @extend_schema(request=None, responses=GenerationSerializer)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """End it, and take the best so far."""
        found = self.get_object()
        actions.stop_generation(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=GenerationSerializer)
    @action(detail=True, methods=["post"])
    def restart(self, request: Request, pk: str) -> Response:
        """Have it searched for once more."""
        found = self.get_object()
        actions.restart_generation(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(request=None, responses=GenerationSerializer)
    @action(detail=True, methods=["post"])
    def drop(self, request: Request, pk: str) -> Response:
        """Put the proposal aside."""
        found = self.get_object()
        actions.drop_generation(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)

    @extend_schema(responses=ProposalSerializer)
    @action(detail=True, answers=ProposalSerializer)
    def proposal(self, request: Request, pk: str) -> Response:
        """Who would be on which slot. Its ETag is what a change of it is sent with."""
        return _told(judged(self._proposed(pk)))

    @extend_schema(
        request=FillSerializer, parameters=[IF_MATCH], responses=ProposalSerializer
    )
    @action(detail=True, methods=["post"])
    def fill(self, request: Request, pk: str) -> Response:
        """Put others on a slot of the proposal."""
        found = self._proposed(pk)
        given = self.sent(FillSerializer)
        proposals.fill_slot(
            found.pk,
            by=asker(request),
            place=given["place"],
            people=[one.pk for one in given["people"]],
            version=expected_version(request, found.proposal),
            now=timezone.now(),
        )
        return _told(judged(self._proposed(pk)))

    @extend_schema(
        request=PublishGenerationSerializer,
        parameters=[IF_MATCH],
        responses=GenerationSerializer,
    )
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Make it the published rota; only those touched are told."""
        found = self._proposed(pk)
        given = self.sent(PublishGenerationSerializer)
        proposals.publish_proposal(
            found.pk,
            by=asker(request),
            version=expected_version(request, found.proposal),
            now=timezone.now(),
            **given,
        )
        return self.answer(found)

    def _proposed(self, pk: str) -> Generation:
        rows = self.get_queryset().with_proposal()
        found: Generation = get_object_or_404(rows, pk=pk)
        return found


def _told(page: Judged) -> Response:
    people: dict[int, list[int]] = {}
    for slot, who in sorted(page.fills):
        people.setdefault(slot, []).append(page.asked.workers[who].person)
    told = {
        "cost": page.found_hours,
        "bound": page.bound_hours,
        "is_proven_best": page.proposal.is_proven,
        "breaches": [one.words for one in page.breaches],
        "people_touched": [one.person for one in page.touched],
        "slots": [
            {
                "place": place,
                "name": one.name,
                "starts": one.starts,
                "ends": one.ends,
                "demand": one.demand,
                "people": people.get(place, []),
            }
            for place, one in enumerate(page.asked.slots)
        ],
    }
    return Response(told, headers={"ETag": etag(page.proposal)})


class WishViewSet(ReadViewSet):
    """What people would rather work, or not."""

    queryset = Wish.objects.select_related("person")
    serializer_class = WishSerializer
    filter_form = WishFilter

    @extend_schema(
        request=WishSerializer, parameters=[SENT_ONCE], responses={201: WishSerializer}
    )
    def create(self, request: Request) -> Response:
        """Say one, for oneself; who plans, for others."""
        given = self.sent(WishSerializer)
        pk = made_once(
            request,
            "staffing.add_wish",
            lambda: wishes.add_wish(by=asker(request), now=timezone.now(), **given),
        )
        return self.answer(Wish(pk=pk), status=201)

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Take one back."""
        found = self.get_object()
        wishes.drop_wish(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)
