"""Vendors over the API."""
