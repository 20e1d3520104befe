"""Seeds of second factors: written anew under a new key."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from apps.accounts.factors import FactorAdapter

SECRETS = ("secret", "seed", "migrated_codes")


@transaction.atomic
def rotate_factors() -> int:
    """Encrypt every seed anew under the newest key; how many rows."""
    count = 0
    for row in Authenticator.objects.select_for_update():
        for name in SECRETS:
            if held := row.data.get(name):
                row.data[name] = _anew(held)
        row.save(update_fields=["data"])
        count += 1
    return count


def _anew(held: str | list[str]) -> str | list[str]:
    adapter = FactorAdapter()
    if isinstance(held, str):
        return adapter.encrypt(adapter.decrypt(held))
    return [adapter.encrypt(adapter.decrypt(one)) for one in held]
