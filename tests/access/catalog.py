"""The addresses of catalog."""

from tests.access import Row

TABLE: dict[str, Row] = {}
