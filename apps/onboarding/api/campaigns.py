"""Campaigns over the API."""

from typing import Any, cast

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.core.api import Named, expected_version, made_once
from apps.core.errors import check_storable
from apps.onboarding import actions
from apps.onboarding.api.serializers import ReasonSerializer
from apps.onboarding.api.views import IF_MATCH, ONCE, Acting
from apps.onboarding.forms.api import TargetsFilter
from apps.onboarding.forms.campaigns import CampaignFilter
from apps.onboarding.models import Campaign, CampaignTarget, Standard
from apps.onboarding.queries.campaigns import burn_down_of


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    """A campaign."""

    standard = serializers.CharField(
        source="standard.slug", default=None, allow_null=True, read_only=True
    )
    owner = serializers.CharField(source="owner.name", read_only=True)

    class Meta:
        model = Campaign
        fields = [
            *("id", "title", "reason", "standard", "code", "wanted", "platforms"),
            *("tiers", "starts_on", "due_on", "owner", "state", "started_at"),
            *("ended_at", "end_reason", "version"),
        ]
        read_only_fields = fields


class WriteCampaignSerializer(serializers.Serializer[Any]):
    """What a campaign asks, of whom, by when: a standard and a code, or a condition."""

    title = serializers.CharField(max_length=120)
    reason = serializers.CharField(max_length=5000)
    standard = Named(
        slug_field="slug",
        queryset=Standard.objects.all(),
        allow_null=True,
        default=None,
    )
    code = serializers.CharField(max_length=20, allow_blank=True, default="")
    wanted = serializers.DictField(default=dict, validators=[check_storable])
    platforms = serializers.ListField(
        child=serializers.SlugField(max_length=60), default=list
    )
    tiers = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=4), default=list
    )
    due_on = serializers.DateField()
    owner = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True, organisation__kind="internal")
    )

    def validate_platforms(self, slugs: list[str]) -> list[str]:
        """Platforms that there are."""
        known = Platform.objects.filter(slug__in=slugs).count()
        if known != len(set(slugs)):
            raise serializers.ValidationError("One does not exist.")
        return slugs


class PointSerializer(serializers.Serializer[Any]):
    """A day of a burn-down."""

    on = serializers.DateField()
    open_count = serializers.IntegerField(allow_null=True)
    ideal = serializers.FloatField()


class CampaignTargetSerializer(serializers.ModelSerializer[CampaignTarget]):
    """An application that a campaign asks."""

    application = serializers.CharField(
        source="request.application.code", read_only=True
    )
    request = serializers.CharField(source="request.number", read_only=True)
    decided_by = serializers.CharField(
        source="decided_by.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = CampaignTarget
        fields = [
            *("id", "campaign", "application", "request", "assessment", "state"),
            *("reason", "decided_by", "changed_at"),
        ]
        read_only_fields = fields


class CampaignViewSet(Acting):
    """Campaigns: one criterion raised across what is live."""

    queryset = Campaign.objects.select_related("standard", "owner")
    serializer_class = CampaignSerializer
    filter_form = CampaignFilter

    @extend_schema(
        request=WriteCampaignSerializer,
        parameters=[ONCE],
        responses={201: CampaignSerializer},
    )
    def create(self, request: ApiRequest) -> Response:
        """Write one, as a draft."""
        sent = WriteCampaignSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        pk = made_once(
            request,
            "onboarding.create_campaign",
            lambda: actions.create_campaign(
                by=cast("User", request.user),
                now=timezone.now(),
                **sent.validated_data,
            ),
        )
        return self.answer(Campaign(pk=pk), status=201)

    @extend_schema(request=WriteCampaignSerializer, parameters=[IF_MATCH])
    def update(self, request: ApiRequest, pk: str) -> Response:
        """Change a draft; of a running one its title, reason, date and owner."""
        version = expected_version(request, self.get_object())
        return self.act(
            request, actions.amend_campaign, WriteCampaignSerializer, version=version
        )

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def start(self, request: ApiRequest, pk: str) -> Response:
        """Ask every live application in its scope."""
        return self.act(request, actions.start_campaign)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def finish(self, request: ApiRequest, pk: str) -> Response:
        """End it."""
        return self.act(request, actions.finish_campaign)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: ApiRequest, pk: str) -> Response:
        """Call it off: what is not met is asked no more."""
        return self.act(request, actions.cancel_campaign, ReasonSerializer)

    @extend_schema(request=None, responses=PointSerializer(many=True))
    @action(
        detail=True,
        methods=["get"],
        pagination_class=None,
        filter_backends=[],
        answers=PointSerializer,
    )
    def burn_down(self, request: ApiRequest, pk: str) -> Response:
        """How many are open by day, beside an even way to none."""
        points = burn_down_of(self.get_object(), timezone.localdate())
        return Response(PointSerializer(points, many=True).data)


class TargetViewSet(Acting):
    """The applications that campaigns ask."""

    queryset = CampaignTarget.objects.select_related(
        "request__application", "decided_by"
    )
    serializer_class = CampaignTargetSerializer
    filter_form = TargetsFilter

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def exclude(self, request: ApiRequest, pk: str) -> Response:
        """Leave it out, with the reason."""
        return self.act(request, actions.exclude_target, ReasonSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def include(self, request: ApiRequest, pk: str) -> Response:
        """Ask it after all."""
        return self.act(request, actions.include_target)
