"""The small things that every page says the same way."""

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone

from apps.accounts.roles import Held, Rights, Role, ScopeKind
from apps.core import markup
from apps.core.forms import DayInput
from apps.core.lists import Column, FilterForm, Sort
from apps.core.templatetags import core_tags


def drawn(source, **context):
    return Template("{% load core_tags %}" + source).render(Context(context))


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in markup.icon("check")
    assert 'role="img" aria-label="Done"' in markup.icon("check", label="Done")


def test_an_unknown_icon_names_those_near_it():
    with pytest.raises(LookupError, match="clipboard-check"):
        markup.icon("clipboard-chek")


@pytest.mark.parametrize("tone", sorted(markup.TONES))
def test_a_badge_of_every_tone_has_an_icon_and_its_words(tone):
    html = markup.badge("Half & half", tone)

    assert "<svg" in html
    assert "Half &amp; half" in html


def test_every_usual_tone_exists():
    assert set(markup.STATE_TONES.values()) <= set(markup.TONES)


def test_an_instant_is_shown_in_the_viewers_zone():
    with timezone.override(ZoneInfo("Asia/Kolkata")):
        html = markup.show_time(datetime(2026, 7, 1, 20, 30, tzinfo=UTC))

    assert html == (
        '<time datetime="2026-07-02T02:00:00+05:30">2 Jul 2026 02:00 IST</time>'
    )


def test_a_date_has_no_zone_and_nothing_is_a_dash():
    expected = '<time datetime="2026-11-23">23 Nov 2026</time>'

    assert markup.show_time(date(2026, 11, 23)) == expected
    assert markup.show_time(None) == "–"


@pytest.mark.parametrize(
    ("away", "words"), [(-3, "3\xa0days ago"), (2, "in 2\xa0days")]
)
def test_how_long_ago_is_said_in_words(time_machine, now, away, words):
    time_machine.move_to(now, tick=False)

    assert words in markup.ago(now + timedelta(days=away))


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ada Stone", ">AS<"), ("mo", ">M<"), ("", ">?<"), ("eve@bank.example", ">E<")],
)
def test_a_person_without_a_picture_has_initials(name, initials):
    assert initials in markup.avatar(name)


@pytest.mark.parametrize(
    ("sort", "link", "told"),
    [
        (None, "sort=name", None),
        (Sort("name", is_descending=False), "sort=-name", "ascending"),
        (Sort("name", is_descending=True), "sort=name", "descending"),
    ],
)
def test_a_heading_sorts_and_keeps_the_filter(rf, sort, link, told):
    request = rf.get("/", {"q": "pay", "page": 3, "sort": "old"})
    column = Column("name", "Name", str, "name")

    html = drawn("{% sort_header column %}", column=column, sort=sort, request=request)
    said = re.search(r'aria-sort="(\w+)"', html)

    assert f"?q=pay&amp;{link}" in html
    assert (said and said.group(1)) == told


def test_a_column_that_cannot_be_sorted_has_no_link(rf):
    column = Column("name", "Name", str)

    assert "<a" not in drawn(
        "{% sort_header column %}", column=column, request=rf.get("/")
    )


def test_an_entry_without_its_page_is_not_drawn():
    html = drawn('{% nav_link "no:where" "Nowhere" "home" %}', held=frozenset())

    assert html.strip() == ""


@pytest.mark.parametrize(
    ("held", "is_drawn"), [(set(), False), ({"a.view"}, False), ({"a.edit"}, True)]
)
def test_an_entry_is_drawn_for_who_holds_one_of_its_permissions(held, is_drawn):
    html = drawn(
        '{% nav_link "dashboard:home" "Home" "home" "a.edit b.edit" %}',
        held=frozenset(held),
        entries=[],
    )

    assert ('<a href="/">' in html) is is_drawn


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/vendors/", ("/vendors/", "page")),
        ("/vendors/contracts/7/", ("/vendors/contracts/", "true")),
        ("/vendors/compare/", ("/vendors/portfolio/", "true")),
        ("/vendors/anything/", ("/vendors/", "true")),
        ("/", ("/", "page")),
        ("/nowhere/", None),
    ],
)
def test_only_the_nearest_entry_is_marked(rf, path, marked):
    request = rf.get(path)
    request.user = SimpleNamespace(
        rights=Rights([Held(Role.VENDOR_MANAGER, ScopeKind.EVERYTHING)])
    )

    html = drawn("{% navigation %}", request=request)
    found = re.findall(r'href="([^"]+)" aria-current="(\w+)"', html)

    assert found == ([marked] if marked else [])


def test_the_navigation_is_of_the_person_and_not_of_who_came_before(rf):
    def shown(*roles):
        request = rf.get("/")
        held = [Held(role, ScopeKind.EVERYTHING) for role in roles]
        request.user = SimpleNamespace(rights=Rights(held))
        return drawn("{% navigation %}", request=request)

    assert "Ticket imports" in shown(Role.VENDOR_MANAGER)
    assert "Ticket imports" not in shown(Role.REQUESTER)
    assert "Ticket imports" in shown(Role.VENDOR_MANAGER, Role.REQUESTER)
    assert "Portfolio" not in shown()


class Form(forms.Form):
    name = forms.CharField(help_text="As people say it.")
    tier = forms.ChoiceField(choices=[("1", "One")], widget=forms.RadioSelect)
    on = forms.DateField(widget=DayInput(attrs={"class": "narrow"}), required=False)
    agreed = forms.BooleanField()


def test_label_help_and_error_belong_to_the_control():
    html = str(Form({}))

    assert '<label class="form-label" for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_the_summary_leads_to_each_wrong_field():
    html = str(Form({}))

    assert re.findall(r'<li><a href="#([^"]+)">', html) == [
        "id_name",
        "id_tier_0",
        "id_agreed",
    ]


def test_a_control_has_the_look_of_its_kind_beside_its_own_class():
    html = str(Form(initial={"on": date(2026, 11, 23)}))

    assert 'class="form-control narrow"' in html
    assert 'value="2026-11-23"' in html
    assert html.count('class="form-check-input"') == 2
    assert "(optional)" in html


def test_a_filter_does_not_say_that_everything_is_optional():
    class Filter(FilterForm):
        q = forms.CharField(required=False)

    assert "(optional)" not in str(Filter({}))


def test_typed_text_is_shown_safe_in_the_portals_type():
    html = core_tags.markdown("**bold** <script>alert(1)</script>")

    assert '<div class="portal-prose"><p><strong>bold</strong>' in html
    assert "<script>" not in html
