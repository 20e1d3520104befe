"""The addresses of calendars."""

from tests.access import Row

TABLE: dict[str, Row] = {}
