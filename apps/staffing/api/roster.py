"""People, skills and roles over the API: the pages' rows, rights and actions."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import (
    BULK,
    IF_MATCH,
    SENT_ONCE,
    BulkChangeViewSet,
    ReadViewSet,
    bulk_schema,
    expected_version,
    in_bulk,
    made_once,
)
from apps.staffing.actions import people, settings, skills
from apps.staffing.api.roster_serializers import (
    LevelsSerializer,
    NewSkillSerializer,
    PostingSerializer,
    RoleSerializer,
    SkillSerializer,
    StaffSerializer,
    TargetSerializer,
)
from apps.staffing.forms.people import PersonFilter
from apps.staffing.models import LineChange, Person, Posting, Skill, Target, TeamRole


class RosterViewSet(ReadViewSet):
    """Things of the roster: made once, amended over a version."""

    def when(self) -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": asker(self.request), "now": timezone.now()}

    def make(self, act: Callable[..., Model], purpose: str, **fields: Any) -> Response:
        """Made now, or when this key was first sent."""
        when = self.when()
        pk = made_once(
            self.request, f"staffing.{purpose}", lambda: act(**when, **fields)
        )
        return self.answer(self.get_queryset().model(pk=pk), status=201)

    def change(self, act: Callable[..., object], serializer: Any) -> Response:
        """Amended over the version that If-Match names."""
        found = self.get_object()
        version = expected_version(self.request, found)
        fields = self.sent(serializer, instance=found, partial=True)
        act(found.pk, version=version, **self.when(), **fields)
        return self.answer(found)

    def add(self, act: Callable[..., object], serializer: Any) -> Response:
        """A part is added; the whole is answered."""
        found = self.get_object()
        act(found.pk, **self.when(), **self.sent(serializer))
        return self.answer(found)


class StaffViewSet(BulkChangeViewSet, RosterViewSet):
    """People who support, whether they log in or not."""

    queryset = Person.objects.select_related("user", "organisation", "pattern")
    serializer_class = StaffSerializer
    filter_form = PersonFilter
    rows = {
        "bulk": StaffSerializer,
        "bulk_change": StaffSerializer,
        "bulk_assess": LevelsSerializer,
        "bulk_confirm": LevelsSerializer,
    }

    def get_queryset(self) -> Any:
        """With their teams of today, their levels, what waits, and whether one may edit them."""
        running = Posting.objects.on(timezone.localdate()).select_related(
            "team", "role"
        )
        editable = Person.objects.editable_by(asker(self.request)).order_by()
        rows = (
            super()
            .get_queryset()
            .prefetch_related(
                "holdings__skill",
                Prefetch("postings", running.order_by("starts_on"), to_attr="current"),
                Prefetch(
                    "line_changes",
                    LineChange.objects.open().with_names(),
                    to_attr="waiting",
                ),
            )
        )
        return rows.annotate(may_edit=Exists(editable.filter(pk=OuterRef("pk"))))

    @extend_schema(
        request=StaffSerializer,
        parameters=[SENT_ONCE],
        responses={201: StaffSerializer},
    )
    def create(self, request: Request) -> Response:
        """Enter somebody."""
        fields = self.sent(StaffSerializer)
        return self.make(people.register_person, "register_person", **fields)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is noted of them.

        A line manager or login by which others come to read what is theirs waits for a
        second person: it is in `waiting`.
        """
        return self.change(people.amend_person, StaffSerializer)

    @extend_schema(request=PostingSerializer, responses=StaffSerializer)
    @action(detail=True, methods=["post"])
    def postings(self, request: Request, pk: str) -> Response:
        """Put them in a team, from a day on."""
        return self.add(people.add_posting, PostingSerializer)

    @extend_schema(request=LevelsSerializer, responses=StaffSerializer)
    @action(detail=True, methods=["post"])
    def assess(self, request: Request, pk: str) -> Response:
        """Say how one sees oneself."""
        return self.add(skills.assess, LevelsSerializer)

    @extend_schema(request=LevelsSerializer, responses=StaffSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """Confirm their levels."""
        return self.add(skills.confirm, LevelsSerializer)

    @bulk_schema
    @action(detail=False, methods=["post"], url_path="assess/bulk", **BULK)
    def bulk_assess(self, request: Request) -> Response:
        """How up to 500 people see themselves, with a result for each row."""
        return in_bulk(self, request, "assess")

    @bulk_schema
    @action(detail=False, methods=["post"], url_path="confirm/bulk", **BULK)
    def bulk_confirm(self, request: Request) -> Response:
        """Confirm the levels of up to 500 people, with a result for each row."""
        return in_bulk(self, request, "confirm")


class SkillViewSet(BulkChangeViewSet, RosterViewSet):
    """Skills, in a tree."""

    queryset = Skill.objects.select_related("parent", "platform")
    serializer_class = SkillSerializer
    rows = {"bulk": NewSkillSerializer, "bulk_change": SkillSerializer}
    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,80}"

    @extend_schema(
        request=NewSkillSerializer,
        parameters=[SENT_ONCE],
        responses={201: SkillSerializer},
    )
    def create(self, request: Request) -> Response:
        """Put a skill into the tree."""
        fields = self.sent(NewSkillSerializer)
        return self.make(skills.add_skill, "add_skill", **fields)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, slug: str) -> Response:
        """Change what is said of it, or where it hangs."""
        return self.change(skills.amend_skill, SkillSerializer)


class TeamRoleViewSet(RosterViewSet):
    """Roles in teams, with what each needs."""

    queryset = TeamRole.objects.prefetch_related(
        Prefetch("targets", Target.objects.select_related("skill"))
    )
    serializer_class = RoleSerializer

    @extend_schema(request=TargetSerializer, responses=RoleSerializer)
    @action(detail=True, methods=["post"])
    def targets(self, request: Request, pk: str) -> Response:
        """What the role needs of a skill."""
        return self.add(settings.set_target, TargetSerializer)
