"""Call-outs: somebody on call who was called, and how long it took."""

from django.db import models

from apps.accounts.models import User
from apps.history.models import tracked
from apps.staffing.models.people import Person
from apps.staffing.models.rotas import Rota


class CallOutQuerySet(models.QuerySet["CallOut"]):
    def visible_to(self, user: User) -> "CallOutQuerySet":
        """Those of rotas one sees."""
        return self.filter(rota__in=Rota.objects.visible_to(user))


@tracked()
class CallOut(models.Model):
    """Somebody who was called while on call: work, and a reason to begin later."""

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="call_outs")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="call_outs"
    )
    starts_at = models.DateTimeField("called at")
    ends_at = models.DateTimeField("done at")
    reason = models.CharField("what for", max_length=200, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = CallOutQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="call_out_person"),
            models.Index(fields=["rota", "starts_at"], name="call_out_rota"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="call_out_starts_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} called {self.starts_at:%Y-%m-%d %H:%M}"
