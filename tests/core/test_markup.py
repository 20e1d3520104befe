"""Markup is made of escaped values, whoever typed them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from apps.core.forms import DayInput
from apps.core.lists import Column, draw_rows
from apps.core.markup import fill, link, span_text

HOSTILE = "<script>alert(1)</script>\"'&"
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;"


@given(st.lists(st.text() | st.integers() | st.none(), min_size=3, max_size=3))
def test_filling_escapes_as_django_does(values):
    template = '<a title="{}">{}</a>{}'

    assert fill(template, *values) == format_html(template, *values)


def test_markup_is_filled_in_as_it_is():
    assert fill("<p>{}</p>", SafeString("<b>x</b>")) == "<p><b>x</b></p>"


def test_a_link_escapes_its_text():
    assert link("/x/?a=1&b=2", HOSTILE) == f'<a href="/x/?a=1&amp;b=2">{SAFE}</a>'


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0\xa0minutes"),
        (59, "0\xa0minutes"),
        (60, "1\xa0minute"),
        (7_199, "1\xa0hour"),
        (86_400 * 2, "2\xa0days"),
        (86_400 * 13, "1\xa0week"),
        (86_400 * 59, "1\xa0month"),
        (86_400 * 730, "2\xa0years"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(seconds, words):
    assert span_text(seconds) == words


def test_a_row_is_drawn_by_its_columns():
    columns = [
        Column("a", "A", lambda one: one.a, is_head=True),
        Column("b", "B", lambda one: one.b, css="small"),
        Column("c", "C", lambda one: one.c),
    ]
    row = SimpleNamespace(pk=7, a=HOSTILE, b=date(2026, 7, 4), c=None)

    assert draw_rows([row], columns) == (
        f'<tr><th scope="row">{SAFE}</th>'
        '<td class="small"><time datetime="2026-07-04">4 Jul 2026</time></td>'
        "<td>–</td></tr>\n"
    )


def test_a_row_can_be_ticked():
    drawn = draw_rows([SimpleNamespace(pk=7)], [], ticks="picked")

    assert 'type="checkbox" name="picked" value="7"' in drawn


class Everything(forms.Form):
    """A control of every kind that is drawn without a template."""

    words = forms.CharField(help_text="As <b>few</b> as you can")
    choice = forms.ChoiceField(
        choices=[("", "Any"), ("Group", [(HOSTILE, HOSTILE), ("b", "B")])]
    )
    many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
    day = forms.DateField(widget=DayInput(), required=False)
    count = forms.IntegerField(initial=3)
    tick = forms.BooleanField(required=False)
    radio = forms.ChoiceField(choices=[("x", "X")], widget=forms.RadioSelect())
    hidden = forms.CharField(widget=forms.HiddenInput(), required=False)


def test_what_was_typed_is_escaped_in_every_control():
    typed = {"words": HOSTILE, "choice": HOSTILE, "hidden": HOSTILE, "tick": "on"}

    drawn = Everything(typed).render()

    assert "<script" not in drawn
    assert f'value="{SAFE}"' in drawn
    assert f'<option value="{SAFE}" selected>{SAFE}</option>' in drawn
    assert '<optgroup label="Group">' in drawn
    assert "checked" in drawn


def test_a_field_has_its_label_hint_and_error_together():
    drawn = Everything({}).render()

    assert '<label class="form-label" for="id_words">Words</label>' in drawn
    assert 'id="id_words_helptext">As <b>few</b> as you can</div>' in drawn
    assert 'id="id_words_error"><li>This field is required.</li>' in drawn
    assert "As <b>few</b>" in drawn
    assert '<span class="portal-optional">(optional)</span>' in drawn
    assert "<legend" in drawn


def test_an_instant_is_told_by_its_distance():
    columns = [Column("at", "At", lambda one: one.at)]
    row = SimpleNamespace(pk=1, at=datetime(2020, 1, 1, tzinfo=UTC))

    assert "years ago</time>" in draw_rows([row], columns)
