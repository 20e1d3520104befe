"""What a person typed and has not sent."""

from django.db import models

from apps.core.models import TypedText


def typed_at(place: str, *, by: models.Model) -> TypedText | None:
    """The kept text of this person at this place, if any."""
    return TypedText.objects.filter(user_id=by.pk, place=place).first()
