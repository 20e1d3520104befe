"""Vacancies: the position, who approved it, and how far candidates have come."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import Team
from apps.core.models import Versioned
from apps.core.states import check_move
from apps.staffing.models.growth.approving import Decision, by_others
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import (
    STAGE_MOVES,
    VACANCY_MOVES,
    Stage,
    VacancyState,
)
from apps.staffing.models.people import TeamRole
from apps.staffing.models.skills import Skill


class Vacancy(Versioned, Confidential):
    """A position to fill. Its person is who hires for it."""

    position = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(
        TeamRole, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField("why it is needed")
    wanted_on = models.DateField("wanted from")
    state = models.CharField(
        max_length=10, choices=VacancyState.choices, default=VacancyState.PROPOSED
    )
    opened_on = models.DateField("approved on", null=True)
    ended_on = models.DateField("filled or closed on", null=True)
    read_as = "vacancies"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.position

    @property
    def is_asked(self) -> bool:
        """Whether two others are still to decide."""
        return self.state == VacancyState.PROPOSED

    def get_absolute_url(self) -> str:
        return reverse("staffing:vacancy", args=[self.pk])

    def become(self, new: VacancyState) -> None:
        """Change the state in memory, if the table has the move."""
        check_move(VACANCY_MOVES, VacancyState(self.state), new)
        self.state = new


class WantedSkill(Confidential):
    """A skill that a vacancy asks for, and its level."""

    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.CASCADE, related_name="wanted"
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    read_as = "vacancies"

    class Meta:
        ordering = ["-level", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "skill"], name="skill_once_a_vacancy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} at {self.level}"


class VacancyDecision(Decision):
    """A yes or a no to a vacancy."""

    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.CASCADE, related_name="decisions"
    )
    read_as = "vacancies"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "author"], name="one_say_on_a_vacancy"
            ),
            by_others("nobody_approves_their_vacancy"),
        ]


class Candidate(Versioned, Confidential):
    """Somebody who may fill a vacancy, by a number; more only as a stage needs it."""

    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.CASCADE, related_name="candidates"
    )
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=Stage.APPLIED
    )
    stage_on = models.DateField("in this stage since")
    name = models.CharField(max_length=150, blank=True)
    contact = models.CharField("how to reach them", max_length=254, blank=True)
    notes = models.TextField("notes on the interview", blank=True)
    offer = models.TextField("what is offered", blank=True)
    erase_on = models.DateField("erased on")
    erased_on = models.DateField(null=True)
    read_as = "vacancies"

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "number"], name="candidate_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"Candidate {self.number}"

    def become(self, new: Stage) -> None:
        """Change the stage in memory, if the table has the move."""
        check_move(STAGE_MOVES, Stage(self.stage), new)
        self.stage = new
