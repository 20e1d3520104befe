"""The same rows, rights and actions as the pages of facts."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, SENT_ONCE, ReadViewSet, expected_version, made_once
from apps.facts.actions import checking, connecting, telling
from apps.facts.api.serializers import (
    AskedSerializer,
    CheckFieldsSerializer,
    CheckSerializer,
    ConnectorFieldsSerializer,
    ConnectorSerializer,
    DeploymentEventSerializer,
    ExerciseSerializer,
    FactSerializer,
    NewCheckSerializer,
    NewConnectorSerializer,
    NoteExerciseSerializer,
    OfApplicationSerializer,
    TellDeploymentSerializer,
    TellFactSerializer,
    TriedSerializer,
)
from apps.facts.forms.filters import (
    CheckFilter,
    ConnectorFilter,
    FactFilter,
    HappenedFilter,
)
from apps.facts.models import Check, Connector, DeploymentEvent, Exercise, Fact
from apps.facts.rules.dora import Deployed

WHOLE: dict[str, Any] = {
    "secret": "",
    "environment": "production",
    "settings": {},
    "is_on": True,
}
CHECK: dict[str, Any] = {
    "query": "",
    "objective": None,
    "every_minutes": 15,
    "is_on": True,
}


class FactViewSet(ReadViewSet):
    """What is known of applications."""

    queryset = Fact.objects.select_related("application")
    serializer_class = FactSerializer
    filter_form = FactFilter

    @extend_schema(request=TellFactSerializer, responses={201: FactSerializer})
    def create(self, request: Request) -> Response:
        """Tell a fact that a program measured. What is older than what is known is ignored."""
        fields, now = self.sent(TellFactSerializer), timezone.now()
        application = fields.pop("application")
        fields.setdefault("measured_at", now)
        told = telling.tell_fact(application, by=asker(request), now=now, **fields)
        return self.answer(told, status=201)

    @extend_schema(request=OfApplicationSerializer, responses={202: AskedSerializer})
    @action(detail=False, methods=["post"], url_path="check-now")
    def check_now(self, request: Request) -> Response:
        """Ask everything about an application at once."""
        application = self.sent(OfApplicationSerializer)["application"]
        by, now = asker(request), timezone.now()
        asked = checking.check_now(application, by=by, now=now)
        return Response({"asked": asked}, status=202)


class ConnectorViewSet(ReadViewSet):
    """Whom the portal asks."""

    queryset = Connector.objects.select_related("platform")
    serializer_class = ConnectorSerializer
    filter_form = ConnectorFilter

    @extend_schema(
        request=NewConnectorSerializer,
        parameters=[SENT_ONCE],
        responses={201: ConnectorSerializer},
    )
    def create(self, request: Request) -> Response:
        """Let the portal ask a system about what runs on a platform."""
        fields = WHOLE | self.sent(NewConnectorSerializer)
        by, now = asker(request), timezone.now()
        pk = made_once(
            request,
            "facts.add_connector",
            lambda: connecting.add_connector(by=by, now=now, **fields),
        )
        return self.answer(Connector(pk=pk), status=201)

    @extend_schema(request=ConnectorFieldsSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change it; it is asked again at once."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(ConnectorFieldsSerializer, partial=True)
        by, now = asker(request), timezone.now()
        connecting.amend_connector(found.pk, by=by, version=version, now=now, **fields)
        return self.answer(found)

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Ask it no more. What it told stays known, and grows old."""
        found = self.get_object()
        connecting.remove_connector(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=None, responses=TriedSerializer)
    @action(detail=True, methods=["post"], url_path="try")
    def try_now(self, request: Request, pk: str) -> Response:
        """Ask it something harmless; what came of it, in words."""
        found = self.get_object()
        tried = connecting.try_connector(
            found.pk, by=asker(request), now=timezone.now()
        )
        return Response({"is_good": tried.is_good, "words": tried.words})

    @extend_schema(request=None, responses=ConnectorSerializer)
    @action(detail=True, methods=["post"])
    def usual(self, request: Request, pk: str) -> Response:
        """Give it the usual checks of its kind."""
        found = self.get_object()
        connecting.add_usual(found.pk, by=asker(request), now=timezone.now())
        return self.answer(found)


class CheckViewSet(ReadViewSet):
    """What is asked, and how it fares."""

    queryset = Check.objects.with_names()
    serializer_class = CheckSerializer
    filter_form = CheckFilter

    @extend_schema(
        request=NewCheckSerializer,
        parameters=[SENT_ONCE],
        responses={201: CheckSerializer},
    )
    def create(self, request: Request) -> Response:
        """Have a connector asked for a fact."""
        fields: dict[str, Any] = CHECK | self.sent(NewCheckSerializer)
        by, now = asker(request), timezone.now()
        pk = made_once(
            request,
            "facts.add_check",
            lambda: checking.add_check(by=by, now=now, **fields),
        )
        return self.answer(Check(pk=pk), status=201)

    @extend_schema(request=CheckFieldsSerializer, parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is asked, or how often."""
        found = self.get_object()
        version = expected_version(request, found)
        fields = self.sent(CheckFieldsSerializer, partial=True)
        by, now = asker(request), timezone.now()
        checking.amend_check(found.pk, by=by, version=version, now=now, **fields)
        return self.answer(found)

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Ask it no more. What it told stays known, and grows old."""
        found = self.get_object()
        checking.remove_check(found.pk, by=asker(request), now=timezone.now())
        return Response(status=204)


class DeploymentEventViewSet(ReadViewSet):
    """Deployments that pipelines tell of."""

    queryset = DeploymentEvent.objects.select_related("application")
    serializer_class = DeploymentEventSerializer
    filter_form = HappenedFilter

    @extend_schema(
        request=TellDeploymentSerializer, responses={201: DeploymentEventSerializer}
    )
    def create(self, request: Request) -> Response:
        """Tell of a deployment; its event again amends it. The four keys follow at once."""
        fields = self.sent(TellDeploymentSerializer)
        application = fields.pop("application")
        noted = telling.tell_deployment(
            application, by=asker(request), now=timezone.now(), told=Deployed(**fields)
        )
        return self.answer(noted, status=201)


class ExerciseViewSet(ReadViewSet):
    """Disaster recovery exercises that were held."""

    queryset = Exercise.objects.select_related("application", "noted_by")
    serializer_class = ExerciseSerializer
    filter_form = HappenedFilter

    @extend_schema(
        request=NoteExerciseSerializer,
        parameters=[SENT_ONCE],
        responses={201: ExerciseSerializer},
    )
    def create(self, request: Request) -> Response:
        """Note an exercise that was held."""
        fields = self.sent(NoteExerciseSerializer)
        application, by, now = (
            fields.pop("application"),
            asker(request),
            timezone.now(),
        )
        pk = made_once(
            request,
            "facts.note_exercise",
            lambda: telling.note_exercise(application, by=by, now=now, **fields),
        )
        return self.answer(Exercise(pk=pk), status=201)
