"""Endpoints, the inbox of what they received, and the door without a login."""

TABLE = {}
