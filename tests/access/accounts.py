"""People, teams, roles, tokens, one's own account."""

from tests.access import Row

TABLE: dict[str, Row] = {}
