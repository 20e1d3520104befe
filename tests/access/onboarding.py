"""The addresses of onboarding."""

from tests.access import Row

TABLE: dict[str, Row] = {}
