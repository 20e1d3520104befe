"""Addresses that other systems send to: set up, changed, given another secret."""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.integrations.access import can_edit
from apps.integrations.actions.names import check_name
from apps.integrations.models import Endpoint
from apps.integrations.rules.inbound import proof
from apps.integrations.rules.inbound.kinds import KINDS
from apps.integrations.states.inbound import EndpointKind
from apps.onboarding.models import Criterion
from apps.vendors.rules.tickets.mapping import TICKETS, TicketMapping, faults


@transaction.atomic
def add_endpoint(*, by: User, now: datetime, kind: str, **values: Any) -> Endpoint:
    """Set up an address for one system, with a secret of its own and the usual mapping."""
    if not can_edit(by):
        raise PermissionDenied
    check_name(Endpoint, values["name"])
    usual = KINDS[EndpointKind(kind)]
    made = Endpoint(
        kind=kind,
        secret=proof.new_secret(EndpointKind(kind)),
        secret_made_at=now,
        created_at=now,
        rules=usual.mapping.as_json(),
        options=usual.options.as_json(),
        **values,
    )
    if made.auto_close_minutes is None:
        made.auto_close_minutes = usual.auto_close_minutes
    check_leads(made)
    made.save()
    record(made, "integrations.endpoint_added", by=by, now=now, kind=made.kind)
    return made


@transaction.atomic
def amend_endpoint(
    pk: int, *, by: User, now: datetime, version: int, **values: Any
) -> Endpoint:
    """Change what is noted of it; its kind and its address stay."""
    found = locked(pk, by)
    check_name(Endpoint, values.get("name", found.name), found)
    check_leads(_with(found, values))
    changed = found.save_changed(version, values)
    if changed:
        record(found, "integrations.endpoint_amended", by=by, now=now, changed=changed)
    return found


@transaction.atomic
def amend_rules(
    pk: int,
    *,
    by: User,
    now: datetime,
    version: int,
    rules: Mapping[str, Any],
    options: Mapping[str, Any],
) -> Endpoint:
    """Say what its payloads mean; what comes from now on is read so."""
    found = locked(pk, by)
    mapping = replace(TicketMapping.from_json(rules), layout=TICKETS)
    if wrong := faults(mapping):
        raise DomainError(" ".join(wrong))
    given = {"rules": mapping.as_json(), "options": dict(options)}
    changed = found.save_changed(version, given)
    if changed:
        record(found, "integrations.endpoint_mapped", by=by, now=now)
    return found


@transaction.atomic
def change_secret(pk: int, *, by: User, now: datetime, secret: str = "") -> Endpoint:
    """A new secret, made here or given by the sender; the one before counts as well.

    A third would push the former out, so that one has to be dropped first.
    """
    found = locked(pk, by)
    if found.former_secret:
        raise DomainError("Two secrets count already: drop the former one first.")
    kind = EndpointKind(found.kind)
    if secret and (wrong := proof.fault(kind, secret)):
        raise DomainError(wrong)
    found.former_secret = found.secret
    found.secret = secret or proof.new_secret(kind)
    found.secret_made_at = now
    names = ["secret", "former_secret", "secret_made_at"]
    found.save_if_version(found.version, names)
    record(found, "integrations.secret_changed", by=by, now=now)
    return found


@transaction.atomic
def drop_former_secret(pk: int, *, by: User, now: datetime) -> Endpoint:
    """From now on the new secret alone counts."""
    found = locked(pk, by)
    if not found.former_secret:
        raise DomainError("One secret counts: there is no former one.")
    found.former_secret = ""
    found.save_if_version(found.version, ["former_secret"])
    record(found, "integrations.former_secret_dropped", by=by, now=now)
    return found


@transaction.atomic
def remove_endpoint(pk: int, *, by: User, now: datetime) -> None:
    """Take an address away to which nothing was ever sent; others are switched off."""
    found = locked(pk, by)
    if found.deliveries.exists():
        raise DomainError("It has received deliveries: switch it off instead.")
    record(found, "integrations.endpoint_removed", by=by, now=now, name=found.name)
    found.delete()


def locked(pk: int, by: User) -> Endpoint:
    """The endpoint, held until the end, for who may change it."""
    rows = Endpoint.objects.select_for_update(of=("self",)).with_names()
    found = rows.get(pk=pk)
    if not can_edit(by):
        raise PermissionDenied
    return found


def _with(found: Endpoint, values: Mapping[str, Any]) -> Endpoint:
    """As it would be: the table itself refuses what leads nowhere, in no words."""
    wanted = copy(found)
    for name, value in values.items():
        setattr(wanted, name, value)
    return wanted


def check_leads(found: Endpoint) -> None:
    """Refuse an endpoint that leads nowhere, or to a criterion that nobody asks for."""
    if not (found.service_id or found.platform_id or found.standard_id):
        raise DomainError("Say where it leads: a service, a platform, or a standard.")
    is_signed = found.kind == EndpointKind.SIGNED
    if found.standard_id and not is_signed:
        raise DomainError("Evidence is taken from signed webhooks only.")
    asked = Criterion.objects.filter(
        edition__standard=found.standard_id, code=found.criterion_code
    )
    if found.standard_id and not asked.exists():
        raise DomainError(
            f"The standard has no criterion “{found.criterion_code}” in any edition."
        )
