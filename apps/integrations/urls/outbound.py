"""Addresses of integrations: outbound."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
