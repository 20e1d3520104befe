"""Who still has a say in what one proposed and two others decide."""

from collections.abc import Iterable

from apps.staffing.models.growth import PersonnelAction, Vacancy
from apps.staffing.models.growth.approving import Decision
from apps.staffing.queries.growth.viewer import Viewer

Proposal = Vacancy | PersonnelAction


def is_other(viewer: Viewer, found: Proposal) -> bool:
    """Whether the viewer leads whom it is about, and somebody else proposed it."""
    return viewer.leads(found.person_id) and viewer.person.pk != found.author_id


def may_decide(viewer: Viewer, found: Proposal, said: Iterable[Decision]) -> bool:
    """Whether the viewer is asked; `said` is what was said to it so far."""
    has_said = viewer.person.pk in {one.author_id for one in said}
    return found.is_asked and is_other(viewer, found) and not has_said
