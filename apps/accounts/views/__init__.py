"""The pages of people, teams, roles and one's own account."""
