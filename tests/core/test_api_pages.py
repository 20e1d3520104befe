"""The pages about the API: what there is, and each part with the objects it names."""

import pytest
from django.template import Context, Template
from django.urls import reverse

from apps.core.queries import api_reference
from tests.factories import person


@pytest.fixture
def reader(client, db):
    client.force_login(person())
    return client


def test_every_part_has_its_page_and_every_object_it_names_stands_there(reader):
    index = reader.get(reverse("core:api_docs")).content.decode()

    for section in api_reference().sections:
        address = reverse("core:api_section", args=[section.slug])
        assert f'href="{address}"' in index
        names = {shape.name for shape in section.shapes}
        bodies = [
            body for one in section.operations for body in (one.takes, *one.gives)
        ]
        inner = [member for shape in section.shapes for member in shape.members]
        assert {one.shape for one in [*bodies, *inner] if one and one.shape} <= names


def test_a_part_shows_its_operations_and_objects(reader):
    page = reader.get(reverse("core:api_section", args=["teams"])).content.decode()

    assert "/api/v1/teams/" in page
    assert 'id="shape-Team"' in page
    assert "/api/v1/tickets/" not in page


def test_an_unknown_part_is_not_there(reader):
    address = reverse("core:api_section", args=["nothing-like-it"])

    assert reader.get(address).status_code == 404


def test_what_stands_between_backticks_is_code_and_nothing_of_it_is_markup():
    template = Template("{% load core_tags %}{{ text|with_code }}")

    drawn = template.render(Context({"text": "Ask `a < b` & `c"}))

    assert drawn == "Ask <code>a &lt; b</code> &amp; <code>c</code>"
