"""What was sent as JSON is kept, or refused in words before the database breaks on it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.errors import check_storable


@pytest.mark.parametrize(
    "value",
    [
        {"a": "\x00"},
        {"\x00": 1},
        ["\\\x00"],
        {"a": [{"b": "\ud800"}]},
        float("nan"),
        {"a": float("inf")},
    ],
)
def test_what_jsonb_cannot_hold_is_refused(value):
    with pytest.raises(ValidationError, match="can't be kept"):
        check_storable(value)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.django_db
@settings(max_examples=50)
@given(ANYTHING | st.sampled_from([{"a": "\\u0000"}, "\\", "\\\\u0000", "\x01"]))
def test_what_is_let_through_can_be_kept(value):
    try:
        check_storable(value)
    except ValidationError:
        return
    text = connection.ops.adapt_json_value(value, None)
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            cursor.execute("SELECT %s::jsonb", [text])
        except DataError as error:  # pragma: no cover
            raise AssertionError(f"{value!r} was let through: {error}") from error
