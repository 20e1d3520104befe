"""Parts of rotas that somebody sees: layers, rotations, overrides, places in order."""

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.models import Layer, Override, Person, Rota, Rotation


def layers_of(user: User) -> QuerySet[Layer]:
    """The layers of the rotas one sees."""
    rows = Layer.objects.filter(rota__in=Rota.objects.visible_to(user))
    return rows.select_related("rota__team")


def rotations_of(user: User) -> QuerySet[Rotation]:
    """The rotations of the rotas one sees."""
    rows = Rotation.objects.filter(layer__rota__in=Rota.objects.visible_to(user))
    return rows.select_related("layer__rota__team")


def overrides_of(user: User) -> QuerySet[Override]:
    """The overrides of the rotas one sees."""
    rows = Override.objects.filter(rota__in=Rota.objects.visible_to(user))
    return rows.select_related("rota", "added", "removed")


def seats(rotation: Rotation) -> list[list[Person]]:
    """The people of each turn, in order; nobody in one that is nobody's."""
    found: dict[int, list[Person]] = {}
    for one in rotation.places.select_related("person").order_by("place", "pk"):
        found.setdefault(one.place, []).append(one.person)
    last = rotation.turn_count or max(found, default=0)
    return [found.get(place, []) for place in range(1, last + 1)]
