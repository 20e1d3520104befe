"""Registering and changing applications and platforms by hand."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import Team, User
from apps.catalog.access import (
    can_edit_application,
    can_edit_platform,
    can_register_for,
    can_register_platform,
)
from apps.catalog.models import Application, Dependency, Deployment, Link, Platform
from apps.core.errors import DomainError
from apps.history.actions import record


@transaction.atomic
def register(
    *, by: User, code: str, owner_team: Team, now: datetime, **fields: Any
) -> Application:
    """Enter an application that no catalog file brought."""
    if not can_register_for(by, owner_team):
        raise PermissionDenied
    if Application.objects.filter(code=code).exists():
        raise DomainError(f"There is an application with the code {code} already.")
    made = Application.objects.create(code=code, owner_team=owner_team, **fields)
    record(made, "catalog.application_registered", by=by, now=now)
    return made


@transaction.atomic
def amend(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Application:
    """Change what the portal says of an application; imports then leave it so."""
    found = _locked(pk, by=by)
    if changed := found.save_changed(version, fields):
        record(found, "catalog.application_amended", by=by, now=now, fields=changed)
    return found


@transaction.atomic
def deploy(
    pk: int, *, by: User, platform: Platform, environment: str, now: datetime
) -> Application:
    """Note that the application runs on a platform, in an environment."""
    found = _locked(pk, by=by)
    made, is_new = Deployment.objects.get_or_create(
        application=found, platform=platform, environment=environment
    )
    if not is_new:
        raise DomainError(f"{made} is noted already.")
    record(
        found,
        "catalog.application_deployed",
        by=by,
        now=now,
        touched=[made],
        platform=platform.name,
        environment=environment,
    )
    return found


@transaction.atomic
def undeploy(pk: int, *, by: User, now: datetime) -> Application:
    """Note that the application no longer runs there."""
    gone = Deployment.objects.select_related("platform").get(pk=pk)
    found = _locked(gone.application_id, by=by)
    record(
        found,
        "catalog.application_undeployed",
        by=by,
        now=now,
        touched=[gone],
        platform=gone.platform.name,
        environment=gone.environment,
    )
    gone.delete()
    return found


@transaction.atomic
def add_link(
    pk: int, *, by: User, kind: str, url: str, title: str, now: datetime
) -> Application:
    """Point at a place where something about the application is found."""
    found = _locked(pk, by=by)
    made, is_new = Link.objects.get_or_create(
        application=found, url=url, defaults={"kind": kind, "title": title}
    )
    if not is_new:
        raise DomainError("This link is there already.")
    record(found, "catalog.link_added", by=by, now=now, touched=[made], link=str(made))
    return found


@transaction.atomic
def remove_link(pk: int, *, by: User, now: datetime) -> Application:
    """Take a link away; an import does not bring it back."""
    gone = Link.objects.get(pk=pk)
    found = _locked(gone.application_id, by=by)
    record(
        found, "catalog.link_removed", by=by, now=now, touched=[gone], link=str(gone)
    )
    gone.delete()
    return found


@transaction.atomic
def add_dependency(pk: int, *, by: User, on: Application, now: datetime) -> Application:
    """Note that the application needs another."""
    found = _locked(pk, by=by)
    if on == found:
        raise DomainError("An application cannot depend on itself.")
    made, is_new = Dependency.objects.get_or_create(application=found, on=on)
    if not is_new:
        raise DomainError(f"{made} is noted already.")
    record(
        found, "catalog.dependency_added", by=by, now=now, touched=[made], on=on.name
    )
    return found


@transaction.atomic
def remove_dependency(pk: int, *, by: User, now: datetime) -> Application:
    """Note that the application no longer needs the other."""
    gone = Dependency.objects.select_related("on").get(pk=pk)
    found = _locked(gone.application_id, by=by)
    if gone.is_imported:
        raise DomainError(
            "A catalog file states this dependency: change it there and import again."
        )
    record(
        found,
        "catalog.dependency_removed",
        by=by,
        now=now,
        touched=[gone],
        on=gone.on.name,
    )
    gone.delete()
    return found


@transaction.atomic
def register_platform(*, by: User, slug: str, now: datetime, **fields: Any) -> Platform:
    """Enter a platform."""
    if not can_register_platform(by):
        raise PermissionDenied
    taken = Platform.objects.filter(slug=slug) | Platform.objects.filter(
        name=fields.get("name")
    )
    if taken.exists():
        raise DomainError("There is a platform with this name or address already.")
    made = Platform.objects.create(slug=slug, **fields)
    record(made, "catalog.platform_registered", by=by, now=now)
    return made


@transaction.atomic
def amend_platform(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Platform:
    """Change what the portal says of a platform."""
    found = Platform.objects.select_for_update().get(pk=pk)
    if not can_edit_platform(by, found):
        raise PermissionDenied
    if changed := found.save_changed(version, fields):
        record(found, "catalog.platform_amended", by=by, now=now, fields=changed)
    return found


def _locked(pk: int, *, by: User) -> Application:
    """The application, held until the end, if this person may change it."""
    rows = Application.objects.select_for_update(of=("self",))
    found = rows.select_related("owner_team").get(pk=pk)
    if not can_edit_application(by, found):
        raise PermissionDenied
    return found
