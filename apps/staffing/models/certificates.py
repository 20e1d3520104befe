"""Certificates that people hold, with the paper itself."""

from datetime import date

from django.db import models

from apps.accounts.models import User
from apps.core.models import StoredFile, Versioned
from apps.history.models import tracked
from apps.staffing.models.people import Person
from apps.staffing.models.skills import Skill


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: User) -> "CertificateQuerySet":
        """Those of people one sees."""
        return self.filter(person__in=Person.objects.visible_to(user))


@tracked()
class Certificate(Versioned):
    """What a person was examined in, until when it holds, and the paper."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="certificates"
    )
    skill = models.ForeignKey(
        Skill,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
    )
    name = models.CharField("what it is", max_length=120)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField("expires", null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["expires_on", "pk"]
        indexes = [models.Index(fields=["expires_on"], name="staff_certificate_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on=None)
                | models.Q(issued_on=None)
                | models.Q(expires_on__gte=models.F("issued_on")),
                name="staff_certificate_starts_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.person}"

    def get_absolute_url(self) -> str:
        return f"{self.person.get_absolute_url()}#certificates"

    def is_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires_on is not None and self.expires_on < today
