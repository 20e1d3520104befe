"""The addresses of dashboard."""

from tests.access import Row

TABLE: dict[str, Row] = {}
