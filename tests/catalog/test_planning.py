"""What an import would do, and whose word stands."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.rules import Known, KnownEntity, KnownThing, Source, merge, plan
from apps.catalog.rules.outcome import MISSING

GROUP = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments}
spec: {type: team, parent: finance}
"""
ABOVE = GROUP.replace("payments", "finance").replace(", parent: finance", "")
COMPONENT = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, description: Books}
spec: {type: service, lifecycle: production, owner: payments}
"""


def planned(*texts: str, known: Known | None = None, **options):
    sources = [Source(f"{n}.yaml", text) for n, text in enumerate(texts)]
    return plan(sources, known or Known(), **options)


def known_after(found, **edits) -> Known:
    """The catalog as it stands after this plan, but for what people edited."""
    entities, applications, teams = {}, {}, {}
    for change in found.changes:
        fields = {**change.stated, **edits.get(change.slug, {})}
        links = frozenset(fields.pop("links", []))
        thing = KnownThing(
            change.slug, fields, links, owner=fields.get("owner_team", "")
        )
        if change.feeds:
            things = applications if change.feeds == "application" else teams
            things[change.slug] = thing
        entities[change.entity.key] = KnownEntity(
            change.entity.document.data, change.slug, change.stated
        )
    return Known(entities, applications, teams)


def joined(before: Known, after: Known) -> Known:
    """The catalog after one plan and another."""
    return Known(
        {**before.entities, **after.entities},
        {**before.applications, **after.applications},
        {**before.teams, **after.teams},
    )


@pytest.mark.parametrize(
    ("current", "written", "stated", "verdict"),
    [
        ("a", "a", "a", "same"),
        ("a", "a", "b", "write"),
        ("mine", "a", "b", "keep"),
        ("mine", "a", "a", "keep"),
        ("b", "a", "b", "same"),
        ("", MISSING, "b", "write"),
        ("mine", MISSING, "b", "keep"),
    ],
)
def test_the_file_wins_a_field_that_nobody_edited(current, written, stated, verdict):
    assert merge(current, written, stated) == verdict


def test_a_new_component_and_its_owner_are_made():
    found = planned(COMPONENT, GROUP, ABOVE)

    assert found.counts == {"created": 3, "changed": 0, "left": 0, "problems": 0}
    component = found.changes[-1]
    assert component.slug == "ledger"
    assert component.to_write["owner_team"] == "payments"
    assert found.changes[0].stated["parent"] == "finance"


def test_the_same_files_again_change_nothing():
    first = planned(COMPONENT, GROUP, ABOVE)

    again = planned(COMPONENT, GROUP, ABOVE, known=known_after(first))

    assert again.counts == {"created": 0, "changed": 0, "left": 3, "problems": 0}


def test_a_later_file_changes_its_fields_and_says_which():
    known = known_after(planned(COMPONENT, GROUP))

    later = planned(COMPONENT.replace("Books", "All books"), known=known)

    (change,) = later.changes
    assert change.outcome == "changed"
    assert [(one.name, one.before, one.after) for one in change.fields] == [
        ("description", "Books", "All books")
    ]
    assert [one.name for one in change.differences] == ["metadata.description"]


def test_an_edited_field_stays_and_the_plan_says_so():
    known = known_after(planned(COMPONENT), ledger={"description": "Ours"})

    later = planned(COMPONENT.replace("Books", "All books"), known=known)

    (field,) = later.changes[0].fields
    assert (field.name, field.before, field.is_kept) == ("description", "Ours", True)
    assert later.changes[0].to_write == {}


def test_an_edited_field_does_not_make_the_same_file_a_change():
    known = known_after(planned(COMPONENT), ledger={"description": "Ours"})

    assert planned(COMPONENT, known=known).counts["left"] == 1


def test_an_application_made_by_hand_is_adopted_and_keeps_its_words():
    mine = KnownThing("ledger", {"name": "The Ledger", "description": ""})

    (change,) = planned(COMPONENT, known=Known(applications={"ledger": mine})).changes

    assert not change.is_new
    assert change.to_write["description"] == "Books"
    assert "name" not in change.to_write


def test_an_owner_nobody_knows_leaves_it_unowned_with_a_note():
    (change,) = planned(COMPONENT).changes

    assert change.stated["owner_team"] == "unowned"
    assert "group:default/payments is no team we know" in change.notes[0]


@pytest.mark.parametrize(
    "team",
    [KnownThing("payments", {"name": "Pay"}), KnownThing("pay", {"name": "Payments"})],
)
def test_an_owner_is_found_by_the_slug_or_name_of_a_team(team):
    (change,) = planned(COMPONENT, known=Known(teams={team.slug: team})).changes

    assert change.stated["owner_team"] == team.slug


def test_an_owner_is_found_by_the_title_of_a_group_in_the_same_import():
    titled = ABOVE.replace("{name: finance}", "{name: pay, title: Payments}")

    found = planned(COMPONENT, titled)
    again = planned(COMPONENT, titled, known=known_after(found))

    assert found.changes[-1].stated["owner_team"] == "pay"
    assert again.counts["left"] == 2


def test_a_group_renamed_by_its_file_is_no_longer_found_by_its_old_title():
    titled = ABOVE.replace("{name: finance}", "{name: pay, title: Payments}")
    renamed = titled.replace("Payments", "Paying")
    known = known_after(planned(COMPONENT, titled))

    later = planned(COMPONENT, renamed, known=known)
    again = planned(COMPONENT, renamed, known=known_after(later))

    assert later.changes[-1].stated["owner_team"] == "unowned"
    assert again.counts["left"] == 2


def test_a_group_renamed_by_people_is_found_by_their_name():
    titled = ABOVE.replace("{name: finance}", "{name: pay, title: Pay}")
    known = known_after(planned(titled), pay={"name": "Payments"})

    later = planned(COMPONENT, titled, known=known)

    assert later.changes[-1].stated["owner_team"] == "pay"


def test_an_owner_in_another_namespace_is_found_by_its_name():
    text = COMPONENT.replace("owner: payments", "owner: group:bank/payments")

    assert planned(text, GROUP).changes[-1].stated["owner_team"] == "payments"


def test_two_components_of_one_name_get_two_codes():
    other = COMPONENT.replace("{name", "{namespace: bank, name")

    assert [one.slug for one in planned(COMPONENT, other).changes] == [
        "ledger",
        "bank-ledger",
    ]


def test_groups_that_stand_above_each_other_make_no_circle():
    circle = ABOVE.replace("type: team", "type: team, parent: payments")

    parents = {
        one.slug: one.stated.get("parent") for one in planned(GROUP, circle).changes
    }

    assert sorted(filter(None, parents.values())) != ["finance", "payments"]


def test_children_name_their_parent():
    above = ABOVE.replace("type: team", "type: team, children: [payments]")
    below = GROUP.replace(", parent: finance", "")

    assert planned(below, above).changes[0].stated["parent"] == "finance"


def test_links_that_people_removed_stay_removed():
    text = COMPONENT.replace(
        "description: Books", "links: [{url: 'https://a.example'}]"
    )
    known = known_after(planned(text), ledger={"links": []})

    later = planned(text.replace("metadata: {", "metadata: {title: New, "), known=known)

    assert [one.name for one in later.changes[0].fields] == ["name"]


def test_a_team_imports_only_what_it_owns():
    known = known_after(planned(COMPONENT, GROUP))
    stolen = COMPONENT.replace("owner: payments", "owner: cards")
    cards = GROUP.replace("payments", "cards")
    known = Known(
        known.entities,
        {"ledger": KnownThing("ledger", {}, owner="payments")},
        {**known.teams, "cards": KnownThing("cards", {"name": "Cards"})},
    )

    found = planned(stolen, cards, known=known, teams=frozenset({"cards"}))

    assert found.changes == ()
    assert [one.message for one in found.problems] == [
        "Only a catalog importer may import a Group.",
        "Its owner is not one of your teams.",
    ]


NAMES = st.sampled_from(["a", "A", "b", "b.c", "b-c", "payments"])
REFERENCES = st.sampled_from(
    ["a", "x/b", "group:payments", "user:a", "component:a", "nowhere"]
)


@st.composite
def documents(draw) -> str:
    kind = draw(st.sampled_from(["Component", "Group", "System", "User", "Robot"]))
    metadata = {
        "name": draw(NAMES),
        "namespace": draw(st.sampled_from(["default", "x"])),
        "title": draw(st.sampled_from(["", "A", "Payments", "Ünïcode"])),
        "links": draw(st.lists(st.sampled_from([{"url": "https://a"}, {}, 7]))),
    }
    spec = {
        "type": "t",
        "lifecycle": draw(st.sampled_from(["production", "odd"])),
        "owner": draw(REFERENCES),
        "parent": draw(REFERENCES),
        "children": draw(st.lists(REFERENCES, max_size=3)),
        "dependsOn": draw(st.lists(REFERENCES, max_size=3)),
    }
    version = "backstage.io/v1alpha1"
    return yaml.safe_dump(
        {"apiVersion": version, "kind": kind, "metadata": metadata, "spec": spec}
    )


@given(st.lists(documents(), max_size=8))
def test_whatever_the_files_hold_a_second_time_changes_nothing(texts):
    first = planned(*texts)

    again = planned(*texts, known=known_after(first))

    left = len(first.changes)
    assert again.counts == {**first.counts, "created": 0, "changed": 0, "left": left}
    codes = [(one.feeds, one.slug) for one in first.changes if one.feeds]
    assert len(codes) == len(set(codes))


@given(st.lists(documents(), max_size=5), st.lists(documents(), max_size=5))
def test_whatever_was_there_before_a_second_time_changes_nothing(early, later):
    before = known_after(planned(*early))
    first = planned(*later, known=before)

    again = planned(*later, known=joined(before, known_after(first)))

    assert again.counts["left"] == len(first.changes)
