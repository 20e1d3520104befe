"""Certificates over the API; the paper itself and its number are for who may note them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.http import asker
from apps.core.api import IF_MATCH, SENT_ONCE, SeenByKey
from apps.staffing.actions import certificates as actions
from apps.staffing.api.roster import RosterViewSet
from apps.staffing.api.roster_serializers import MAYBE, seen
from apps.staffing.forms.skill_lists import CertificateFilter
from apps.staffing.models import Certificate, Person, Skill


class PersonCertificateSerializer(serializers.ModelSerializer[Any]):
    """What a person was examined in, and until when it holds."""

    person: Any = serializers.IntegerField(source="person_id", read_only=True)
    person_name = serializers.CharField(source="person.name", read_only=True)
    skill = seen(Skill.objects.all(), **MAYBE)
    has_file = serializers.SerializerMethodField()

    class Meta:
        model = Certificate
        fields = [
            *("id", "person", "person_name", "name", "skill", "number", "issuer"),
            *("issued_on", "expires_on", "has_file", "version"),
        ]
        read_only_fields = ["version"]

    def get_has_file(self, found: Any) -> bool:
        """Whether the paper itself is kept."""
        return found.file_id is not None

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """It ends after it begins."""
        starts, ends = (
            attrs.get(name, getattr(self.instance, name, None))
            for name in ("issued_on", "expires_on")
        )
        if starts and ends and ends < starts:
            raise serializers.ValidationError(
                {"expires_on": ["It expires before it begins."]}
            )
        return attrs

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Without the number for who may not note it."""
        shown: dict[str, Any] = super().to_representation(instance)
        if not instance.may_note:
            shown["number"] = ""
        return shown


class NewCertificateSerializer(PersonCertificateSerializer):
    """A new certificate: also whose it is."""

    person: Any = SeenByKey(queryset=Person.objects.all())


class CertificateViewSet(RosterViewSet):
    """Certificates of people, those that expire first."""

    queryset = Certificate.objects.select_related("person", "skill")
    serializer_class = PersonCertificateSerializer
    filter_form = CertificateFilter

    def get_queryset(self) -> Any:
        """With whether one may note it: the person themself, and who may edit them."""
        by = asker(self.request)
        editable = Person.objects.editable_by(by).order_by()
        theirs = editable.filter(pk=OuterRef("person"))
        return (
            super()
            .get_queryset()
            .annotate(may_note=Exists(theirs) | Q(person__user=by.pk))
        )

    @extend_schema(
        request=NewCertificateSerializer,
        parameters=[SENT_ONCE],
        responses={201: PersonCertificateSerializer},
    )
    def create(self, request: Request) -> Response:
        """Note a certificate, without its paper."""
        fields = self.sent(NewCertificateSerializer)
        fields["person_pk"] = fields.pop("person").pk
        return self.make(actions.add_certificate, "add_certificate", **fields)

    @extend_schema(parameters=[IF_MATCH])
    def partial_update(self, request: Request, pk: str) -> Response:
        """Renew or correct it."""
        return self.change(actions.amend_certificate, PersonCertificateSerializer)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """It was entered by mistake."""
        actions.remove_certificate(self.get_object().pk, **self.when())
        return Response(status=204)
