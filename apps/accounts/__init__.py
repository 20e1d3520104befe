"""People who log in, organisations, teams, roles, API tokens."""
