"""How far an article may be relied on, as the API says it."""

from typing import Any

from rest_framework import serializers

from apps.knowledge.rules.confidence import Confidence, Evidence


class ConfidenceSerializer(serializers.Serializer[Any]):
    """The line of confidence and what it is made of."""

    level = serializers.CharField()
    kcs = serializers.CharField()
    doubts = serializers.ListField(child=serializers.CharField())
    helpful = serializers.IntegerField()
    votes = serializers.IntegerField()
    uses = serializers.IntegerField()
    last_use_on = serializers.DateField(allow_null=True)


def told(evidence: Evidence, sure: Confidence) -> dict[str, Any]:
    """Both in one, as the serializer has them."""
    return {
        "level": sure.level,
        "kcs": sure.kcs,
        "doubts": list(sure.doubts),
        "helpful": evidence.helpful,
        "votes": evidence.votes,
        "uses": evidence.uses,
        "last_use_on": evidence.last_use_on,
    }
