"""What the API shows of onboarding, and what may be sent to it."""

from typing import Any

from rest_framework import serializers

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.core.api import Named
from apps.onboarding.models import (
    Approval,
    Assessment,
    Comment,
    Request,
    Waiver,
)


class ApprovalSerializer(serializers.ModelSerializer[Approval]):
    """One of the two consents."""

    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = Approval
        fields = ["seat", "by", "at", "note"]
        read_only_fields = fields


class RequestSerializer(serializers.ModelSerializer[Request]):
    """An onboarding request."""

    approvals = ApprovalSerializer(many=True, read_only=True)

    number = serializers.CharField(read_only=True)
    application = serializers.CharField(source="application.code", read_only=True)
    platform = serializers.CharField(source="platform.slug", read_only=True)
    team = serializers.CharField(source="team.slug", read_only=True)
    requester = serializers.CharField(source="requester.name", read_only=True)

    class Meta:
        model = Request
        fields = [
            *("id", "number", "name", "application", "platform", "team", "requester"),
            *("state", "target_on", "readiness", "badge", "is_gate_met", "unmet_count"),
            *("submitted_at", "due_at", "approved_at", "live_at", "changed_at"),
            *("live_badge", "fell_at", "reason", "version", "approvals"),
        ]


class StartSerializer(serializers.Serializer[Any]):
    """A new draft."""

    application = Named(slug_field="code", queryset=Application.objects.all())
    platform = Named(slug_field="slug", queryset=Platform.objects.all())
    target_on = serializers.DateField(required=False, allow_null=True)
    name = serializers.CharField(max_length=120, required=False, allow_blank=True)


class AmendSerializer(serializers.Serializer[Any]):
    """A draft's name, platform and target."""

    name = serializers.CharField(max_length=120, allow_blank=True)
    platform = Named(slug_field="slug", queryset=Platform.objects.all())
    target_on = serializers.DateField(allow_null=True)


class AnswersSerializer(serializers.Serializer[Any]):
    """Answers by question key."""

    answers = serializers.DictField(child=serializers.CharField(max_length=200))


class ReasonSerializer(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(max_length=2000)


class NoteSerializer(serializers.Serializer[Any]):
    """A word with an approval."""

    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class CommentSerializer(serializers.Serializer[Any]):
    """Something to say."""

    text = serializers.CharField(max_length=5000)


class EvidenceSerializer(serializers.Serializer[Any]):
    """Evidence for a criterion that asks for no file."""

    value = serializers.CharField(max_length=20000)
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class ProposeWaiverSerializer(serializers.Serializer[Any]):
    """The risk, what contains it, until when."""

    risk = serializers.CharField(max_length=5000)
    control = serializers.CharField(max_length=5000)
    expires_on = serializers.DateField()


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """One criterion of one request."""

    request = serializers.CharField(source="request.number", read_only=True)
    code = serializers.CharField(source="criterion.code", read_only=True)
    title = serializers.CharField(source="criterion.title", read_only=True)
    category = serializers.CharField(source="criterion.category.slug", read_only=True)
    level = serializers.CharField(source="criterion.level", read_only=True)
    evidence = serializers.CharField(
        source="evidence.value", default=None, allow_null=True, read_only=True
    )
    waiver = serializers.IntegerField(
        source="waiver_id", allow_null=True, read_only=True
    )
    assignee = serializers.CharField(
        source="assignee.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Assessment
        fields = [
            *("id", "request", "code", "title", "category", "level", "state"),
            *("is_applicable", "why", "counts_from_on", "evidence", "waiver"),
            *("assignee",),
            *("waiting_since", "decided_at", "return_count", "version"),
        ]


class WaiverSerializer(serializers.ModelSerializer[Waiver]):
    """A waiver of a criterion."""

    request = serializers.CharField(source="assessment.request.number", read_only=True)
    code = serializers.CharField(source="assessment.criterion.code", read_only=True)
    proposed_by = serializers.CharField(source="proposed_by.name", read_only=True)
    decided_by = serializers.CharField(
        source="decided_by.name", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Waiver
        fields = [
            *("id", "request", "assessment", "code", "state", "risk", "control"),
            *("expires_on", "proposed_by", "proposed_at", "decided_by", "decided_at"),
        ]
        read_only_fields = fields


class SaidSerializer(serializers.ModelSerializer[Comment]):
    """A comment."""

    request = serializers.CharField(source="request.number", read_only=True)
    author = serializers.CharField(source="author.name", read_only=True)

    class Meta:
        model = Comment
        fields = ["id", "request", "assessment", "answers_to", "author", "text", "at"]
        read_only_fields = fields


class CopySerializer(serializers.Serializer[Any]):
    """For which application."""

    application = Named(slug_field="code", queryset=Application.objects.all())


class AcceptAllSerializer(serializers.Serializer[Any]):
    """Several criteria."""

    assessments = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**53),
        allow_empty=False,
        max_length=200,
    )


class GiveFileSerializer(serializers.Serializer[Any]):
    """A file as evidence, for a criterion that asks for one."""

    file = serializers.FileField(max_length=200)
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class DeskSerializer(serializers.Serializer[Any]):
    """Whose desk a criterion goes on; nobody's with null."""

    to = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), allow_null=True
    )


class AssignSerializer(AcceptAllSerializer, DeskSerializer):
    """Which criteria go on whose desk; on nobody's with null."""
