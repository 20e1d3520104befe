"""What a request is measured by, while catalog, answers and standards change."""

from pathlib import Path

import pytest
import yaml

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Event
from apps.onboarding import actions
from apps.onboarding.imports import load_standard
from apps.onboarding.models import Criterion, Question, StandardVersion
from apps.onboarding.states import AssessmentState, RequestState, VersionState
from tests.factories import (
    CriterionFactory,
    EditionFactory,
    LinkFactory,
    draft,
    person,
)

pytestmark = pytest.mark.django_db
SAID = "Shown in the handbook."


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def author():
    return person(Role.PLATFORM_MANAGER)


def automatic(now):
    """A published standard whose only must the portal checks itself."""
    edition = EditionFactory(criteria=[])
    CriterionFactory(
        edition=edition,
        evidence_kind="automatic",
        wanted={"check": "catalog.repository"},
    )
    edition.become(VersionState.PUBLISHED)
    edition.published_at = now
    edition.save()


def give(found, by, now, value=SAID):
    return actions.give_evidence(
        found.pk, by=by, expected_version=found.version, value=value, now=now
    )


def next_edition(standard, by, now, **changes):
    """Publish the next edition, its must changed as told."""
    edition = actions.draft_edition(standard.pk, by=by, now=now)
    must = edition.criteria.get(level="must")
    actions.amend_criterion(
        must.pk, by=by, expected_version=must.version, now=now, **changes
    )
    return actions.publish(edition.pk, by=by, note="", now=now)


def test_a_link_added_to_the_catalog_later_counts_when_handing_in(requester, now):
    automatic(now)
    found = draft(requester)
    with pytest.raises(DomainError, match="Evidence is missing"):
        actions.submit(found.pk, by=requester, now=now)

    LinkFactory(application=found.application, kind="repository")
    actions.submit(found.pk, by=requester, now=now)

    assert found.assessments.get().state == AssessmentState.ACCEPTED


def test_a_link_taken_from_the_catalog_counts_no_more(requester, now):
    automatic(now)
    found = draft(requester)
    link = LinkFactory(application=found.application, kind="repository")
    actions.answer(found.pk, by=requester, answers={}, now=now)
    assert found.assessments.get().state == AssessmentState.ACCEPTED

    link.delete()
    with pytest.raises(DomainError, match="Evidence is missing"):
        actions.submit(found.pk, by=requester, now=now)


def test_nobody_types_what_the_portal_checks_itself(requester, now):
    automatic(now)
    found = draft(requester).assessments.get()

    with pytest.raises(DomainError, match="portal checks"):
        give(found, requester, now)

    assert not found.givings.exists()
    assert not Event.objects.filter(verb="onboarding.evidence_given").exists()


def test_a_draft_moves_to_a_new_edition_with_its_evidence(requester, author, now):
    edition = EditionFactory(published=True)
    found = draft(requester)
    must = found.assessments.get(criterion__level="must")
    give(must, requester, now)
    published = next_edition(edition.standard, author, now, title="Say it better")

    actions.answer(found.pk, by=requester, answers={}, now=now)

    assert list(found.editions.all()) == [published]
    kept = found.assessments.applicable().get(criterion__level="must")
    assert (kept.pk, kept.criterion.edition) == (must.pk, published)
    assert kept.evidence.value == SAID
    assert found.assessments.applicable().count() == 3


def test_evidence_of_another_kind_is_asked_for_again(requester, author, now):
    edition = EditionFactory(published=True)
    found = draft(requester)
    give(found.assessments.get(criterion__level="must"), requester, now)
    next_edition(edition.standard, author, now, evidence_kind="file")

    actions.answer(found.pk, by=requester, answers={}, now=now)

    asked = found.assessments.applicable().get(criterion__level="must")
    assert (asked.state, asked.evidence) == (AssessmentState.NOT_STARTED, None)
    assert found.assessments.filter(is_applicable=False).get().evidence.value == SAID


def test_what_was_handed_in_keeps_its_edition(requester, author, now):
    edition = EditionFactory(published=True)
    found = draft(requester)
    must = found.assessments.get(criterion__level="must")
    give(must, requester, now)
    actions.submit(found.pk, by=requester, now=now)
    actions.accept(must.pk, by=person(Role.REVIEWER), now=now)
    actions.request_changes(found.pk, by=author, reason="One more", now=now)
    next_edition(edition.standard, author, now, title="Harder")

    actions.answer(found.pk, by=requester, answers={}, now=now)

    assert list(found.editions.all()) == [edition]
    must.refresh_from_db()
    assert (must.state, must.is_applicable) == (AssessmentState.ACCEPTED, True)


def test_evidence_survives_an_answer_that_is_taken_back(requester, now):
    edition = EditionFactory(criteria=[])
    CriterionFactory(edition=edition, applies={"answers": {"data": "yes"}})
    Question.objects.create(edition=edition, key="data", text="Any data?")
    edition.become(VersionState.PUBLISHED)
    edition.published_at = now
    edition.save()
    found = draft(requester)
    actions.answer(found.pk, by=requester, answers={"data": "yes"}, now=now)
    give(found.assessments.get(), requester, now)

    actions.answer(found.pk, by=requester, answers={"data": "no"}, now=now)
    assert not found.assessments.applicable().exists()
    again = actions.answer(found.pk, by=requester, answers={"data": "yes"}, now=now)

    assert again.state == RequestState.DRAFT
    assert found.assessments.applicable().get().evidence.value == SAID


@pytest.fixture
def asked(requester, now):
    """A draft whose standard asks for a kind of data, and whether there is any."""
    edition = EditionFactory(criteria=[])
    Question.objects.create(edition=edition, key="data", text="Any data?")
    Question.objects.create(
        edition=edition,
        key="class",
        text="Which?",
        kind="choice",
        choices=["open", {"slug": "secret", "name": "Secret"}],
    )
    edition.become(VersionState.PUBLISHED)
    edition.published_at = now
    edition.save()
    return draft(requester)


def test_what_the_questions_offer_is_an_answer(asked, requester, now):
    given = {"data": "no", "class": "secret"}

    assert (
        actions.answer(asked.pk, by=requester, answers=given, now=now).answers == given
    )


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"data": "perhaps"}, "“perhaps” is no answer to data."),
        ({"class": "Secret"}, "“Secret” is no answer to class."),
        ({"data": "yes", "colour": "red"}, "“colour” is no question of"),
        ({"\x00": "yes"}, "is no question of"),
    ],
)
def test_anything_else_is_none_and_decides_nothing(
    asked, requester, now, answers, words
):
    with pytest.raises(DomainError, match=words):
        actions.answer(asked.pk, by=requester, answers=answers, now=now)

    asked.refresh_from_db()
    assert asked.answers == {}


FILE = {
    "slug": "small",
    "name": "Small standard",
    "categories": [{"slug": "security", "name": "Security"}],
    "criteria": [
        {
            "code": "SEC-01",
            "category": "security",
            "level": "must",
            "weight": 2,
            "title": "Someone answers",
            "evidence": {"kind": "text", "prompt": "Who?"},
        }
    ],
}


def written(folder: Path, title: str) -> Path:
    path = folder / "small.yaml"
    [one] = FILE["criteria"]
    path.write_text(yaml.safe_dump({**FILE, "criteria": [{**one, "title": title}]}))
    return path


def test_the_first_reading_of_a_file_publishes_and_the_same_changes_nothing(
    tmp_path, now
):
    path = written(tmp_path, "Someone answers")

    first = load_standard(path, now=now)
    again = load_standard(path, now=now)

    assert (first.state, first.number, again) == (VersionState.PUBLISHED, 1, None)
    assert Event.objects.filter(verb="onboarding.published").count() == 1


def test_a_changed_file_becomes_a_draft_for_somebody_to_publish(tmp_path, now):
    load_standard(written(tmp_path, "Someone answers"), now=now)

    second = load_standard(written(tmp_path, "Two people answer"), now=now)

    assert (second.state, second.number) == (VersionState.DRAFT, 2)
    in_force = StandardVersion.objects.in_force().get()
    assert in_force.criteria.get().title == "Someone answers"
    assert load_standard(written(tmp_path, "Two people answer"), now=now) is None


def test_a_file_never_overwrites_what_people_wrote(tmp_path, author, now):
    path = written(tmp_path, "Someone answers")
    edition = load_standard(path, now=now)
    mine = actions.draft_edition(edition.standard_id, by=author, now=now)
    one = mine.criteria.get()
    actions.amend_criterion(
        one.pk, by=author, expected_version=1, title="Our own", now=now
    )

    assert load_standard(path, now=now) is None
    with pytest.raises(DomainError, match="draft"):
        load_standard(written(tmp_path, "Two people answer"), now=now)

    assert Criterion.objects.get(edition=mine).title == "Our own"
    actions.publish(mine.pk, by=author, note="", now=now)
    assert load_standard(written(tmp_path, "Someone answers"), now=now) is None
    assert StandardVersion.objects.in_force().get() == mine


def test_a_rule_may_name_the_questions_of_other_standards_in_force(author, now):
    asked = EditionFactory()
    actions.set_question(asked.pk, by=author, key="data", text="Data?", now=now)
    actions.publish(asked.pk, by=author, note="", now=now)
    other = EditionFactory()
    one = other.criteria.first()

    actions.amend_criterion(
        one.pk,
        by=author,
        expected_version=1,
        applies={"answers": {"data": "yes"}},
        now=now,
    )
    with pytest.raises(DomainError, match="There is a criterion"):
        actions.amend_criterion(
            one.pk,
            by=author,
            expected_version=2,
            code=other.criteria.last().code,
            now=now,
        )

    one.refresh_from_db()
    assert one.applies == {"answers": {"data": "yes"}}
    with pytest.raises(DomainError, match="no question"):
        actions.amend_criterion(
            one.pk,
            by=author,
            expected_version=one.version,
            applies={"answers": {"unheard": "yes"}},
            now=now,
        )
