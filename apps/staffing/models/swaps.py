"""What people ask of each other about shifts, and what one shift tells the next."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.history.models import tracked
from apps.staffing.models.people import Person
from apps.staffing.models.rotas import Rota, Shift
from apps.staffing.states import OPEN_SWAPS, SWAP_MOVES, SwapState


class SwapQuerySet(models.QuerySet["Swap"]):
    def visible_to(self, user: User) -> "SwapQuerySet":
        """Those of rotas one sees."""
        return self.filter(rota__in=Rota.objects.visible_to(user))

    def open(self) -> "SwapQuerySet":
        """Those that wait for somebody."""
        return self.filter(state__in=OPEN_SWAPS)

    def with_names(self) -> "SwapQuerySet":
        """With the people and shifts that their lines name."""
        return self.select_related(
            "rota__team", "giver", "taker", "shift", "return_shift"
        )


@tracked()
class Swap(Versioned):
    """A shift given away, or exchanged for another, if the other person accepts.

    Without a taker anybody of the rota may take it. The shift's times are kept, so
    that the request can be read after the shift is gone.
    """

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="swaps")
    shift = models.ForeignKey(
        Shift, on_delete=models.SET_NULL, null=True, related_name="swaps"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who takes it",
    )
    return_shift = models.ForeignKey(
        Shift,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="in exchange for",
    )
    is_exchange = models.BooleanField(default=False)
    needs_approval = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=SwapState.choices, default=SwapState.ASKED
    )
    note = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="swap_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shift"],
                name="one_open_swap_a_shift",
                condition=models.Q(state__in=sorted(OPEN_SWAPS)),
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by=None)
                | ~models.Q(accepted_by=models.F("decided_by"))
                | models.Q(needs_approval=False),
                name="swap_two_people",
            ),
        ]

    def __str__(self) -> str:
        kind = "exchanges" if self.is_exchange else "gives away"
        return f"{self.giver} {kind} {self.starts_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:swap", args=[self.pk])

    def can_become(self, new: SwapState) -> bool:
        """Whether the table has the move."""
        return new in SWAP_MOVES[SwapState(self.state)]

    def become(self, new: SwapState) -> None:
        """Change the state in memory, if the table has the move. Actions then save."""
        check_move(SWAP_MOVES, SwapState(self.state), new)
        self.state = new


class HandoverNoteQuerySet(models.QuerySet["HandoverNote"]):
    def visible_to(self, user: User) -> "HandoverNoteQuerySet":
        """Those of rotas one sees, for people inside."""
        return self.filter(rota__in=Rota.objects.visible_to(user))


@tracked()
class HandoverNote(Versioned):
    """What whoever ends a shift tells whoever begins the next one."""

    rota = models.ForeignKey(Rota, on_delete=models.CASCADE, related_name="notes")
    handoff_at = models.DateTimeField("for the handoff at")
    text = models.TextField(max_length=10_000)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    read_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True)

    objects = HandoverNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-handoff_at", "-pk"]
        indexes = [
            models.Index(fields=["rota", "-handoff_at"], name="handover_rota"),
        ]

    def __str__(self) -> str:
        return f"Hand-over of {self.rota} {self.handoff_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("staffing:handovers", args=[self.rota.slug]) + f"#note-{self.pk}"
