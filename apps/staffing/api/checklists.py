"""Checklists of joiners, movers and leavers over the API: started, done, closed."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.models import Team
from apps.core.api import SENT_ONCE, ReadViewSet, SeenByKey
from apps.staffing.actions import checklists as actions
from apps.staffing.api.roster import RosterViewSet
from apps.staffing.api.roster_serializers import MAYBE, seen
from apps.staffing.forms.checklists import ChecklistFilter
from apps.staffing.models import (
    Checklist,
    ChecklistStep,
    ChecklistTemplate,
    Person,
    TeamRole,
    TemplateStep,
)


class ChecklistStepSerializer(serializers.ModelSerializer[ChecklistStep]):
    """One thing to do."""

    owner = serializers.CharField(source="owner.name", allow_null=True)
    done_by = serializers.CharField(source="done_by.name", allow_null=True)

    class Meta:
        model = ChecklistStep
        fields = ["id", "title", "owner", "due_on", "done_at", "done_by"]


class ChecklistSerializer(serializers.ModelSerializer[Checklist]):
    """One person's list."""

    person_name = serializers.CharField(source="person.name")
    team = serializers.CharField(source="team.slug", allow_null=True)
    started_by = serializers.CharField(source="started_by.name")
    steps = ChecklistStepSerializer(many=True)

    class Meta:
        model = Checklist
        fields = [
            *("id", "person", "person_name", "kind", "name", "day_on", "team"),
            *("started_by", "started_at", "closed_at", "steps"),
        ]


class NewChecklistSerializer(serializers.Serializer[Any]):
    """What starts one person's list."""

    person = SeenByKey(queryset=Person.objects.all())
    template = SeenByKey(queryset=ChecklistTemplate.objects.filter(is_used=True))
    day_on = serializers.DateField()
    team = seen(Team.objects.all(), **MAYBE)
    role = seen(TeamRole.objects.all(), "name", **MAYBE)


class TemplateStepSerializer(serializers.ModelSerializer[TemplateStep]):
    """One thing to do, by whom, and how many days after the day."""

    class Meta:
        model = TemplateStep
        fields = ["title", "owner", "days"]


class ChecklistTemplateSerializer(serializers.ModelSerializer[ChecklistTemplate]):
    """The steps that such a list begins with."""

    steps = TemplateStepSerializer(many=True)

    class Meta:
        model = ChecklistTemplate
        fields = ["id", "name", "kind", "is_used", "steps", "version"]


class ChecklistTemplateViewSet(ReadViewSet):
    """Templates of checklists."""

    queryset = ChecklistTemplate.objects.prefetch_related("steps")
    serializer_class = ChecklistTemplateSerializer


class ChecklistViewSet(RosterViewSet):
    """Checklists that one sees: one's own, with a step of one's own, of whom one may edit."""

    queryset = Checklist.objects.select_related(
        "person", "team", "started_by"
    ).prefetch_related("steps__owner", "steps__done_by")
    serializer_class = ChecklistSerializer
    filter_form = ChecklistFilter

    @extend_schema(
        request=NewChecklistSerializer,
        parameters=[SENT_ONCE],
        responses={201: ChecklistSerializer},
    )
    def create(self, request: Request) -> Response:
        """Begin one person's list: a mover moves, a leaver's last day is noted."""
        fields = self.sent(NewChecklistSerializer)
        fields["person_pk"] = fields.pop("person").pk
        return self.make(actions.start_checklist, "start_checklist", **fields)

    @extend_schema(request=None, responses=ChecklistSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Nothing more is done of it."""
        found = self.get_object()
        actions.close_checklist(found.pk, **self.when())
        return self.answer(found)

    def _step(self, part: str, act: Callable[..., ChecklistStep]) -> Response:
        found = self.get_object()
        step = get_object_or_404(ChecklistStep, pk=part, checklist=found)
        act(step.pk, **self.when())
        return self.answer(found)

    @extend_schema(request=None, responses=ChecklistSerializer)
    @action(detail=True, methods=["post"], url_path=r"steps/(?P<part>[0-9]{1,18})/do")
    def do(self, request: Request, pk: str, part: str) -> Response:
        """It is done; with the last one the list closes."""
        return self._step(part, actions.do_step)

    @extend_schema(request=None, responses=ChecklistSerializer)
    @action(detail=True, methods=["post"], url_path=r"steps/(?P<part>[0-9]{1,18})/undo")
    def undo(self, request: Request, pk: str, part: str) -> Response:
        """It is not done after all."""
        return self._step(part, actions.undo_step)
