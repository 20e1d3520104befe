"""Live requests whose criteria the portal checks itself."""

from apps.accounts.roles import Role
from apps.catalog.models import Application
from apps.facts.actions.gathering import put
from apps.onboarding import actions
from apps.onboarding.models import Assessment, Request, StandardVersion
from apps.onboarding.states import VersionState
from tests.factories import CriterionFactory, EditionFactory, draft, person

ENDPOINT = {"check": "http.up", "equals": "yes"}


def edition_of(now, *criteria, slug="watched") -> StandardVersion:
    """A published edition; each criterion by its fields. The default kind is automatic."""
    edition = EditionFactory(standard__slug=slug, criteria=[])
    for one in criteria or ({},):
        usual = {"evidence_kind": "automatic", "wanted": ENDPOINT}
        CriterionFactory(edition=edition, **(usual | one))
    edition.become(VersionState.PUBLISHED)
    edition.published_at = now
    edition.save()
    return edition


def measured(application: Application, value, at, name="http.up") -> None:
    """What a connector reads now."""
    put(application.pk, name, value, measured_at=at, source="Probe", now=at)


def live(by, now, *, platform=None, application=None) -> Request:
    """A request taken live by two others; what people have to show is shown."""
    found = draft(
        by,
        now,
        **{
            key: value
            for key, value in (("platform", platform), ("application", application))
            if value
        },
    )
    measured(found.application, "yes", now)
    for one in found.assessments.exclude(criterion__evidence_kind="automatic"):
        actions.give_evidence(
            one.pk, by=by, expected_version=1, value="Shown in the book.", now=now
        )
    actions.answer(found.pk, by=by, answers={}, now=now)
    actions.submit(found.pk, by=by, now=now)
    reviewer, manager = person(Role.REVIEWER), person(Role.PLATFORM_MANAGER)
    for one in found.assessments.filter(state="evidence_given"):
        actions.accept(one.pk, by=reviewer, now=now)
    actions.approve(found.pk, by=manager, now=now)
    actions.approve(found.pk, by=person(Role.ADMINISTRATOR), now=now)
    actions.go_live(found.pk, by=manager, now=now)
    return Request.objects.get(pk=found.pk)


def only(request: Request) -> Assessment:
    """Its one criterion that the portal checks, as it is now."""
    return request.assessments.select_related("criterion", "evidence").get(
        criterion__evidence_kind="automatic"
    )
