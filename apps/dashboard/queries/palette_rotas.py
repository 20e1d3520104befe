"""What the command palette finds of rotas: who is on call now, and the rotas themselves."""

from django.db.models import Q
from django.utils import timezone

from apps.accounts.models import User
from apps.staffing.models import Rota
from apps.staffing.queries.oncall import duties, visible_rotas

SHOWN = 8
ASKS_WHO = ("on call", "oncall", "who is on", "duty")


def rotas_for(asked: str, user: User) -> list[tuple[str, str, str, str]]:
    """(title, address, icon, who is on now) of the rotas that answer.

    "on call" answers with all of them, or with those that the words after it name.
    """
    words = asked
    for phrase in ASKS_WHO:
        words = words.replace(phrase, " ")
    words = " ".join(words.split())
    rows = visible_rotas(user)
    if words:
        named = Q(name__icontains=words) | Q(slug__icontains=words)
        rows = rows.filter(
            named | Q(team__name__icontains=words) | Q(platforms__name__icontains=words)
        )
    elif words == asked:
        return []
    pks = list(rows.order_by("name").values_list("pk", flat=True).distinct()[:SHOWN])
    found = duties(Rota.objects.filter(pk__in=pks), timezone.now())
    return [
        (
            one.rota.name,
            one.rota.get_absolute_url(),
            "phone",
            f"on call: {', '.join(map(str, one.now.people)) if one.now else 'nobody'}",
        )
        for one in found
    ]
