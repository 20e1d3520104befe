"""Writing down what is learnt of applications."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from apps.core.errors import DomainError
from apps.facts.models import DeploymentEvent, Fact, FactChange
from apps.facts.queries.own import deployments
from apps.facts.rules.dora import Deployed
from apps.facts.rules.kinds import Fault, Value, is_name, kind_of, read_value

PORTAL = "The portal"
AHEAD = timedelta(minutes=5)


@transaction.atomic
def put(
    application: int,
    name: str,
    value: object,
    *,
    measured_at: datetime,
    source: str,
    now: datetime,
    url: str = "",
    fresh_for: timedelta | None = None,
) -> Fact:
    """Write a fact of the application (its key) and its history, in one step.

    The same again changes nothing, and what is older than what is known is ignored: the
    fact as it stands is answered. DomainError where there is no such fact or the value
    is none. It is fresh for as long as its kind says, or longer if `fresh_for` is.
    """
    if not is_name(name):
        raise DomainError(f"There is no fact called {name[:60]}.")
    if measured_at > now + AHEAD:
        raise DomainError("A fact cannot be measured in the future.")
    read = _read(name, value)
    lasting = max(kind_of(name).fresh_for, fresh_for or timedelta())
    latest: dict[str, object] = {
        "value": read.text,
        "number": read.number,
        "measured_at": measured_at,
        "fresh_until": measured_at + lasting,
        "source": source[:120],
        "url": web_address(url),
    }
    fact, is_new = Fact.objects.get_or_create(
        application_id=application, name=name, defaults=latest
    )
    if is_new:
        _note(fact)
        return fact
    return _amended(fact.pk, latest)


def _read(name: str, value: object) -> Value:
    try:
        return read_value(name, value)
    except Fault as fault:
        raise DomainError(f"{kind_of(name).title}: {fault}") from None


def _amended(pk: int, latest: dict[str, object]) -> Fact:
    """The fact after what is newer than it; what fails no more is forgotten."""
    fact = Fact.objects.select_for_update().get(pk=pk)
    measured_at = latest["measured_at"]
    assert isinstance(measured_at, datetime)
    if measured_at <= fact.measured_at:
        return fact
    is_other = fact.value != latest["value"]
    for field, value in latest.items():
        setattr(fact, field, value)
    if fact.failed_at is None or fact.failed_at <= measured_at:
        fact.error, fact.failed_at = "", None
    fact.save()
    if is_other:
        _note(fact)
    return fact


def _note(fact: Fact) -> None:
    FactChange.objects.create(
        fact=fact,
        value=fact.value,
        number=fact.number,
        measured_at=fact.measured_at,
        source=fact.source,
    )


@transaction.atomic
def put_all(
    name: str,
    values: Mapping[int, object],
    *,
    source: str,
    now: datetime,
    fresh_for: timedelta,
) -> None:
    """Write one fact of many applications, by their keys: a handful of queries in all."""
    read = {pk: _read(name, value) for pk, value in values.items()}
    lasting = now + max(kind_of(name).fresh_for, fresh_for)
    latest = {"measured_at": now, "fresh_until": lasting, "source": source}
    rows = Fact.objects.select_for_update().filter(
        name=name, application__in=read, measured_at__lt=now
    )
    known = list(rows)
    Fact.objects.filter(pk__in=[one.pk for one in known]).update(
        **latest, url="", error="", failed_at=None
    )
    changed = [one for one in known if one.value != read[one.application_id].text]
    for fact in changed:
        value = read[fact.application_id]
        fact.value, fact.number = value.text, value.number
    Fact.objects.bulk_update(changed, ["value", "number"], batch_size=500)
    there = Fact.objects.filter(name=name, application__in=read)
    missing = read.keys() - set(there.values_list("application", flat=True))
    made = [
        Fact(
            application_id=pk,
            name=name,
            value=read[pk].text,
            number=read[pk].number,
            **latest,
        )
        for pk in missing
    ]
    Fact.objects.bulk_create(made, ignore_conflicts=True)
    _note_all(name, [*(one.application_id for one in changed), *missing], now)


def _note_all(name: str, applications: Iterable[int], now: datetime) -> None:
    rows = Fact.objects.filter(name=name, application__in=list(applications))
    FactChange.objects.bulk_create(
        [
            FactChange(
                fact=fact,
                value=fact.value,
                number=fact.number,
                measured_at=fact.measured_at,
                source=fact.source,
            )
            for fact in rows.filter(measured_at=now)
        ],
        ignore_conflicts=True,
    )


def doubt(application: int, names: Iterable[str], error: str, *, now: datetime) -> None:
    """Facts that could not be measured anew keep their value, with what went wrong."""
    rows = Fact.objects.filter(application_id=application, name__in=list(names))
    rows.filter(measured_at__lte=now).update(error=error[:300], failed_at=now)


def web_address(told: str) -> str:
    """What others gave as an address, if a browser may be sent there; nothing else."""
    return told[:500] if told.lower().startswith(("https://", "http://")) else ""


@transaction.atomic
def record_deployment(
    application: int, told: Deployed, *, now: datetime
) -> DeploymentEvent:
    """Note a deployment that a pipeline tells of; the same event again amends it.

    DomainError where its instants contradict each other.
    """
    if told.deployed_at > now + AHEAD:
        raise DomainError("A deployment cannot have happened in the future.")
    if words := told.contradiction():
        raise DomainError(words)
    noted, _ = DeploymentEvent.objects.update_or_create(
        application_id=application,
        source=told.source[:120],
        event_id=told.event_id[:120],
        defaults={
            "environment": told.environment[:30],
            "release": told.release[:100],
            "deployed_at": told.deployed_at,
            "committed_at": told.committed_at,
            "is_failed": told.is_failed,
            "restored_at": told.restored_at,
            "url": web_address(told.url),
        },
    )
    for name, values in deployments(now, application).items():
        if application in values:
            value = values[application]
            put(application, name, value, measured_at=now, source=PORTAL, now=now)
    return noted
