"""Addresses of integrations: inbound."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
