"""For whom somebody may say wishes."""

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.access import can_make_rotas
from apps.staffing.models import Person


def may_wish_for(user: User) -> QuerySet[Person]:
    """Oneself; who plans, everybody they see."""
    seen = Person.objects.visible_to(user)
    return seen if can_make_rotas(user) else seen.filter(user=user)
